# SPDX-License-Identifier: EUPL-1.2
"""Advice, conclusion and decision: who may, on what dossier, and what follows."""

import pytest
from django.core.exceptions import ValidationError

from aikompas.audit.models import AuditEvent
from aikompas.classification.tests.factories import answers_to, classified
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.register.choices import RiskClass, State
from aikompas.register.services import edit_facts, move
from aikompas.review import selectors
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, ConditionState, DecisionVerdict
from aikompas.review.models import Advice, Decision, DossierSnapshot
from aikompas.review.snapshots import content_of, digest
from aikompas.review.tests.factories import scene_in


def state_of(scene):
    scene.application.refresh_from_db()
    return scene.application.state


def change_purpose(scene):
    edit_facts(
        actor=scene.actor("secretary"),
        application=scene.application,
        changes={"purpose": "Iets heel anders."},
        reason="Nieuw doel",
    )


# Advice


def test_a_member_advises_from_an_own_expertise_on_a_snapshot_of_the_dossier(scene):
    advice = scene.advise()
    assert advice.snapshot.content["application"]["name"] == scene.application.name
    assert AuditEvent.objects.filter(action="review.advice_given").count() == 1


def test_a_member_cannot_advise_from_somebody_elses_expertise(scene):
    with pytest.raises(ValidationError) as error:
        scene.advise(expertise=Expertise.DATA)
    assert "expertise" in error.value.message_dict
    assert not Advice.objects.exists()


def test_advice_needs_reasons(scene):
    with pytest.raises(ValidationError) as error:
        scene.advise(reasons="  ")
    assert "reasons" in error.value.message_dict


def test_a_new_advice_of_the_same_member_and_expertise_replaces_the_earlier_one(scene):
    first = scene.advise()
    second = scene.advise(verdict=AdviceVerdict.NEGATIVE)
    first.refresh_from_db()
    assert not first.is_current
    assert list(selectors.current_advices(scene.application)) == [second]


def test_an_unchanged_dossier_is_kept_once(scene):
    scene.advise()
    scene.advise("other_member", expertise=Expertise.DATA)
    assert DossierSnapshot.objects.count() == 1


def test_advice_on_a_dossier_that_changed_while_it_was_written_is_refused(scene):
    read = digest(content_of(scene.application))
    change_purpose(scene)
    with pytest.raises(Refused):
        scene.advise(dossier=read)
    assert not Advice.objects.exists()


def test_advice_rests_on_the_dossier_of_the_moment_also_when_the_application_was_read_before(scene):
    stale = type(scene.application).objects.get(pk=scene.application.pk)
    change_purpose(scene)
    scene.application = stale
    assert scene.advise().snapshot.content["application"]["purpose"] == "Iets heel anders."


# Four eyes


@pytest.mark.parametrize("tie", ["owner", "reporter"])
@pytest.mark.parametrize(
    ("judge", "act"), [("member", "advise"), ("secretary", "conclude"), ("decider", "decide")]
)
def test_nobody_judges_what_they_own_or_reported(scene, judge, act, tie):
    setattr(scene.application, tie, scene.members[judge].user)
    scene.application.save()
    with pytest.raises(NotAllowed):
        getattr(scene, act)()


@pytest.mark.parametrize("act", ["advise", "conclude", "decide"])
def test_people_of_another_municipality_may_do_nothing(scene, act):
    stranger = member(
        OrganisationFactory(),
        Role.COMMITTEE_MEMBER,
        Role.COMMITTEE_SECRETARY,
        Role.DECISION_MAKER,
        expertises=[Expertise.ETHICS],
    )
    scene.members = dict.fromkeys(scene.members, stranger)
    with pytest.raises(NotAllowed):
        getattr(scene, act)()


# Conclusion


def test_a_conclusion_is_refused_while_nobody_has_advised(scene):
    with pytest.raises(Refused) as error:
        scene.conclude()
    controls = [reason.control for reason in error.value.reasons]
    assert set(controls) == {"review.advice_given", "review.advice_quorate"}
    assert controls.count("review.advice_quorate") == len(Expertise) + 1
    assert state_of(scene) == State.ASSESSED


def test_go_brings_the_application_to_the_decision(scene):
    scene.advise()
    scene.conclude()
    assert state_of(scene) == State.ADVISED


def test_asking_for_adjustment_sends_the_application_back_and_lets_the_advice_lapse(scene):
    advice = scene.advise()
    scene.conclude(ConclusionVerdict.ADJUST)
    advice.refresh_from_db()
    assert state_of(scene) == State.CLASSIFIED
    assert not advice.is_current


def test_adjustments_can_be_asked_before_anybody_advised(scene):
    scene.conclude(ConclusionVerdict.ADJUST)
    assert state_of(scene) == State.CLASSIFIED


@pytest.mark.parametrize(
    ("text", "days", "owner"), [("", 30, True), ("Uitleg", -1, True), ("Uitleg", 30, False)]
)
def test_a_condition_says_what_by_whom_and_before_when(scene, text, days, owner):
    scene.advise()
    if not owner:
        scene.application.owner = member(OrganisationFactory()).user
    with pytest.raises(ValidationError) as error:
        scene.conclude(conditions=(scene.proposal(text, days),))
    assert "conditions" in error.value.message_dict
    assert state_of(scene) == State.ASSESSED


def test_what_was_not_met_is_repeated_in_the_next_conclusion(scene):
    scene.approved_with_condition()
    change_purpose(scene)
    repeated = selectors.conditions_to_repeat(scene.application)
    assert [condition.text for condition in repeated] == ["Publiceer de uitleg."]


# Decision


def test_only_adopted_conditions_count(scene):
    scene.advise()
    conclusion = scene.conclude(conditions=(scene.proposal("Eén"), scene.proposal("Twee")))
    adopted = conclusion.conditions.get(text="Eén")
    decision = scene.decide(adopted_conditions=[adopted.pk])
    assert list(selectors.open_conditions(scene.application)) == [adopted]
    assert conclusion.conditions.get(text="Twee").state == ConditionState.DROPPED
    assert decision.deviates, "leaving out a condition deviates from the advice"


def test_a_condition_of_another_application_cannot_be_adopted(scene):
    foreign = scene_in().approved_with_condition()
    scene.advise()
    scene.conclude()
    with pytest.raises(ValidationError) as error:
        scene.decide(adopted_conditions=[foreign.pk])
    assert "adopted_conditions" in error.value.message_dict


def test_an_approval_leads_to_decided_and_keeps_the_dossier(scene):
    scene.advise()
    scene.conclude()
    decision = scene.decide()
    assert state_of(scene) == State.DECIDED
    assert selectors.has_approval(scene.application)
    assert decision.snapshot.content["application"]["id"] == str(scene.application.pk)
    assert not decision.deviates


@pytest.mark.parametrize(
    ("conclusion", "decision", "deviates"),
    [
        (ConclusionVerdict.GO, DecisionVerdict.REJECT, True),
        (ConclusionVerdict.GO, DecisionVerdict.RETURN, True),
        (ConclusionVerdict.NO_GO, DecisionVerdict.APPROVE, True),
        (ConclusionVerdict.NO_GO, DecisionVerdict.REJECT, False),
        (ConclusionVerdict.NO_GO, DecisionVerdict.RETURN, False),
    ],
)
def test_a_decision_against_the_advice_is_marked_as_deviating(scene, conclusion, decision, deviates):
    scene.advise()
    scene.conclude(conclusion)
    if deviates:
        with pytest.raises(ValidationError):
            scene.decide(decision, deviation=" ")
    taken = scene.decide(decision)
    assert taken.deviates is deviates
    assert bool(taken.deviation) is deviates, "only a deviation is explained"


def test_a_decision_needs_reasons(scene):
    scene.advise()
    scene.conclude()
    with pytest.raises(ValidationError) as error:
        scene.decide(reasons=" ")
    assert "reasons" in error.value.message_dict


def test_a_rejection_ends_the_way(scene):
    scene.advise()
    scene.conclude()
    scene.decide(DecisionVerdict.REJECT)
    assert state_of(scene) == State.REJECTED


def test_returning_lets_advice_and_conclusion_lapse(scene):
    scene.advise()
    scene.conclude()
    scene.decide(DecisionVerdict.RETURN)
    assert state_of(scene) == State.CLASSIFIED
    assert selectors.current_conclusion(scene.application) is None


def test_a_decision_without_advice_is_refused(scene):
    scene.application.state = State.ADVISED
    scene.application.save()
    with pytest.raises(Refused):
        scene.decide()


def test_taking_into_use_without_a_decision_is_refused_by_name(scene):
    scene.application.state = State.DECIDED
    scene.application.save()
    with pytest.raises(Refused) as error:
        move(actor=scene.actor("secretary"), application=scene.application, action="take_into_use")
    assert {"review.advice_concluded", "review.decision_taken"} <= {
        reason.control for reason in error.value.reasons
    }


# Lapsing


def test_a_material_change_lets_the_decision_lapse_and_says_why(scene):
    scene.approved_with_condition()
    change_purpose(scene)
    assert state_of(scene) == State.UNDER_REVIEW
    assert not selectors.has_approval(scene.application)
    assert not selectors.open_conditions(scene.application).exists()
    assert "doel" in Decision.objects.get().lapse_reason.lower()


def test_an_application_under_review_gets_new_advice_and_a_new_decision_and_goes_on(scene):
    scene.approved_with_condition()
    change_purpose(scene)
    scene.advise()
    scene.conclude()
    scene.decide()
    assert state_of(scene) == State.UNDER_REVIEW
    move(actor=scene.actor("secretary"), application=scene.application, action="resume")
    assert state_of(scene) == State.IN_USE


def test_a_new_conclusion_during_a_review_asks_for_a_new_decision(scene):
    condition = scene.approved_with_condition()
    move(
        actor=scene.actor("secretary"),
        application=scene.application,
        action="put_under_review",
        reason="Jaarlijks",
    )
    assert selectors.has_approval(scene.application)
    scene.conclude(ConclusionVerdict.NO_GO)
    condition.refresh_from_db()
    assert not selectors.has_approval(scene.application)
    assert condition.state == ConditionState.LAPSED
    assert selectors.waits_for_decision(scene.application)


@pytest.mark.parametrize(
    ("outcome", "stands"),
    [(RiskClass.MINIMAL, True), (RiskClass.LIMITED, False), (RiskClass.PROHIBITED, False)],
)
def test_advice_lapses_when_the_classification_gets_another_outcome(scene, outcome, stands):
    advice = scene.advise()
    classified(scene.application, answers_to(outcome), reason="Nog eens nagelopen")
    advice.refresh_from_db()
    assert advice.is_current is stands


def test_starting_anew_after_a_rejection_leaves_no_decision(scene):
    scene.advise()
    scene.conclude(ConclusionVerdict.NO_GO)
    scene.decide(DecisionVerdict.REJECT)
    move(actor=scene.actor("secretary"), application=scene.application, action="reopen", reason="Nieuw plan")
    assert selectors.current_decision(scene.application) is None
