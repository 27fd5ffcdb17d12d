# SPDX-License-Identifier: EUPL-1.2
"""The survey of staff: asked, answered once, anonymous, and shown only when it is closed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.evaluation import selectors, services
from aikompas.evaluation.models import BallotBox, Invitation
from aikompas.evaluation.questionnaire import parse, shipped_data
from aikompas.evaluation.tests.factories import answer, answers, evaluation, open_survey
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
    system,
)
from aikompas.worklist.gathering import of_people, own

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    """A municipality."""
    return OrganisationFactory()


@pytest.fixture
def lead(organisation):
    """Who leads the evaluation."""
    return member(organisation, Role.OWNER)


@pytest.fixture
def survey(organisation, lead):
    """A survey that is open, about which five colleagues are asked beside the lead."""
    department = DepartmentFactory(organisation=organisation, name="Burgerzaken")
    for _person in range(5):
        member(organisation, Role.EMPLOYEE, department=department)
    return open_survey(evaluation(organisation, lead))


def colleagues(survey):
    return [
        member_of(invitation)
        for invitation in Invitation.objects.filter(survey=survey).exclude(department=None)
    ]


def member_of(invitation):
    return invitation.person.memberships.get()


def close(survey):
    services.close_survey(actor=system(survey.organisation), evaluation=survey.evaluation)
    survey.refresh_from_db()


class TestAsking:
    """Opening."""

    def test_everybody_who_works_here_is_told_and_finds_it_on_the_worklist(self, survey):
        clerk = member(survey.organisation, Role.COUNCIL_MEMBER)
        asked = colleagues(survey)[0]
        assert Notification.objects.filter(kind="evaluation.survey", recipient=asked.user).exists()
        assert "evaluation.survey" in [entry.todo.kind for entry in own(actor_for(asked), {}).entries]
        assert not Invitation.objects.filter(person=clerk.user).exists()

    def test_nobody_sees_on_a_worklist_who_else_has_not_answered(self, survey, lead):
        asked = colleagues(survey)[0]
        contact = actor(Role.CONTACT_PERSON, survey.organisation, contact_for=[asked.department])
        entries = of_people(contact, [asked.user_id]).entries
        assert "evaluation.survey" not in [entry.todo.kind for entry in entries]

    def test_questions_stay_as_they_were_asked(self, survey):
        assert selectors.questionnaire_of(survey) == parse(shipped_data())

    def test_only_the_lead_or_the_secretary_opens_it(self, organisation, lead):
        about = evaluation(organisation, lead)
        facts = {"evaluation": about, "closes_on": timezone.localdate() + timedelta(days=9)}
        with pytest.raises(NotAllowed):
            services.open_survey(actor=actor(Role.OWNER, organisation), **facts)
        services.open_survey(actor=actor_for(lead), **facts)


class TestAnswering:
    """Once, and without a trace."""

    def test_is_done_once(self, survey):
        asked = colleagues(survey)[0]
        answer(survey, asked)
        with pytest.raises(Refused):
            answer(survey, asked)
        assert selectors.response_of(survey) == (1, 6)
        assert sum(len(box.sheets) for box in BallotBox.objects.all()) == 1

    def test_leaves_no_trace_of_who_answered_what_or_when(self, survey):
        before = AuditEvent.objects.count()
        asked = colleagues(survey)[0]
        answer(survey, asked, change="Meer uitleg.")
        assert AuditEvent.objects.count() == before
        kept = json.dumps([box.sheets for box in BallotBox.objects.all()])
        assert str(asked.user_id) not in kept
        for model in (Invitation, BallotBox):
            kinds = {field.get_internal_type() for field in model._meta.get_fields()}
            assert not {"DateTimeField", "DateField", "AutoField", "BigAutoField"} & kinds
            assert all(row.pk.version == 4 for row in model.objects.all()), "a key must not tell an order"

    def test_puts_sheets_in_another_order_than_they_came(self, survey):
        wanted = []
        for number, asked in enumerate(colleagues(survey)):
            answer(survey, asked, change=str(number))
            wanted.append(str(number))
        box = BallotBox.objects.exclude(department=None).get()
        came = [sheet["change"] for sheet in box.sheets]
        assert sorted(came) == wanted

    @pytest.mark.parametrize(
        "wrong", [{"confidence": "9"}, {"confidence": None}, {"tools": ["typewriter"]}, {"house_rules": ""}]
    )
    def test_takes_only_answers_to_the_questions(self, survey, wrong):
        with pytest.raises(ValidationError) as refused:
            answer(survey, colleagues(survey)[0], **wrong)
        assert list(refused.value.message_dict) == list(wrong)

    def test_ends_when_the_survey_closes(self, survey):
        asked = colleagues(survey)[0]
        with time_machine.travel(timezone.now() + timedelta(days=20)), pytest.raises(Refused):
            answer(survey, asked)
        close(survey)
        with pytest.raises(Refused):
            answer(survey, asked)

    def test_is_for_those_who_were_asked(self, survey):
        for stranger in (
            member(survey.organisation, Role.EMPLOYEE),
            member(OrganisationFactory(), Role.EMPLOYEE),
        ):
            with pytest.raises(Refused):
                answer(survey, stranger)


class TestResults:
    """Only when closed, and only of at least five."""

    def test_are_hidden_while_people_can_answer(self, survey):
        for asked in colleagues(survey):
            answer(survey, asked, change="Meer uitleg.")
        assert selectors.results_of(survey) is None
        assert selectors.remarks_of(survey) == {}
        close(survey)
        assert selectors.results_of(survey).everybody.size == 5
        assert len(selectors.remarks_of(survey)["change"]) == 5

    def test_of_four_are_never_shown(self, survey):
        for asked in colleagues(survey)[:4]:
            answer(survey, asked, change="Meer uitleg.")
        close(survey)
        assert selectors.results_of(survey).everybody is None
        assert selectors.remarks_of(survey) == {}

    def test_remarks_to_a_question_need_five_writers(self, survey):
        for number, asked in enumerate(colleagues(survey)):
            answer(survey, asked, change="Meer uitleg." if number else "")
        close(survey)
        assert selectors.remarks_of(survey) == {}

    def test_a_survey_whose_results_can_be_seen_is_not_opened_again(self, survey):
        with time_machine.travel(timezone.now() + timedelta(days=20)), pytest.raises(Refused):
            services.prolong_survey(
                actor=system(survey.organisation),
                survey=survey,
                closes_on=timezone.localdate() + timedelta(days=30),
            )

    def test_departments_are_counted_apart(self, survey, organisation):
        results = selectors.results_from(
            parse(shipped_data()),
            {"Groot": [answers(confidence="4")] * 6, "Ook groot": [answers(confidence="2")] * 5},
        )
        question = next(item for item in results.questionnaire.questions if item.id == "confidence")
        means = {group.name: results.outcome(question, group).mean for group in results.groups}
        assert means == {"Groot": 4.0, "Ook groot": 2.0}


class TestPages:
    """What people see."""

    def page(self, survey, name):
        return reverse(f"evaluation:{name}", args=[survey.organisation.slug, survey.evaluation_id])

    def test_an_employee_answers_with_an_accessible_form(self, survey):
        asked = colleagues(survey)[0]
        client = sign_in(Client(), asked)
        shown = client.get(self.page(survey, "answer")).content.decode()
        assert shown.count("<fieldset") >= 8
        wrong = client.post(self.page(survey, "answer"), {"how_often": "daily"}).content.decode()
        assert "utrecht-form-field-error-message" in wrong or "error" in wrong
        sent = client.post(self.page(survey, "answer"), answers(tools=["office"], change="Top"))
        assert sent.status_code == 302
        assert Invitation.objects.get(person=asked.user).answered

    def test_results_have_pictures_tables_and_a_file_and_remarks_are_for_the_lead(self, survey, lead):
        for asked in colleagues(survey):
            answer(survey, asked, change="Meer uitleg.")
        close(survey)
        client = sign_in(Client(), colleagues(survey)[0])
        shown = client.get(self.page(survey, "results")).content.decode()
        assert "ak-chart" in shown
        assert "Meer uitleg." not in shown
        exported = b"".join(client.get(self.page(survey, "results") + "?export=csv").streaming_content)
        assert b"Meer uitleg." not in exported
        assert client.get(self.page(survey, "remarks")).status_code == 403
        secretary = sign_in(Client(), member(survey.organisation, Role.COMMITTEE_SECRETARY))
        assert secretary.get(self.page(survey, "remarks")).status_code == 403
        mine = sign_in(Client(), lead).get(self.page(survey, "remarks")).content.decode()
        assert mine.count("Meer uitleg.") == 5


def test_the_questions_that_ship_fit_their_schema_and_have_unique_ids():
    questions = parse(shipped_data()).questions
    assert len({question.id for question in questions}) == len(questions)
    assert {question.kind for question in questions} == {"scale", "choice", "several", "free"}
