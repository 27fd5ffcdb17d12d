# SPDX-License-Identifier: EUPL-1.2
"""What people do with their own account: name, language, sign-in and password."""

from __future__ import annotations

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require


@service
def update_profile(*, actor: Actor, user: User, name: str, language: str) -> User:
    """Change one's own name and the language of the interface."""
    require(actor, "organisations.edit_own_profile")
    if actor.id != user.pk:
        raise NotAllowed("organisations.edit_own_profile")
    user = User.objects.get(pk=user.pk)
    before = snapshot(user, "name", "language")
    user.name, user.language = name.strip(), language
    user.clean_fields(exclude=["password"])
    changes = diff(before, snapshot(user, "name", "language"))
    if not changes:
        unchanged()
        return user
    user.save(update_fields=["name", "language"])
    record(actor, "organisations.profile_updated", user, changes=changes)
    return user


@service
def record_account_event(
    *, actor: Actor, action: str, user: User | None, result: str = "ok", note: str = ""
) -> None:
    """Record a sign-in, a sign-out or a change of password in one log; never with an e-mail address."""
    record(actor, action, user, result=result, note=note)
