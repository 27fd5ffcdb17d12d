# SPDX-License-Identifier: EUPL-1.2
"""Writes about assessments that an application needs: who does them before when, and doing without one."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.assessments.models import AssessmentTask, AssessmentWaiver
from aikompas.assessments.needs import Need, known_tasks, need_of, needs_of
from aikompas.audit.recording import Done, diff, record, record_many, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.organisations.models import User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy.subjects import remembering
from aikompas.register.gates import profile_of
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application

PLANNED = ("owner", "due")
FOLLOWS = ("level", "settled")


@service
def sync_needs(*, actor: Actor, application: Application) -> None:
    """Let the tasks of an application follow what it needs now: facts and results say so, it asks for no permission.

    A new task falls to the owner of the application, some weeks from now; what is no longer needed is kept.
    """
    with remembering(application):
        needs = (
            {need.urn: need for need in needs_of(application)} if application.state in ACTIVE_STATES else {}
        )
        tasks = {task.urn: task for task in known_tasks(application)}
    done = []
    for urn in {**needs, **tasks}:
        need = needs.get(urn)
        task = tasks.get(urn) or AssessmentTask(
            organisation_id=application.organisation_id,
            application=application,
            urn=urn,
            owner_id=application.owner_id,
            due=timezone.localdate() + timedelta(days=profile_of(application).assessments.days),
        )
        before = snapshot(task, *FOLLOWS)
        task.level, task.settled = (need.level, not need.waits) if need else ("", False)
        if changes := diff(before, snapshot(task, *FOLLOWS)):
            task.save()
            done.append(Done("assessments.need_changed", task, changes))
    if done:
        record_many(actor, done)
    else:
        unchanged()


@service
def plan_assessment(
    *, actor: Actor, application: Application, urn: str, owner: User, due: date
) -> AssessmentTask:
    """Say who takes care of a needed assessment, and before when."""
    require(actor, "assessments.plan", application)
    need = _need(application, urn)
    if not active_people(application.organisation_id).filter(pk=owner.pk).exists():
        raise ValidationError({"owner": _("Choose from the list.")})
    if due < timezone.localdate() and (need.task is None or due != need.task.due):
        raise ValidationError({"due": _("Choose a date that is still to come.")})
    task = need.task or AssessmentTask(
        organisation_id=application.organisation_id, application=application, urn=need.urn, level=need.level
    )
    before = snapshot(task, *PLANNED)
    task.owner, task.due = owner, due
    changes = diff(before, snapshot(task, *PLANNED))
    if not changes:
        unchanged()
        return task
    task.save()
    record(actor, "assessments.planned", task, changes=changes)
    return task


@service
def do_without(*, actor: Actor, application: Application, urn: str, reason: str) -> AssessmentWaiver:
    """Decide that an application can do without an assessment that it needs, with the reason."""
    require(actor, "assessments.do_without", application)
    need = _need(application, urn)
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if need.waiver:
        raise Refused(_("Somebody decided already to do without this assessment."))
    if need.is_met:
        raise Refused(_("This assessment has been approved."))
    waiver = AssessmentWaiver.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        urn=need.urn,
        reason=reason.strip(),
        waived_by_id=actor.id,
    )
    record(actor, "assessments.done_without", waiver, note=reason.strip())
    sync_needs(actor=actor, application=application)
    return waiver


@service
def revoke_waiver(*, actor: Actor, application: Application, urn: str) -> AssessmentWaiver:
    """Revoke the decision to do without an assessment: it is needed again."""
    require(actor, "assessments.do_without", application)
    waiver = AssessmentWaiver.objects.filter(
        application=application, urn=urn, revoked_at__isnull=True
    ).first()
    if waiver is None:
        raise Refused(_("There is no such decision, or it was revoked already."))
    waiver.revoked_at = timezone.now()
    waiver.revoked_by_id = actor.id
    waiver.save(update_fields=["revoked_at", "revoked_by"])
    record(actor, "assessments.waiver_revoked", waiver)
    sync_needs(actor=actor, application=application)
    return waiver


def _need(application: Application, urn: str) -> Need:
    need = need_of(application, urn)
    if need is None:
        raise Refused(_("The policy does not ask this assessment for this application."))
    return need
