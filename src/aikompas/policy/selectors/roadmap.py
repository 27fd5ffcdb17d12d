# SPDX-License-Identifier: EUPL-1.2
"""Reading the timetable: the steps of the policy in use and our own, and those that the policy plans but nobody has."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.files.selectors import files_by_object
from aikompas.organisations.models import Organisation
from aikompas.policy.models import UNFINISHED_STEPS, RoadmapEvidence, RoadmapStep
from aikompas.policy.profiles import Profile
from aikompas.policy.sections.planning import RoadmapItem
from aikompas.policy.selectors.profiles import profile_of


def steps_of_policy(organisation_id: UUID | None, profile: Profile) -> QuerySet[RoadmapStep]:
    """Return the steps of this policy and those that the organisation added itself."""
    return RoadmapStep.objects.filter(
        Q(profile_id="") | Q(profile_id=profile.id), organisation_id=organisation_id
    ).select_related("organisation", "owner")


def roadmap_visible_to(actor: Actor) -> QuerySet[RoadmapStep]:
    """Return the steps of the timetable in use."""
    organisation = Organisation.objects.get(pk=actor.organisation_id)
    return steps_of_policy(organisation.pk, profile_of(organisation))


def get_step(actor: Actor, step_id: UUID) -> RoadmapStep:
    """Return one step, also of a policy that is no longer in use; raises ``RoadmapStep.DoesNotExist``."""
    steps = RoadmapStep.objects.filter(organisation_id=actor.organisation_id)
    return steps.select_related("organisation", "owner").get(pk=step_id)


def items_not_taken_over(organisation: Organisation) -> list[RoadmapItem]:
    """Return what the policy plans and nobody has on the timetable yet."""
    profile = profile_of(organisation)
    if not profile.roadmap:
        return []
    steps = RoadmapStep.objects.filter(organisation=organisation, profile_id=profile.id)
    known = set(steps.values_list("item_id", flat=True))
    return [item for item in profile.roadmap if item.id not in known]


def overdue_steps(organisation: Organisation) -> QuerySet[RoadmapStep]:
    """Return the steps that should have been finished by now."""
    steps = steps_of_policy(organisation.pk, profile_of(organisation))
    return steps.filter(state__in=UNFINISHED_STEPS, due__lt=timezone.localdate())


def waiting_steps(actor: Actor) -> QuerySet[RoadmapStep]:
    """Return the steps of the timetable in use that somebody owns and that have begun but are not finished."""
    today = timezone.localdate()
    return roadmap_visible_to(actor).filter(state__in=UNFINISHED_STEPS, owner__isnull=False, start__lte=today)


def evidence_of_step(step: RoadmapStep) -> list[RoadmapEvidence]:
    """Return what shows that a step was taken, oldest first, each with its file, if any."""
    found = list(RoadmapEvidence.objects.filter(step=step).select_related("added_by"))
    files = files_by_object(RoadmapEvidence, [evidence.pk for evidence in found])
    for evidence in found:
        evidence.file = next(iter(files.get(evidence.pk, [])), None)
    return found


def get_step_evidence(actor: Actor, evidence_id: UUID) -> RoadmapEvidence:
    """Return evidence of a step; raises ``RoadmapEvidence.DoesNotExist``."""
    rows = RoadmapEvidence.objects.filter(organisation_id=actor.organisation_id)
    return rows.select_related("organisation", "step__organisation").get(pk=evidence_id)
