# SPDX-License-Identifier: EUPL-1.2
"""Writing, publishing and acknowledging the house rules."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.notifications.events import emit
from aikompas.notifications.telling import tell
from aikompas.organisations.models import Organisation
from aikompas.organisations.permissions import require
from aikompas.policy.events import HouseRulesAcknowledged, HouseRulesPublished
from aikompas.policy.first_house_rules import first_text
from aikompas.policy.models import Acknowledgement, HouseRules
from aikompas.policy.selectors.house_rules import (
    ACKNOWLEDGE,
    WRITE,
    asked_members,
    published_house_rules,
)
from aikompas.policy.telling import HOUSE_RULES, HOUSE_RULES_EVENT

CONTENTS = ("text", "change_note", "counts_from", "grace_days")


@service
def start_house_rules(*, actor: Actor, organisation: Organisation) -> HouseRules:
    """Begin a version from the newest one, or from the text that ships; raises ``Refused`` while there is a draft."""
    require(actor, WRITE, organisation)
    newest = HouseRules.objects.filter(organisation=organisation).first()
    if newest and not newest.is_published:
        raise Refused(_("There is a draft already: go on with that one."))
    version = HouseRules.objects.create(
        organisation=organisation,
        number=newest.number + 1 if newest else 1,
        text=newest.text if newest else first_text(organisation.language),
        written_by_id=actor.id,
    )
    record(actor, "policy.house_rules_started", version, changes={"number": (None, version.number)})
    return version


@service
def edit_house_rules(*, actor: Actor, version: HouseRules, text: str, change_note: str = "") -> HouseRules:
    """Change what a draft says."""
    require(actor, WRITE, version)
    _require_draft(version)
    before = snapshot(version, *CONTENTS)
    version.text, version.change_note = text.strip(), change_note.strip()
    version.full_clean(exclude=("written_by", "published_by"))
    version.save(update_fields=CONTENTS)
    if changes := diff(before, snapshot(version, *CONTENTS)):
        record(actor, "policy.house_rules_edited", version, changes=changes)
    else:
        unchanged()
    return version


@service
def discard_house_rules(*, actor: Actor, version: HouseRules) -> None:
    """Throw a draft away."""
    require(actor, WRITE, version)
    _require_draft(version)
    record(actor, "policy.house_rules_discarded", version)
    version.delete()


@service
def publish_house_rules(
    *, actor: Actor, version: HouseRules, counts_from: date, grace_days: int
) -> HouseRules:
    """Let a version count from a day, and tell everybody whom it concerns."""
    require(actor, WRITE, version)
    _require_draft(version)
    _check_begin(version, counts_from)
    before = snapshot(version, *CONTENTS)
    version.counts_from, version.grace_days = counts_from, grace_days
    version.published_at, version.published_by_id = timezone.now(), actor.id
    version.full_clean(exclude=("written_by", "published_by"))
    version.save()
    changes = diff(before, snapshot(version, *CONTENTS))
    record(actor, "policy.house_rules_published", version, changes=changes)
    tell(
        HOUSE_RULES,
        [member.user for member in asked_members(version.organisation_id)],
        organisation=version.organisation,
        key=f"{HOUSE_RULES}:{version.pk}",
        url=version.get_absolute_url(),
        facts={"number": str(version.number), "date": date_format(version.grace_until)},
        text=version.change_note,
    )
    emit(
        HOUSE_RULES_EVENT,
        organisation_id=version.organisation_id,
        subject=f"house-rules/{version.number}",
        data={"version": version.number, "countsFrom": counts_from.isoformat(), "graceDays": grace_days},
    )
    publish(HouseRulesPublished(version.organisation_id, version.pk))
    return version


@service
def acknowledge_house_rules(*, actor: Actor, version: HouseRules) -> Acknowledgement:
    """State that one read this version and keeps to it; once is enough."""
    require(actor, ACKNOWLEDGE)
    require(actor, "policy.view", version)
    if actor.id is None:
        raise Refused(_("Only people acknowledge house rules."))
    known = Acknowledgement.objects.filter(version=version, person_id=actor.id).first()
    if known:
        unchanged()
        return known
    if not version.is_published:
        raise Refused(_("This version is a draft."))
    published = published_house_rules(version.organisation_id)
    if any(_has_begun(newer) for newer in published if newer.number > version.number):
        raise Refused(_("There is a newer version: read and acknowledge that one."))
    made = Acknowledgement.objects.create(
        organisation_id=version.organisation_id, version=version, person_id=actor.id
    )
    record(actor, "policy.house_rules_acknowledged", version)
    publish(HouseRulesAcknowledged(version.organisation_id, version.pk, actor.id))
    return made


def _has_begun(version: HouseRules) -> bool:
    return version.counts_from is not None and version.counts_from <= timezone.localdate()


def _require_draft(version: HouseRules) -> None:
    if HouseRules.objects.values_list("published_at", flat=True).get(pk=version.pk) is not None:
        raise Refused(_("This version is published and can no longer be changed. Begin a new version."))


def _check_begin(version: HouseRules, counts_from: date) -> None:
    if counts_from < timezone.localdate():
        raise ValidationError({"counts_from": _("A version cannot count before people can read it.")})
    earlier = published_house_rules(version.organisation_id)
    last = earlier[-1].counts_from if earlier else None
    if last and counts_from <= last:
        told = {"date": date_format(last)}
        raise ValidationError(
            {"counts_from": _("The version before counts from %(date)s: choose a later date.") % told}
        )
