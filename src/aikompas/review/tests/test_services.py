# SPDX-License-Identifier: EUPL-1.2
"""Advice, conclusion, decision and conditions: who may, on what dossier, and when they lapse."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.register.choices import RiskClass, State
from aikompas.register.services import edit_facts, move
from aikompas.register.tests.factories import ApplicationFactory, with_oversight
from aikompas.review import selectors, services
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, ConditionState, DecisionVerdict
from aikompas.review.models import Advice, DossierSnapshot
from aikompas.review.services.advice import ProposedCondition

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """An assessed application of minimal risk, with the people who judge it."""
    organisation = OrganisationFactory()
    application = ApplicationFactory(
        organisation=organisation, state=State.ASSESSED, risk_class=RiskClass.MINIMAL
    )
    with_oversight(application)
    return SimpleNamespace(
        organisation=organisation,
        application=application,
        member=actor(Role.COMMITTEE_MEMBER, organisation, expertises=[Expertise.ETHICS, Expertise.LAW]),
        other_member=actor(Role.COMMITTEE_MEMBER, organisation, expertises=[Expertise.DATA]),
        secretary=actor(Role.COMMITTEE_SECRETARY, organisation),
        decider=actor(Role.DECISION_MAKER, organisation),
    )


def advise(scene, **overrides):
    return services.give_advice(
        **{
            "actor": scene.member,
            "application": scene.application,
            "expertise": Expertise.ETHICS,
            "verdict": AdviceVerdict.POSITIVE,
            "reasons": "Geen bezwaar.",
            **overrides,
        }
    )


def conclude(scene, verdict=ConclusionVerdict.GO, conditions=()):
    return services.conclude(
        actor=scene.secretary,
        application=scene.application,
        verdict=verdict,
        reasons="De commissie is het eens.",
        conditions=conditions,
    )


def decide(scene, verdict=DecisionVerdict.APPROVE, **overrides):
    return services.decide(
        **{
            "actor": scene.decider,
            "application": scene.application,
            "verdict": verdict,
            "reasons": "Conform advies.",
            **overrides,
        }
    )


def proposed(scene, text="Publiceer de uitleg.", days=30):
    return ProposedCondition(text, scene.application.owner_id, timezone.localdate() + timedelta(days=days))


def classified_control(monkeypatch):
    """Let the control on classification count as met: this module is about what comes after it."""
    from aikompas.policy import controls

    known = controls.get_control("classification.classified")
    monkeypatch.setitem(
        controls._controls,
        known.id,
        controls.Control(
            known.id, known.scope, known.question, known.law, lambda _: controls.Result.met("ok")
        ),
    )


@pytest.fixture(autouse=True)
def _classified(monkeypatch):
    classified_control(monkeypatch)


def test_a_member_advises_from_an_own_expertise_on_a_snapshot_of_the_dossier(scene):
    advice = advise(scene)
    assert advice.snapshot.content["application"]["name"] == scene.application.name
    assert AuditEvent.objects.filter(action="review.advice_given").count() == 1


def test_a_member_cannot_advise_from_somebody_elses_expertise(scene):
    with pytest.raises(ValidationError) as error:
        advise(scene, expertise=Expertise.DATA)
    assert "expertise" in error.value.message_dict
    assert not Advice.objects.exists()


def test_advice_needs_reasons(scene):
    with pytest.raises(ValidationError) as error:
        advise(scene, reasons="  ")
    assert "reasons" in error.value.message_dict


def test_a_new_advice_of_the_same_member_and_expertise_replaces_the_earlier_one(scene):
    first = advise(scene)
    second = advise(scene, verdict=AdviceVerdict.NEGATIVE)
    first.refresh_from_db()
    assert not first.is_current
    assert list(selectors.current_advices(scene.application)) == [second]


@pytest.mark.parametrize("judge", ["member", "secretary", "decider"])
def test_nobody_judges_an_own_application(scene, judge):
    person = getattr(scene, judge)
    scene.application.owner_id = person.id
    scene.application.save()
    act = {
        "member": lambda: advise(scene),
        "secretary": lambda: conclude(scene),
        "decider": lambda: decide(scene),
    }
    with pytest.raises(NotAllowed):
        act[judge]()


@pytest.mark.parametrize("judge", ["member", "decider"])
def test_nobody_judges_what_they_reported_themselves(scene, judge):
    person = getattr(scene, judge)
    scene.application.reporter_id = person.id
    scene.application.save()
    with pytest.raises(NotAllowed):
        {"member": lambda: advise(scene), "decider": lambda: decide(scene)}[judge]()


def test_a_conclusion_is_refused_while_nobody_has_advised(scene):
    with pytest.raises(Refused) as error:
        conclude(scene)
    assert [reason.control for reason in error.value.reasons] == ["review.advice_given"]
    scene.application.refresh_from_db()
    assert scene.application.state == State.ASSESSED


def test_go_brings_the_application_to_the_decision(scene):
    advise(scene)
    conclude(scene)
    scene.application.refresh_from_db()
    assert scene.application.state == State.ADVISED


def test_asking_for_adjustment_sends_the_application_back_and_lets_the_advice_lapse(scene):
    advice = advise(scene)
    conclude(scene, ConclusionVerdict.ADJUST)
    scene.application.refresh_from_db()
    advice.refresh_from_db()
    assert scene.application.state == State.CLASSIFIED
    assert not advice.is_current


def test_a_condition_needs_a_date_to_come(scene):
    advise(scene)
    with pytest.raises(ValidationError) as error:
        conclude(scene, conditions=[proposed(scene, days=-1)])
    assert "conditions" in error.value.message_dict


def test_only_adopted_conditions_count(scene):
    advise(scene)
    conclusion = conclude(scene, conditions=[proposed(scene, "Eén"), proposed(scene, "Twee")])
    adopted = conclusion.conditions.get(text="Eén")
    decide(scene, adopted_conditions=[adopted.pk])
    assert list(selectors.open_conditions(scene.application)) == [adopted]
    assert conclusion.conditions.get(text="Twee").state == ConditionState.DROPPED


def test_an_approval_leads_to_decided_and_keeps_the_dossier(scene):
    advise(scene)
    conclude(scene)
    decision = decide(scene)
    scene.application.refresh_from_db()
    assert scene.application.state == State.DECIDED
    assert selectors.has_approval(scene.application)
    assert decision.snapshot.content["application"]["id"] == str(scene.application.pk)
    assert not decision.deviates


def test_a_decision_against_the_advice_is_marked_as_deviating(scene):
    advise(scene)
    conclude(scene, ConclusionVerdict.NO_GO)
    assert decide(scene).deviates


def test_a_rejection_ends_the_way(scene):
    advise(scene)
    conclude(scene)
    decide(scene, DecisionVerdict.REJECT)
    scene.application.refresh_from_db()
    assert scene.application.state == State.REJECTED


def test_returning_lets_advice_and_conclusion_lapse(scene):
    advise(scene)
    conclude(scene)
    decide(scene, DecisionVerdict.RETURN)
    scene.application.refresh_from_db()
    assert scene.application.state == State.CLASSIFIED
    assert selectors.current_conclusion(scene.application) is None


def test_a_decision_without_advice_is_refused(scene):
    scene.application.state = State.ADVISED
    scene.application.save()
    with pytest.raises(Refused):
        decide(scene)


def test_a_material_change_lets_the_decision_lapse_and_puts_the_application_under_review(scene):
    advise(scene)
    conclude(scene, conditions=[proposed(scene)])
    decide(scene, adopted_conditions=scene.application.conditions.values_list("pk", flat=True))
    scene.application.refresh_from_db()
    edit_facts(
        actor=scene.secretary,
        application=scene.application,
        changes={"purpose": "Iets heel anders."},
        reason="Nieuw doel",
    )
    scene.application.refresh_from_db()
    assert scene.application.state == State.UNDER_REVIEW
    assert not selectors.has_approval(scene.application)
    assert not selectors.open_conditions(scene.application).exists()


def test_an_application_under_review_gets_new_advice_and_a_new_decision_and_goes_on(scene):
    test_a_material_change_lets_the_decision_lapse_and_puts_the_application_under_review(scene)
    advise(scene)
    conclude(scene)
    decide(scene)
    scene.application.refresh_from_db()
    assert scene.application.state == State.UNDER_REVIEW
    move(actor=scene.secretary, application=scene.application, action="resume")
    scene.application.refresh_from_db()
    assert scene.application.state == State.IN_USE


def test_taking_into_use_without_a_decision_is_refused_by_name(scene):
    scene.application.state = State.DECIDED
    scene.application.save()
    with pytest.raises(Refused) as error:
        move(actor=scene.secretary, application=scene.application, action="take_into_use")
    assert {"review.advice_concluded", "review.decision_taken"} <= {
        reason.control for reason in error.value.reasons
    }


def test_the_one_who_takes_care_of_a_condition_meets_it_with_evidence_and_can_open_it_again(scene):
    advise(scene)
    conclusion = conclude(scene, conditions=[proposed(scene)])
    condition = conclusion.conditions.get()
    decide(scene, adopted_conditions=[condition.pk])
    condition.refresh_from_db()
    with pytest.raises(ValidationError):
        services.meet_condition(actor=scene.secretary, condition=condition, evidence="")
    services.meet_condition(actor=scene.secretary, condition=condition, evidence="Gepubliceerd op de site.")
    assert condition.state == ConditionState.MET
    services.reopen_condition(actor=scene.secretary, condition=condition)
    assert condition.state == ConditionState.OPEN


def test_who_has_nothing_to_do_with_a_condition_cannot_meet_it(scene):
    advise(scene)
    condition = conclude(scene, conditions=[proposed(scene)]).conditions.get()
    decide(scene, adopted_conditions=[condition.pk])
    condition.refresh_from_db()
    with pytest.raises(NotAllowed):
        services.meet_condition(actor=scene.other_member, condition=condition, evidence="Gedaan.")


def test_an_unchanged_dossier_is_kept_once(scene):
    advise(scene)
    advise(scene, actor=scene.other_member, expertise=Expertise.DATA)
    assert DossierSnapshot.objects.count() == 1


def test_people_of_another_municipality_may_do_nothing(scene):
    stranger = actor(
        [Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY, Role.DECISION_MAKER],
        OrganisationFactory(),
        expertises=[Expertise.ETHICS],
    )
    with pytest.raises(NotAllowed):
        advise(scene, actor=stranger)
    with pytest.raises(NotAllowed):
        decide(scene, actor=stranger)
