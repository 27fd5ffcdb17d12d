# SPDX-License-Identifier: EUPL-1.2
"""Starting, answering, signing and discarding a classification."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.classification import selectors, services
from aikompas.classification.models import RunState
from aikompas.classification.outcomes import compare, obligations_of, signed_outcome
from aikompas.classification.tests.factories import answers_to, classified, draft_of, owner_of, use_tree
from aikompas.classification.walking import chapters_of, walk
from aikompas.core.errors import NotAllowed, Refused
from aikompas.instruments.trees import Given
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


def test_a_draft_can_be_resumed(application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    again = services.start_run(actor=owner_of(application), application=application)
    assert again == draft
    assert walk(again).question.id == "1.2"


def test_a_question_that_is_answered_again_keeps_later_answers_that_still_follow(
    application: Application,
) -> None:
    draft = draft_of(application, {"1.1": "Ja", "1.2": "Zelf gemaakt of laten maken, alleen voor anderen"})
    services.answer_questions(
        actor=owner_of(application), draft=draft, given=[Given("1.1", "Ja", "Een taalmodel.")]
    )
    assert [item["questionId"] for item in draft.answers] == ["1.1", "1.2"]
    assert draft.answers[0]["remark"] == "Een taalmodel."


def test_answers_that_no_longer_follow_are_dropped(application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja", "1.2": "Zelf gemaakt of laten maken, alleen voor anderen"})
    services.answer_questions(actor=owner_of(application), draft=draft, given=[Given("1.1", "Nee")])
    assert [item["questionId"] for item in draft.answers] == ["1.1"]
    assert walk(draft).labels == ("geen algoritme",)


def test_several_answers_at_once_are_one_step_in_the_trail(application: Application) -> None:
    draft = draft_of(application)
    given = [Given("1.1", "Ja"), Given("1.2", "Niets van dit alles")]
    services.answer_questions(actor=owner_of(application), draft=draft, given=given)
    assert [item["questionId"] for item in draft.answers] == ["1.1", "1.2"]
    event = AuditEvent.objects.get(action="classification.answered")
    assert set(event.content["changes"]) == {"1.1", "1.2"}


def test_two_people_who_answer_at_the_same_time_do_not_lose_each_others_answers(
    application: Application,
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    stale = selectors.get_run(owner_of(application), draft.pk)
    services.answer_questions(
        actor=owner_of(application), draft=draft, given=[Given("1.2", "Niets van dit alles")]
    )
    services.answer_questions(actor=owner_of(application), draft=stale, given=[Given("1.1", "Ja", "Zeker.")])
    assert [item["questionId"] for item in stale.answers] == ["1.1", "1.2"]


@pytest.mark.parametrize(("question", "answer"), [("1.1", "Misschien"), ("1.2", "Ja"), ("99", "Ja")])
def test_an_answer_that_the_tree_does_not_know_is_refused(
    application: Application, question: str, answer: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        draft_of(application, {question: answer})
    assert "answer" in caught.value.message_dict


def test_the_chapters_show_where_one_is(application: Application) -> None:
    walked = walk(draft_of(application, {"1.1": "Ja"}))
    assert [item["state"] for item in chapters_of(walked)][:2] == ["current", "todo"]


def test_an_unfinished_classification_cannot_be_signed(application: Application) -> None:
    with pytest.raises(Refused):
        classified(application, {"1.1": "Ja"})


def test_signing_sets_risk_class_and_state_and_keeps_path_texts_and_tree(application: Application) -> None:
    run = classified(application, answers_to("impactful_algorithm"))
    application.refresh_from_db()
    assert (application.risk_class, application.state) == (RiskClass.IMPACTFUL_ALGORITHM, State.CLASSIFIED)
    assert run.result["path"][0]["question"] == "Zit er een algoritme in?"
    assert run.result["tree"]["sha256"] == run.tree_sha256
    assert run.signed_by == application.owner


def test_a_prohibited_outcome_stops_the_application(application: Application) -> None:
    classified(application, answers_to("prohibited"))
    application.refresh_from_db()
    assert application.state == State.PROHIBITED


def test_a_prohibited_application_goes_on_only_after_a_new_classification_with_reasons(
    application: Application,
) -> None:
    classified(application, answers_to("prohibited"))
    with pytest.raises(ValidationError):
        classified(application, answers_to("no_algorithm"))
    classified(application, answers_to("no_algorithm"), reason="De herkenning van emoties is eruit gehaald.")
    application.refresh_from_db()
    assert (application.risk_class, application.state) == (RiskClass.NO_ALGORITHM, State.CLASSIFIED)


def test_another_risk_class_puts_an_application_in_use_under_review() -> None:
    application = ApplicationFactory(state=State.IN_USE, risk_class=RiskClass.MINIMAL)
    classified(application, answers_to("high"))
    application.refresh_from_db()
    assert application.state == State.UNDER_REVIEW


def test_the_same_risk_class_leaves_an_application_where_it_is() -> None:
    application = ApplicationFactory(state=State.IN_USE, risk_class=RiskClass.HIGH)
    classified(application, answers_to("high"))
    application.refresh_from_db()
    assert application.state == State.IN_USE


@pytest.mark.parametrize("state", [State.RETIRED, State.REJECTED, State.ARCHIVED])
def test_an_application_that_has_ended_cannot_be_classified(state: State, db: None) -> None:
    with pytest.raises(Refused):
        draft_of(ApplicationFactory(state=state))


def test_a_new_classification_replaces_the_earlier_one_which_stays_readable(application: Application) -> None:
    first = classified(application, answers_to("no_algorithm"))
    second = classified(application, answers_to("other_algorithm"), reason="Er zit toch een rekenregel in.")
    first.refresh_from_db()
    assert first.state == RunState.SUPERSEDED
    assert first.result["conclusion"] == first.conclusion_id
    assert selectors.signed_run(application) == second


def test_what_is_signed_can_no_longer_be_changed(application: Application) -> None:
    run = classified(application, answers_to("no_algorithm"))
    with pytest.raises(Refused):
        services.answer_questions(actor=owner_of(application), draft=run, given=[Given("1.1", "Ja")])
    with pytest.raises(Refused):
        services.discard_run(actor=owner_of(application), draft=run)


def test_a_discarded_draft_leaves_room_for_a_new_one(application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    services.discard_run(actor=owner_of(application), draft=draft)
    assert draft_of(application) != draft


@pytest.mark.parametrize("role", [Role.EMPLOYEE, Role.COMMITTEE_MEMBER, Role.AUDITOR, Role.OWNER])
def test_only_those_who_keep_the_dossier_classify(application: Application, role: Role) -> None:
    somebody = actor(role, application.organisation)
    with pytest.raises(NotAllowed):
        services.start_run(actor=somebody, application=application)


def test_people_of_another_municipality_cannot_classify(application: Application) -> None:
    with pytest.raises(NotAllowed):
        services.start_run(
            actor=actor(Role.COMMITTEE_SECRETARY, OrganisationFactory()), application=application
        )


def test_comparing_two_classifications_shows_which_answers_differ(application: Application) -> None:
    first = classified(application, answers_to("no_algorithm"))
    second = classified(application, answers_to("other_algorithm"), reason="Toch wel.")
    rows = compare(first, second)
    assert [row["differs"] for row in rows] == [True] * len(rows)
    assert rows[0]["before"]["answer"] == "Nee"
    assert rows[1]["before"] == {}


def test_a_conclusion_obliges_to_something_with_article_and_date(application: Application) -> None:
    run = classified(application, answers_to("high"))
    outcome = signed_outcome(run)
    assert any(item.binding and item.effective_from for item in outcome.obligations)
    assert outcome.conclusion


def test_a_use_that_began_before_the_law_gets_the_later_date_for_existing_systems() -> None:
    new = _dates(None)
    existing = _dates(datetime.date(2025, 1, 1))
    assert new["human-oversight"] == datetime.date(2027, 12, 2)
    assert existing["human-oversight"] == datetime.date(2030, 8, 2)


def test_a_use_that_began_after_the_law_gets_no_later_date() -> None:
    assert _dates(datetime.date(2028, 1, 1)) == _dates(None)


def _dates(since: datetime.date | None) -> dict[str, datetime.date | None]:
    found = obligations_of("12.1", ["gebruiksverantwoordelijke", "aanbieder"], since)
    return {item.id: item.effective_from for item in found}


def test_the_trail_tells_who_signed_what(application: Application) -> None:
    classified(application, answers_to("no_algorithm"))
    event = AuditEvent.objects.filter(action="classification.signed").get()
    assert event.actor_id == application.owner_id
    assert event.content["changes"]["risk_class"] == [None, "no_algorithm"]


def test_remarks_stay_out_of_the_trail(application: Application) -> None:
    draft = draft_of(application)
    services.answer_questions(
        actor=owner_of(application), draft=draft, given=[Given("1.1", "Ja", "Vraag het Jan.")]
    )
    assert not [event for event in AuditEvent.objects.all() if "Vraag het Jan" in str(event.content)]


def test_for_an_unknown_tree_the_signer_chooses_the_risk_class_with_a_reason(
    application: Application,
) -> None:
    use_tree(application.organisation)
    with pytest.raises(ValidationError) as caught:
        classified(application, {"1": "Ja"})
    assert "risk_class" in caught.value.message_dict
    draft = selectors.draft_run(application)
    with pytest.raises(ValidationError) as caught:
        services.sign_run(actor=owner_of(application), draft=draft, risk_class="high")
    assert "reason" in caught.value.message_dict
    run = services.sign_run(
        actor=owner_of(application), draft=draft, risk_class="high", reason="Dit staat in bijlage III."
    )
    assert run.risk_class == "high"
    assert signed_outcome(run).texts == ["<p>Leg uit hoe het werkt.</p>"]


def test_the_signer_cannot_choose_where_the_class_is_known(application: Application) -> None:
    run = classified(application, answers_to("prohibited"), risk_class="minimal")
    assert run.risk_class == "prohibited"
