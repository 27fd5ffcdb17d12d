# SPDX-License-Identifier: EUPL-1.2
"""Planning an absence with a deputy, and putting something off."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.notifications.telling import tell
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require
from aikompas.worklist.models import Absence, Snooze
from aikompas.worklist.places import worklist_url
from aikompas.worklist.selectors import possible_deputies
from aikompas.worklist.telling import DEPUTY

LONGEST_SNOOZE = timedelta(days=90)


@service
def plan_absence(*, actor: Actor, deputy: User, first_day: date, last_day: date) -> Absence:
    """Let a colleague look after one's worklist for a period; the colleague's own roles stay as they are."""
    require(actor, "worklist.plan_absence")
    if last_day < first_day or last_day < timezone.localdate():
        raise ValidationError(
            {"last_day": _("Choose a last day that is not past, nor before the first day.")}
        )
    if not possible_deputies(actor).filter(pk=deputy.pk).exists():
        raise ValidationError({"deputy": _("Choose a colleague of this organisation.")})
    about = {"organisation_id": actor.organisation_id, "person_id": actor.id}
    if Absence.objects.filter(**about, first_day__lte=last_day, last_day__gte=first_day).exists():
        raise ValidationError({"first_day": _("You planned an absence in this period already.")})
    absence = Absence.objects.create(**about, deputy=deputy, first_day=first_day, last_day=last_day)
    changes = diff(None, snapshot(absence, "first_day", "last_day"))
    record(actor, "worklist.absence_planned", absence, changes=changes)
    _tell_deputy(absence)
    return absence


@service
def end_absence(*, actor: Actor, absence: Absence) -> None:
    """End an absence today, or leave out one that is still to come."""
    require(actor, "worklist.plan_absence", absence)
    before = snapshot(absence, "first_day", "last_day")
    record(actor, "worklist.absence_ended", absence, changes=diff(before, None))
    absence.delete()


@service
def put_off(*, actor: Actor, kind: str, object_id: UUID, until: date) -> Snooze:
    """Take something off one's own worklist until a day on which it comes back by itself."""
    require(actor, "worklist.view")
    unchanged()  # the order in which somebody works is nobody's business
    today = timezone.localdate()
    if not today < until <= today + LONGEST_SNOOZE:
        raise ValidationError({"until": _("Choose a day from tomorrow, at most three months ahead.")})
    Snooze.objects.filter(person_id=actor.id, until__lte=today).delete()
    snooze, _created = Snooze.objects.update_or_create(
        organisation_id=actor.organisation_id,
        person_id=actor.id,
        kind=kind,
        object_id=object_id,
        defaults={"until": until},
    )
    return snooze


@service
def bring_back(*, actor: Actor) -> int:
    """Put everything that was put off on the worklist again."""
    require(actor, "worklist.view")
    unchanged()
    return Snooze.objects.filter(organisation_id=actor.organisation_id, person_id=actor.id).delete()[0]


def _tell_deputy(absence: Absence) -> None:
    with translation.override(absence.deputy.language or absence.organisation.language):
        facts = {
            "first_day": formats.date_format(absence.first_day),
            "last_day": formats.date_format(absence.last_day),
        }
    tell(
        DEPUTY,
        [absence.deputy],
        organisation=absence.organisation,
        key=f"absence:{absence.pk}",
        url=worklist_url(absence.organisation.slug),
        facts=facts,
    )
