# SPDX-License-Identifier: EUPL-1.2
"""The timetable: taking over what the policy plans, own steps, how far each is, and the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import Done, diff, record, record_many, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.core.events import publish
from aikompas.files.selectors import files_of
from aikompas.files.services import remove_file, store_file
from aikompas.files.uploads import Accepted
from aikompas.notifications.telling import tell
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.policy.events import RoadmapChanged
from aikompas.policy.models import UNFINISHED_STEPS, RoadmapEvidence, RoadmapStep, StepState
from aikompas.policy.selectors.profiles import profile_of
from aikompas.policy.selectors.roadmap import items_not_taken_over
from aikompas.policy.telling import STEP

PLAN = "policy.plan_roadmap"
WORK = "policy.work_on_step"
PLANNED = ("title", "start", "due", "clauses", "controls")
STANDS = ("state", "owner_id", "reason", "finished_on")


@service
def take_over_roadmap(*, actor: Actor, organisation: Organisation) -> list[RoadmapStep]:
    """Put every step that the policy plans on the timetable, as far as it is not there yet."""
    require(actor, PLAN, organisation)
    profile = profile_of(organisation)
    made = RoadmapStep.objects.bulk_create(
        RoadmapStep(
            organisation=organisation,
            profile_id=profile.id,
            item_id=item.id,
            title=item.titles["nl"][:200],
            start=item.start,
            due=item.due,
            clauses=list(item.clauses),
            controls=list(item.controls),
        )
        for item in items_not_taken_over(organisation)
    )
    if made:
        record_many(actor, [Done("policy.roadmap_step_taken_over", step) for step in made])
        publish(RoadmapChanged(organisation.pk, made[0].pk))
    else:
        unchanged()
    return made


@service
def add_step(
    *,
    actor: Actor,
    organisation: Organisation,
    title: str,
    start: date,
    due: date,
    clauses: Sequence[str] = (),
    controls: Sequence[str] = (),
) -> RoadmapStep:
    """Add a step of our own."""
    require(actor, PLAN, organisation)
    step = RoadmapStep(organisation=organisation)
    _plan(step, title, start, due, clauses, controls)
    record(actor, "policy.roadmap_step_added", step, changes=diff(None, snapshot(step, *PLANNED)))
    publish(RoadmapChanged(organisation.pk, step.pk))
    return step


@service
def plan_step(
    *,
    actor: Actor,
    step: RoadmapStep,
    title: str,
    start: date,
    due: date,
    clauses: Sequence[str] = (),
    controls: Sequence[str] = (),
) -> RoadmapStep:
    """Change what a step of our own is and when; what the policy plans stays as the policy says."""
    require(actor, PLAN, step)
    if not step.is_own:
        raise Refused(_("The policy plans this step. Drop it with a reason when it is not going to be done."))
    before = snapshot(step, *PLANNED)
    _plan(step, title, start, due, clauses, controls)
    if changes := diff(before, snapshot(step, *PLANNED)):
        record(actor, "policy.roadmap_step_planned", step, changes=changes)
        publish(RoadmapChanged(step.organisation_id, step.pk))
    else:
        unchanged()
    return step


@service
def bring_step(
    *,
    actor: Actor,
    step: RoadmapStep,
    state: str,
    owner: User | None,
    reason: str = "",
    finished_on: date | None = None,
) -> RoadmapStep:
    """Say how far a step is and who takes care of it; dropping asks for a reason, and who owns it is told."""
    require(actor, WORK, step)
    before = snapshot(step, *STANDS)
    known_owner = step.owner_id
    step.state, step.owner, step.reason = state, owner, reason.strip()
    today = timezone.localdate()
    step.finished_on = (finished_on or today) if state == StepState.DONE else None
    if state == StepState.DROPPED and not step.reason:
        raise ValidationError({"reason": _("Say why the step is dropped.")})
    if step.finished_on and step.finished_on > today:
        raise ValidationError({"finished_on": _("The date cannot be in the future.")})
    if (
        owner
        and owner.pk != known_owner
        and not active_people(step.organisation_id).filter(pk=owner.pk).exists()
    ):
        raise ValidationError({"owner": _("Choose somebody who works here.")})
    step.full_clean()
    step.save(update_fields=("state", "owner", "reason", "finished_on"))
    changes = diff(before, snapshot(step, *STANDS))
    if not changes:
        unchanged()
        return step
    record(actor, "policy.roadmap_step_brought", step, changes=changes)
    if owner and owner.pk not in {known_owner, actor.id} and step.state in UNFINISHED_STEPS:
        tell(
            STEP,
            [owner],
            organisation=step.organisation,
            key=f"{STEP}:{step.pk}:{owner.pk}",
            url=step.get_absolute_url(),
            facts={"step": step.title},
        )
    publish(RoadmapChanged(step.organisation_id, step.pk))
    return step


@service
def add_step_evidence(
    *, actor: Actor, step: RoadmapStep, text: str, url: str = "", upload: Accepted | None = None
) -> RoadmapEvidence:
    """Add what shows that a step was taken: a text, with a link or a file where there is one."""
    require(actor, WORK, step)
    evidence = RoadmapEvidence(
        organisation_id=step.organisation_id,
        step=step,
        text=text.strip(),
        url=url.strip(),
        added_by_id=actor.id,
    )
    evidence.full_clean(exclude=("added_by",))
    evidence.save(force_insert=True)
    if upload is not None:
        store_file(actor=actor, upload=upload, belongs_to=evidence)
    changes = {"evidence": (None, evidence.text), "url": (None, evidence.url)}
    record(actor, "policy.roadmap_evidence_added", step, changes=changes)
    return evidence


@service
def remove_step_evidence(*, actor: Actor, evidence: RoadmapEvidence) -> None:
    """Take evidence away that should not be there; a finished step keeps what it rests on."""
    step = evidence.step
    require(actor, WORK, step)
    step.refresh_from_db(fields=("state",))
    if step.state not in UNFINISHED_STEPS:
        raise Refused(_("This step is finished and rests on its evidence. Put it back to busy first."))
    for file in files_of(evidence):
        remove_file(actor=actor, file=file)
    record(actor, "policy.roadmap_evidence_removed", step, changes={"evidence": (evidence.text, None)})
    evidence.delete()


def _plan(
    step: RoadmapStep, title: str, start: date, due: date, clauses: Sequence[str], controls: Sequence[str]
) -> None:
    step.title, step.start, step.due = title.strip(), start, due
    step.clauses, step.controls = list(clauses), list(controls)
    if due < start:
        raise ValidationError({"due": _("The end comes before the beginning.")})
    step.full_clean(exclude=("owner",))
    step.save()
