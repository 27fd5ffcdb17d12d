# SPDX-License-Identifier: EUPL-1.2
"""Loading an own profile, and choosing the profile that an organisation uses."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Reason, Refused
from aikompas.core.events import publish
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.events import ProfileSwitched
from aikompas.policy.linting import check_profile
from aikompas.policy.models import ProfileVersion
from aikompas.policy.selectors import get_profile_choice

MANAGE = "policy.manage_profile"


@service
def load_profile(*, actor: Actor, text: str) -> ProfileVersion:
    """Keep the text of a profile as a version of the organisation's policy; raises ``Refused`` with every error."""
    require(actor, MANAGE)
    report = check_profile(text)
    profile = report.profile
    if profile is None:
        told = [
            Reason(_("Line %(line)s: %(sentence)s") % {"line": item.line, "sentence": item.sentence})
            for item in report.errors
        ]
        raise Refused(_("There are errors in this profile. Correct them first."), told)
    known = ProfileVersion.objects.filter(
        organisation_id=actor.organisation_id, sha256=profile.sha256
    ).first()
    if known:
        unchanged()
        return known
    version = ProfileVersion.objects.create(
        organisation_id=actor.organisation_id,
        profile_id=profile.id[:100],
        version=profile.version[:50],
        name=profile.name[:200],
        sha256=profile.sha256,
        text=text,
        loaded_by_id=actor.id,
    )
    record(actor, "policy.profile_loaded", version, changes={"sha256": (None, profile.sha256)})
    return version


@service
def switch_profile(*, actor: Actor, organisation: Organisation, choice: str) -> Organisation:
    """Use another profile from now on; raises ``ProfileVersion.DoesNotExist`` when it cannot be chosen."""
    require(actor, MANAGE, organisation)
    profile = get_profile_choice(actor, choice)
    organisation = Organisation.objects.get(pk=organisation.pk)
    before = organisation.policy_profile
    if before == choice:
        unchanged()
        return organisation
    organisation.policy_profile = choice
    organisation.save(update_fields=("policy_profile",))
    record(
        actor,
        "policy.profile_switched",
        organisation,
        changes={"policy_profile": (before, choice), "sha256": (None, profile.sha256)},
        note=f"{profile.name} {profile.version}",
    )
    publish(ProfileSwitched(organisation.pk, before, choice))
    return organisation
