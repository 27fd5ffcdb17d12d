# SPDX-License-Identifier: EUPL-1.2
"""Starting, filling in, submitting, returning and approving an assessment."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from aikompas.assessments import questionnaires, selectors, services
from aikompas.assessments.dossier import assessments_part
from aikompas.assessments.guidance import next_step
from aikompas.assessments.models import AnswerOrigin, Assessment, AssessmentState
from aikompas.assessments.tests.factories import (
    advised,
    aia,
    approved,
    filled_in,
    owner_of,
    privacy_adviser,
    started,
    submitted,
)
from aikompas.assessments.todos import todos
from aikompas.audit.models import AuditEvent
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.instruments import content
from aikompas.library import compiled
from aikompas.library import selectors as library
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy.controls import Outcome, Result, get_control
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.services import edit_facts

pytestmark = pytest.mark.django_db


def control(application: Application) -> Result:
    """Return what the control says about the assessments of an application."""
    application.refresh_from_db()
    return get_control("assessments.approved_when_needed").check(application)


def test_what_is_known_of_the_application_is_filled_in_beforehand(application: Application) -> None:
    rows = selectors.answer_rows(started(application))
    assert rows["1.1"].value == application.name
    assert rows["1.5"].value == "generative"
    assert rows["2.4"].value == ["residents"]
    assert rows["2.11"].value == "high"
    assert {row.origin for row in rows.values()} == {AnswerOrigin.FACTS}


def test_what_a_person_writes_is_no_longer_marked_as_filled_in_beforehand(application: Application) -> None:
    assessment = started(application)
    services.save_answers(actor=owner_of(application), assessment=assessment, answers={"1.1": "Scanauto"})
    assert selectors.answer_rows(assessment)["1.1"].origin == AnswerOrigin.PERSON


def test_an_assessment_that_is_open_is_gone_on_with(application: Application) -> None:
    assert started(application) == started(application)


def test_a_new_assessment_takes_over_what_people_wrote_and_takes_facts_anew(application: Application) -> None:
    approved(application)
    application.name = "Nieuwe naam"
    application.save()
    rows = selectors.answer_rows(started(application))
    assert (rows["1.1"].value, rows["1.1"].origin) == ("Nieuwe naam", AnswerOrigin.FACTS)
    assert (rows["1.4"].value, rows["1.4"].origin) == ("Een antwoord.", AnswerOrigin.EARLIER)


@pytest.mark.parametrize("state", [State.PROHIBITED, State.REJECTED, State.ARCHIVED])
def test_an_application_that_has_ended_is_not_assessed(application: Application, state: State) -> None:
    application.state = state
    application.save()
    with pytest.raises(Refused):
        started(application)


def test_only_what_changed_is_saved(application: Application) -> None:
    assessment = started(application)
    changed = services.save_answers(
        actor=owner_of(application),
        assessment=assessment,
        answers={"1.1": application.name, "1.4": "Leest kentekens.", "2.2": ""},
    )
    assert changed.changed == ("1.4",)


@pytest.mark.parametrize(
    ("question", "value", "message"),
    [
        ("1.5", "magie", "Choose one of the options."),
        ("2.4", ["iedereen"], "Choose one of the options."),
        ("2.4", "residents", "Choose one or more of the options."),
        ("99", "?", "This questionnaire has no such question."),
    ],
)
def test_a_wrong_answer_is_refused_in_the_language_of_the_interface(
    application: Application, question: str, value: object, message: str
) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as caught:
        services.save_answers(
            actor=owner_of(application), assessment=started(application), answers={question: value}
        )
    assert caught.value.message_dict == {question: [message]}


def test_a_hidden_question_does_not_count(application: Application) -> None:
    assessment = started(application)
    save = {"actor": owner_of(application), "assessment": assessment}
    services.save_answers(**save, answers={"2.4": ["children"]})
    services.save_answers(**save, answers={"2.6": "Hun belang weegt mee."})
    assert selectors.state_of(assessment).values["2.6"] == "Hun belang weegt mee."
    services.save_answers(**save, answers={"2.4": ["residents"]})
    state = selectors.state_of(assessment)
    assert "2.6" not in state.values
    assert "2.6" not in [error.task_id for error in state.errors]


def test_an_incomplete_assessment_is_refused_with_links_to_the_open_questions(
    application: Application,
) -> None:
    assessment = started(application)
    with pytest.raises(Refused) as caught:
        services.submit_assessment(actor=owner_of(application), assessment=assessment)
    reason = next(reason for reason in caught.value.reasons if "stap voor stap" in reason.text)
    assert reason.url.endswith(f"/toetsen/{assessment.pk}/deel/1/#vraag-1-4")


def test_a_submitted_assessment_cannot_be_changed_until_it_is_taken_back(application: Application) -> None:
    assessment = submitted(application)
    owner = owner_of(application)
    with pytest.raises(Refused):
        services.save_answers(actor=owner, assessment=assessment, answers={"1.1": "Anders"})
    services.take_back(actor=owner, assessment=assessment)
    services.save_answers(actor=owner, assessment=assessment, answers={"1.1": "Anders"})


def test_an_assessment_is_returned_with_comments_per_section(application: Application) -> None:
    assessment = submitted(application)
    services.return_assessment(
        actor=privacy_adviser(application),
        assessment=assessment,
        comments={"3": "Waar is de DPIA?", "4": " "},
    )
    assert assessment.state == AssessmentState.RETURNED
    assert [(item.section_id, item.text) for item in selectors.comments_of(assessment)] == [
        ("3", "Waar is de DPIA?")
    ]


def test_returning_without_a_comment_is_refused(application: Application) -> None:
    with pytest.raises(ValidationError):
        services.return_assessment(
            actor=privacy_adviser(application), assessment=submitted(application), comments={"3": "  "}
        )


def test_comments_of_an_earlier_round_no_longer_show_after_the_next_submission(
    application: Application,
) -> None:
    assessment = submitted(application)
    services.return_assessment(
        actor=privacy_adviser(application), assessment=assessment, comments={"": "Te kort."}
    )
    services.submit_assessment(actor=owner_of(application), assessment=assessment)
    assert not selectors.comments_of(assessment)


def test_an_approved_assessment_replaces_the_earlier_one(application: Application) -> None:
    first = approved(application)
    second = approved(application)
    first.refresh_from_db()
    assert (first.state, second.state) == (AssessmentState.SUPERSEDED, AssessmentState.APPROVED)


def test_an_assessment_is_approved_only_once(application: Application) -> None:
    assessment = approved(application)
    with pytest.raises(Refused):
        services.approve_assessment(actor=privacy_adviser(application), assessment=assessment)


def test_nobody_approves_what_they_submitted_themselves(application: Application) -> None:
    adviser = privacy_adviser(application)
    assessment = services.submit_assessment(actor=adviser, assessment=filled_in(application))
    with pytest.raises(NotAllowed):
        services.approve_assessment(actor=adviser, assessment=assessment)


def test_nobody_approves_the_assessment_of_an_own_application(application: Application) -> None:
    adviser = privacy_adviser(application)
    assessment = submitted(application)
    assessment.application.reporter_id = adviser.id
    with pytest.raises(NotAllowed):
        services.approve_assessment(actor=adviser, assessment=assessment)


@pytest.mark.parametrize("role", [Role.OWNER, Role.DECISION_MAKER, Role.SECURITY_OFFICER, Role.AUDITOR])
def test_only_whom_the_policy_names_approves(application: Application, role: Role) -> None:
    with pytest.raises(NotAllowed):
        services.approve_assessment(
            actor=actor(role, application.organisation), assessment=advised(application)
        )


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.OWNER, Role.COMMITTEE_MEMBER, Role.AUDITOR])
def test_only_those_who_keep_the_dossier_fill_in(application: Application, role: Role) -> None:
    with pytest.raises(NotAllowed):
        services.start_assessment(
            actor=actor(role, application.organisation), application=application, urn=content.AIA
        )


def test_people_of_another_municipality_cannot_fill_in(application: Application) -> None:
    stranger = actor(Role.PRIVACY_ADVISER, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.start_assessment(actor=stranger, application=application, urn=content.AIA)


def test_the_control_follows_the_assessment(application: Application) -> None:
    assert control(application).outcome == Outcome.NOT_MET
    advised(application)
    assert control(application).outcome == Outcome.NOT_MET
    services.approve_assessment(
        actor=privacy_adviser(application), assessment=selectors.open_assessment(application, content.AIA)
    )
    assert control(application).outcome == Outcome.MET


def test_facts_that_change_after_submission_ask_for_attention(application: Application) -> None:
    approved(application)
    application.refresh_from_db()
    edit_facts(
        actor=owner_of(application),
        application=application,
        changes={"purpose": "Ook handhaven."},
        reason="Nieuw doel.",
    )
    assert control(application).outcome == Outcome.ATTENTION


def test_a_change_that_is_not_material_asks_for_nothing(application: Application) -> None:
    approved(application)
    application.refresh_from_db()
    edit_facts(actor=owner_of(application), application=application, changes={"name": "Andere naam"})
    assert control(application).outcome == Outcome.MET


@pytest.mark.parametrize(
    ("risk_class", "outcome"),
    [(RiskClass.MINIMAL, Outcome.NOT_APPLICABLE), (RiskClass.UNKNOWN, Outcome.NOT_MET)],
)
def test_the_policy_says_by_risk_class_whether_an_assessment_is_needed(
    application: Application, risk_class: RiskClass, outcome: Outcome
) -> None:
    application.risk_class = risk_class
    application.save()
    assert control(application).outcome == outcome


def test_a_newer_release_of_the_product_does_not_change_an_assessment(
    application: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    assessment = started(application)
    monkeypatch.setattr(library, "shipped", dict)
    monkeypatch.setattr(compiled, "_ready", OrderedDict())
    assert "1.4" in questionnaires.questionnaire_of(assessment).tasks


def test_what_counts_stands_in_the_dossier_without_hidden_answers(application: Application) -> None:
    submitted(application)
    (part,) = assessments_part(application)
    assert part["state"] == "submitted"
    assert part["answers"]["1.1"] == application.name
    assert "2.5" not in part["answers"]


def test_answers_stay_out_of_the_trail_but_not_which_questions(application: Application) -> None:
    assessment = started(application)
    services.save_answers(
        actor=owner_of(application), assessment=assessment, answers={"1.4": "Bel mevrouw Jansen."}
    )
    event = AuditEvent.objects.get(action="assessments.answered")
    assert event.content["changes"]["questions"] == [None, ["1.4"]]
    assert "Jansen" not in str(event.content)


def test_the_next_step_leads_through_the_assessment(application: Application) -> None:
    owner, adviser = owner_of(application), privacy_adviser(application)
    assert next_step(owner, application).url.endswith("/toetsen/")
    assessment = started(application)
    assert next_step(owner, application).url.endswith("/overzicht/")
    assessment = submitted(application)
    assert next_step(owner, application).kind == "waiting"
    assert next_step(adviser, application).url.endswith("/adviseren/")
    services.return_assessment(actor=adviser, assessment=assessment, comments={"": "Te kort."})
    assert next_step(owner, application).url.endswith("/overzicht/")
    advised(application, adviser)
    assert next_step(adviser, application).url.endswith("/beoordelen/")
    services.approve_assessment(actor=adviser, assessment=Assessment.objects.get())
    assert next_step(owner, application) is None


def test_the_home_page_says_what_waits_for_whom(application: Application) -> None:
    owner, adviser = owner_of(application), privacy_adviser(application)
    to_fill_in = "assessments:assessment_list?state=draft&mine=on"
    started(application)
    assert waiting(owner) == {to_fill_in: 1}
    assessment = submitted(application)
    assert waiting(owner) == {}
    assert waiting(adviser) == {
        "assessments:assessment_list?advice=on": 1,
        "assessments:assessment_list?approval=on": 1,
    }
    services.return_assessment(actor=adviser, assessment=assessment, comments={"": "Te kort."})
    assert waiting(owner) == {
        "assessments:assessment_list?state=returned&mine=on": 1,
        "assessments:my_tasks": 1,
    }


def waiting(somebody: Actor) -> dict[str, int]:
    counts = {todo.url: todo.count_for(somebody) for todo in todos(somebody)}
    return {url: count for url, count in counts.items() if count}


def test_the_shipped_assessment_asks_nothing_that_has_no_field() -> None:
    from aikompas.assessments.forms import field_of

    assert all(field_of(task) for task in aia().questions)
