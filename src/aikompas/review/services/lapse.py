# SPDX-License-Identifier: EUPL-1.2
"""Judgements lapse when the dossier on which they rest changes, or when a later one takes their place."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Model
from django.utils import timezone, translation
from django.utils.functional import Promise

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.review.choices import ConditionState
from aikompas.review.models import Advice, Conclusion, Condition, Decision

LONGEST_REASON = 300
UNSETTLED = (ConditionState.PROPOSED, ConditionState.OPEN, ConditionState.OFFERED)


@service
def lapse_judgements(
    *,
    actor: Actor,
    application: Application,
    reason: str | Promise,
    kinds: Collection[type[Model]] = (Advice, Conclusion, Decision),
) -> int:
    """Let the current advices, conclusion and decision on the application lapse; return how many did.

    Conditions that are proposed or open lapse with the conclusion. The reason is kept in the language of the
    organisation. Called by other services and by handlers: it asks for no permission of its own.
    """
    with translation.override(application.organisation.language):
        reason = str(reason)
    now = timezone.now()
    lapsed = {
        str(kind._meta.model_name): kind._default_manager.filter(
            application=application, lapsed_at__isnull=True
        ).update(lapsed_at=now, lapse_reason=reason[:LONGEST_REASON])
        for kind in kinds
    }
    if lapsed.get("conclusion"):
        Condition.objects.filter(application=application, state__in=UNSETTLED).update(
            state=ConditionState.LAPSED
        )
    if any(lapsed.values()):
        changes = {name: (count, 0) for name, count in lapsed.items() if count}
        record(actor, "review.lapsed", application, changes=changes, note=reason)
    else:
        unchanged()
    return sum(lapsed.values())
