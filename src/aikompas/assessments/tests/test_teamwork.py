# SPDX-License-Identifier: EUPL-1.2
"""Working together on an assessment: who may do what in which role, comments, action points, versions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.assessments import selectors, services
from aikompas.assessments.comparison import compare
from aikompas.assessments.models import Assessment, TeamMember, TeamRole
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.tests.factories import owner_of, started
from aikompas.audit.models import AuditEvent
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.permissions import TEAM_ROLES, may
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
NEXT_WEEK = timezone.localdate() + timedelta(days=7)
ALLOWED = {
    "reader": set(),
    "commenter": {"assessments.comment"},
    "editor": {"assessments.comment", "assessments.fill_in"},
    "lead": {"assessments.comment", "assessments.fill_in", "assessments.manage_team"},
}


@pytest.fixture
def assessment(application: Application) -> Assessment:
    """An assessment that the owner began."""
    return started(application)


@pytest.fixture
def colleague(application: Application) -> Membership:
    """Somebody of another department without any role in assessing."""
    department = DepartmentFactory(organisation=application.organisation)
    return member(application.organisation, Role.EMPLOYEE, department=department)


def acting(somebody: Membership) -> Actor:
    return actor_for(somebody, origin="192.0.2.1")


def fresh(assessment: Assessment) -> Assessment:
    return Assessment.objects.get(pk=assessment.pk)


def invited(assessment: Assessment, somebody: Membership, role: str, *, by_department: bool = False) -> Actor:
    whom = {"department": somebody.department} if by_department else {"person": somebody.user}
    services.invite(actor=owner_of(assessment.application), assessment=assessment, role=role, **whom)
    return acting(somebody)


@pytest.mark.parametrize("by_department", [False, True])
@pytest.mark.parametrize("role", TEAM_ROLES)
def test_a_role_in_the_team_gives_exactly_what_it_says(
    assessment: Assessment, colleague: Membership, role: str, by_department: bool
) -> None:
    somebody = invited(assessment, colleague, role, by_department=by_department)
    actions = {"assessments.comment", "assessments.fill_in", "assessments.manage_team"}
    assert {action for action in actions if may(somebody, action, fresh(assessment))} == ALLOWED[role]
    assert selectors.get_assessment(somebody, assessment.pk)
    assert selectors.invited_to(somebody).get() == assessment


def test_without_an_invitation_a_colleague_does_not_see_what_is_being_filled_in(
    assessment: Assessment, colleague: Membership
) -> None:
    with pytest.raises(Assessment.DoesNotExist):
        selectors.get_assessment(acting(colleague), assessment.pk)
    Assessment.objects.update(state="submitted")
    assert selectors.get_assessment(acting(colleague), assessment.pk)


def test_the_highest_of_an_own_role_and_that_of_the_department_counts(
    assessment: Assessment, colleague: Membership
) -> None:
    invited(assessment, colleague, "reader")
    somebody = invited(assessment, colleague, "editor", by_department=True)
    assert may(somebody, "assessments.fill_in", fresh(assessment))


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.AUDITOR])
def test_who_may_never_fill_in_does_not_by_an_invitation(assessment: Assessment, role: str) -> None:
    somebody = invited(assessment, member(assessment.organisation, role), "lead")
    assert not may(somebody, "assessments.fill_in", fresh(assessment))


def test_an_editor_saves_answers_and_submits_but_invites_nobody(
    assessment: Assessment, colleague: Membership
) -> None:
    editor = invited(assessment, colleague, "editor")
    services.save_answers(actor=editor, assessment=fresh(assessment), answers={"1.4": "Leest kentekens."})
    other = member(assessment.organisation, Role.EMPLOYEE)
    with pytest.raises(NotAllowed):
        services.invite(actor=editor, assessment=fresh(assessment), role="reader", person=other.user)


def test_nobody_is_invited_twice_or_from_another_municipality(
    assessment: Assessment, colleague: Membership
) -> None:
    invited(assessment, colleague, "reader")
    stranger = member(OrganisationFactory(), Role.EMPLOYEE).user
    elsewhere = DepartmentFactory()
    for whom in ({"person": colleague.user}, {"person": stranger}, {"department": elsewhere}, {}):
        with pytest.raises(ValidationError):
            services.invite(
                actor=owner_of(assessment.application), assessment=assessment, role="reader", **whom
            )


def test_the_team_stands_in_the_trail(assessment: Assessment, colleague: Membership) -> None:
    invited(assessment, colleague, "reader")
    owner, found = owner_of(assessment.application), TeamMember.objects.get()
    services.change_role(actor=owner, assessment=assessment, member=found, role=TeamRole.EDITOR)
    services.remove_from_team(actor=owner, assessment=assessment, member=found)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"assessments.invited", "assessments.role_changed", "assessments.removed_from_team"} <= actions


def test_who_was_mentioned_finds_the_comment_and_may_answer(
    assessment: Assessment, colleague: Membership
) -> None:
    reader = invited(assessment, colleague, "reader")
    owner = owner_of(assessment.application)
    with pytest.raises(NotAllowed):
        services.open_thread(actor=reader, assessment=fresh(assessment), key="1.4", text="Mag dit?")
    thread = services.open_thread(
        actor=owner, assessment=fresh(assessment), key="1.4", text="Klopt dit?", mentioned=[colleague.user]
    )
    assert selectors.threads_for(reader).get() == thread
    services.reply(actor=reader, thread=selectors.get_thread(reader, thread.pk), text="Ja.")
    services.resolve_thread(actor=reader, thread=selectors.get_thread(reader, thread.pk))
    assert not selectors.threads_for(reader).exists()
    assert selectors.open_comment_counts(assessment) == {}


def test_an_answer_opens_a_resolved_conversation_again(assessment: Assessment) -> None:
    owner = owner_of(assessment.application)
    thread = services.open_thread(actor=owner, assessment=assessment, key="", text="Let op.")
    services.resolve_thread(actor=owner, thread=thread)
    services.reply(actor=owner, thread=thread, text="Toch nog iets.")
    assert thread.is_open


@pytest.mark.parametrize(("key", "text"), [("99.99", "Let op."), ("1.4", "  "), ("1.4", "x" * 4001)])
def test_a_comment_has_a_text_and_a_place_that_exists(assessment: Assessment, key: str, text: str) -> None:
    with pytest.raises(ValidationError):
        services.open_thread(
            actor=owner_of(assessment.application), assessment=assessment, key=key, text=text
        )


def test_only_people_around_an_assessment_can_be_mentioned(
    assessment: Assessment, colleague: Membership
) -> None:
    with pytest.raises(ValidationError):
        services.open_thread(
            actor=owner_of(assessment.application),
            assessment=assessment,
            key="",
            text="Let op.",
            mentioned=[colleague.user],
        )


def test_who_has_an_action_point_sees_the_assessment_and_says_when_it_is_done(
    assessment: Assessment, colleague: Membership
) -> None:
    owner = owner_of(assessment.application)
    point = services.add_action_point(
        actor=owner, assessment=assessment, text="Vraag na.", owner=colleague.user, due=NEXT_WEEK
    )
    somebody = acting(colleague)
    assert selectors.action_points_for(somebody).get() == point
    with pytest.raises(NotAllowed):
        services.edit_action_point(
            actor=somebody, point=point, text="Iets anders.", owner=colleague.user, due=NEXT_WEEK
        )
    services.finish_action_point(actor=somebody, point=point)
    assert not selectors.action_points_for(somebody).exists()


def test_an_action_point_has_a_day_to_come_and_somebody_of_the_organisation(assessment: Assessment) -> None:
    owner = owner_of(assessment.application)
    stranger = member(OrganisationFactory(), Role.EMPLOYEE).user
    yesterday = timezone.localdate() - timedelta(days=1)
    for who, due in ((stranger, NEXT_WEEK), (assessment.application.owner, yesterday)):
        with pytest.raises(ValidationError):
            services.add_action_point(actor=owner, assessment=assessment, text="Doen", owner=who, due=due)


def test_two_versions_are_compared_question_by_question(assessment: Assessment) -> None:
    owner = owner_of(assessment.application)
    services.save_answers(actor=owner, assessment=assessment, answers={"1.4": "Een.", "1.7": "Weg."})
    before = services.keep_version(actor=owner, assessment=fresh(assessment), name="Eerst").content
    services.save_answers(
        actor=owner, assessment=fresh(assessment), answers={"1.4": "Twee.", "1.7": "", "1.6": "Nieuw."}
    )
    after = selectors.content_of(fresh(assessment))
    parts = compare(questionnaire_of(assessment), before, after)
    found = {item.after or item.before: item.kind for part in parts for item in part.differences}
    assert found["Twee."] == "changed"
    assert found["Weg."] == "removed"
    assert compare(questionnaire_of(assessment), after, after) == []


def test_a_version_needs_a_name_and_somebody_who_fills_in(
    assessment: Assessment, colleague: Membership
) -> None:
    with pytest.raises(ValidationError):
        services.keep_version(actor=owner_of(assessment.application), assessment=assessment, name=" ")
    reader = invited(assessment, colleague, "reader")
    with pytest.raises(NotAllowed):
        services.keep_version(actor=reader, assessment=fresh(assessment), name="Mijn versie")
