# SPDX-License-Identifier: EUPL-1.2
"""Reading who works on an assessment, and whom one can invite, mention or give a task."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from aikompas.assessments.models import (
    OPEN_STATES,
    ActionPoint,
    Assessment,
    AssessmentVersion,
    CommentThread,
    TeamMember,
)
from aikompas.assessments.selectors.assessments import assessments_visible_to
from aikompas.core.actor import Actor
from aikompas.organisations.models import Department, User
from aikompas.organisations.permissions import REVIEWERS
from aikompas.organisations.selectors import active_departments, active_people


def team_of(assessment: Assessment) -> QuerySet[TeamMember]:
    """Return who was invited to work on an assessment, in the order of invitation."""
    return TeamMember.objects.filter(assessment=assessment).select_related("person", "department")


def get_team_member(assessment: Assessment, member_id: UUID | str) -> TeamMember:
    """Return an invited person or department; raises ``TeamMember.DoesNotExist``."""
    return team_of(assessment).get(pk=member_id)


def teamwork_counts(assessment: Assessment) -> dict[str, int]:
    """Return how many there are: in the team, open conversations, open action points and versions; in one query."""
    numbers: Any = Assessment.objects.filter(pk=assessment.pk).values(
        in_team=_number(TeamMember.objects.all()),
        open_threads=_number(CommentThread.objects.filter(resolved_at__isnull=True)),
        open_action_points=_number(ActionPoint.objects.filter(done_at__isnull=True)),
        kept_versions=_number(AssessmentVersion.objects.all()),
    )
    return dict(numbers.get())


def _number(rows: QuerySet[Any]) -> Coalesce:
    """Return how many of these rows are about the assessment, as a part of a query."""
    about = rows.filter(assessment=OuterRef("pk")).order_by().values("assessment")
    return Coalesce(Subquery(about.annotate(number=Count("pk")).values("number")), 0)


def people_found(assessment: Assessment, words: str) -> QuerySet[User]:
    """Return the people whom one can invite and whose name or address has all these words."""
    people = people_to_invite(assessment)
    for word in words.split()[:5]:
        people = people.filter(Q(name__icontains=word) | Q(email__icontains=word))
    return people if words.strip() else people.none()


def people_to_invite(assessment: Assessment) -> QuerySet[User]:
    """Return the people of the organisation who are not in the team by their own name."""
    invited = TeamMember.objects.filter(assessment=assessment, person__isnull=False).values("person")
    return active_people(assessment.organisation_id).exclude(pk__in=invited)


def departments_to_invite(assessment: Assessment) -> QuerySet[Department]:
    """Return the departments that are not in the team."""
    invited = TeamMember.objects.filter(assessment=assessment, department__isnull=False).values("department")
    return active_departments(assessment.organisation_id).exclude(pk__in=invited)


def people_around(assessment: Assessment) -> QuerySet[User]:
    """Return who has to do with an assessment: the team, the owner, and everybody who advises or decides."""
    about = Q(pk=assessment.owner_id) | Q(pk=assessment.started_by_id)
    team = TeamMember.objects.filter(assessment=assessment)
    around = (
        about
        | Q(pk__in=team.filter(person__isnull=False).values("person"))
        | Q(
            memberships__organisation_id=assessment.organisation_id,
            memberships__department__in=team.filter(department__isnull=False).values("department"),
        )
        | Q(
            memberships__organisation_id=assessment.organisation_id,
            memberships__role_assignments__role__in=REVIEWERS,
        )
    )
    return active_people(assessment.organisation_id).filter(pk__in=User.objects.filter(around).values("pk"))


def invited_to(actor: Actor) -> QuerySet[Assessment]:
    """Return the assessments that are being filled in and to which this actor, or the own department, was invited."""
    mine = Q(person_id=actor.id)
    if actor.department_id:
        mine |= Q(department_id=actor.department_id)
    invited = TeamMember.objects.filter(mine).values("assessment")
    return assessments_visible_to(actor).filter(pk__in=invited, state__in=OPEN_STATES)
