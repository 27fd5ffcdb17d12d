# SPDX-License-Identifier: EUPL-1.2
"""Writing the plan of a pilot, as long as it has not begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.audit.changes import Changes
from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.pilots.choices import PilotState
from aikompas.pilots.course import PLAN
from aikompas.pilots.models import Criterion, Pilot
from aikompas.pilots.selectors import guides_for, unfinished_pilot
from aikompas.pilots.telling import tell_lead_and_guide
from aikompas.pilots.terms import last_day_planned
from aikompas.register.choices import State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.selectors import next_number

PLAN_FACTS = (
    "hypothesis",
    "participants",
    "begins",
    "ends",
    "midway_on",
    "data_used",
    "budget",
    "lead",
    "guide",
)
PLANNABLE = ACTIVE_STATES - {State.IN_USE}


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """A success criterion as it is planned."""

    what: str
    target: str
    how: str

    def __str__(self) -> str:
        return f"{self.what}: {self.target} ({self.how})"


@service
def plan_pilot(
    *,
    actor: Actor,
    application: Application,
    facts: Mapping[str, Any],
    criteria: Sequence[CriterionFacts],
    departments: Sequence[Department] = (),
) -> Pilot:
    """Plan a pilot for an application; raises ``Refused`` while an earlier one is not finished."""
    require(actor, PLAN, application)
    if application.state not in PLANNABLE:
        told = {"state": application.get_state_display()}
        raise Refused(_("No pilot can be planned: the application is “%(state)s”.") % told)
    if earlier := unfinished_pilot(application):
        told = {"pilot": earlier.reference}
        raise Refused(_("Pilot %(pilot)s is not finished: evaluate it and decide about it first.") % told)
    pilot = Pilot(
        organisation_id=application.organisation_id,
        application=application,
        number=next_number(Pilot, application.organisation_id),
    )
    _write(pilot, facts)
    written = _write_lists(pilot, criteria, departments)
    record(actor, "pilots.planned", pilot, changes={**diff(None, snapshot(pilot, *PLAN_FACTS)), **written})
    tell_lead_and_guide(actor, pilot)
    return pilot


@service
def edit_plan(
    *,
    actor: Actor,
    pilot: Pilot,
    facts: Mapping[str, Any],
    criteria: Sequence[CriterionFacts],
    departments: Sequence[Department] = (),
) -> Pilot:
    """Change the plan of a pilot that has not begun."""
    require(actor, PLAN, pilot)
    pilot.refresh_from_db(fields=("state", *PLAN_FACTS))
    if pilot.state != PilotState.PLANNED:
        raise Refused(
            _("The plan stands once the pilot has begun. Adjust it at the midway check, or stop it.")
        )
    before = snapshot(pilot, *PLAN_FACTS)
    _write(pilot, facts)
    changes = {**diff(before, snapshot(pilot, *PLAN_FACTS)), **_write_lists(pilot, criteria, departments)}
    if changes:
        record(actor, "pilots.plan_edited", pilot, changes=changes)
        tell_lead_and_guide(actor, pilot)
    else:
        unchanged()
    return pilot


def _write(pilot: Pilot, facts: Mapping[str, Any]) -> None:
    for name in PLAN_FACTS:
        value = facts.get(name, getattr(pilot, name, None))
        setattr(pilot, name, value.strip() if isinstance(value, str) else value)
    pilot.full_clean(exclude=("application",))
    latest = last_day_planned(pilot.application, pilot.begins)
    if pilot.ends > latest:
        told = {"date": date_format(latest)}
        raise ValidationError({"ends": _("A pilot that begins then ends on %(date)s at the latest.") % told})
    if not active_people(pilot.organisation_id).filter(pk=pilot.lead_id).exists():
        raise ValidationError({"lead": _("Choose somebody who works here.")})
    if pilot.guide_id and not guides_for(pilot.organisation_id).filter(pk=pilot.guide_id).exists():
        raise ValidationError({"guide": _("Choose a member or the secretary of the committee.")})
    if pilot.guide_id == pilot.lead_id:
        raise ValidationError({"guide": _("Somebody else than who leads the pilot guides it.")})
    pilot.save()


def _write_lists(
    pilot: Pilot, criteria: Sequence[CriterionFacts], departments: Sequence[Department]
) -> Changes:
    """Put criteria and departments in the place of those that were there, and return what changed."""
    if any(department.organisation_id != pilot.organisation_id for department in departments):
        raise ValidationError({"departments": _("Choose a department of this organisation.")})
    old = [str(CriterionFacts(item.what, item.target, item.how)) for item in pilot.criteria.all()]
    new = [str(item) for item in criteria]
    changes: Changes = {}
    if old != new:
        pilot.criteria.all().delete()
        Criterion.objects.bulk_create(
            Criterion(
                organisation_id=pilot.organisation_id,
                pilot=pilot,
                position=place,
                what=item.what,
                target=item.target,
                how=item.how,
            )
            for place, item in enumerate(criteria, start=1)
        )
        changes["criteria"] = [old, new]
    present = snapshot(pilot, "departments")
    pilot.departments.set(departments)
    return changes | diff(present, snapshot(pilot, "departments"))
