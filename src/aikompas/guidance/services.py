# SPDX-License-Identifier: EUPL-1.2
"""Designating applications for data and tasks, and withdrawing that."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.guidance.deciding import rule_of_data
from aikompas.guidance.models import DesignatedTask, Designation
from aikompas.guidance.selectors import designations_of
from aikompas.guidance.telling import tell_designated, tell_withdrawn
from aikompas.organisations.permissions import MATRIX, require
from aikompas.policy.sections.use import UseRules
from aikompas.policy.selectors import profile_of
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application

DESIGNATE = "guidance.designate"


@service
def designate(
    *,
    actor: Actor,
    application: Application,
    data_class: str,
    valid_from: date,
    reason: str,
    tasks: Sequence[str] = (),
    conditions: str = "",
    valid_until: date | None = None,
) -> Designation:
    """Designate an application for data up to a kind and for some tasks; from that day an earlier one ends."""
    require(actor, DESIGNATE, application)
    if application.state not in ACTIVE_STATES:
        raise Refused(_("This application may not be used, so it cannot be designated."))
    rules = profile_of(application.organisation).use
    _check(rules, data_class, tasks, reason)
    designation = Designation(
        organisation_id=application.organisation_id,
        application=application,
        data_class=data_class,
        conditions=conditions.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        reason=reason.strip(),
        designated_by_id=actor.id,
        role=next(iter(sorted(actor.roles & MATRIX[DESIGNATE])), ""),
    )
    designation.full_clean()
    earlier = _end_earlier(application, valid_from)
    designation.save(force_insert=True)
    chosen = [task.id for task in rules.tasks if task.id in tasks]
    DesignatedTask.objects.bulk_create(
        DesignatedTask(organisation_id=application.organisation_id, designation=designation, task=task)
        for task in chosen
    )
    record(
        actor,
        "guidance.designated",
        application,
        changes={
            "data_class": (earlier.data_class if earlier else None, data_class),
            "tasks": (_names(rules, earlier.task_ids) if earlier else None, _names(rules, chosen)),
            "valid_from": (None, valid_from.isoformat()),
            "valid_until": (None, valid_until.isoformat() if valid_until else None),
        },
        note=designation.reason[:500],
    )
    tell_designated(designation)
    return designation


@service
def withdraw(*, actor: Actor, designation: Designation, reason: str) -> Designation:
    """Withdraw a designation at once: from now on only data may go in that may go everywhere."""
    application = designation.application
    require(actor, DESIGNATE, application)
    if not designation.can_be_withdrawn:
        raise Refused(_("This designation has ended already."))
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    _withdraw(designation, reason.strip())
    changes = {"data_class": (designation.data_class, None)}
    record(actor, "guidance.designation_withdrawn", application, changes=changes, note=reason.strip()[:500])
    tell_withdrawn(designation)
    return designation


def _check(rules: UseRules, data_class: str, tasks: Sequence[str], reason: str) -> None:
    errors = {}
    if not reason.strip():
        errors["reason"] = _("Say why these data may go into this application.")
    if rule_of_data(rules, data_class) == "forbidden":
        errors["data_class"] = _("The policy allows these data in no application.")
    usable = {task.id for task in rules.tasks if task.light != "red"}
    if not usable.issuperset(tasks):
        errors["tasks"] = _("The policy does not allow this task.")
    if errors:
        raise ValidationError(errors)


def _names(rules: UseRules, tasks: Collection[str]) -> list[str]:
    return [task.name for task in rules.tasks if task.id in tasks]


def _end_earlier(application: Application, valid_from: date) -> Designation | None:
    """End what counts on or after a day, and return what counted until then."""
    overlapping = designations_of(application).filter(
        Q(valid_until=None) | Q(valid_until__gte=valid_from), withdrawn_at=None
    )
    earlier = None
    for designation in overlapping:
        if designation.valid_from < valid_from:
            earlier = designation
            designation.valid_until = valid_from - timedelta(days=1)
            designation.save(update_fields=["valid_until"])
        else:
            earlier = earlier or designation
            _withdraw(designation, _("Replaced by a later designation."))
    return earlier


def _withdraw(designation: Designation, reason: str) -> None:
    designation.withdrawn_at = timezone.now()
    designation.withdrawn_reason = reason[:500]
    designation.save(update_fields=["withdrawn_at", "withdrawn_reason"])
