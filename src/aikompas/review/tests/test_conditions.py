# SPDX-License-Identifier: EUPL-1.2
"""The conditions of a decision: met, checked by somebody else, sent back, handed over, and their pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.register.services import edit_facts, move
from aikompas.review import selectors, services
from aikompas.review.choices import ConditionState
from aikompas.review.rules import may_check
from aikompas.review.services.advice import ProposedCondition
from aikompas.review.tests.pages import address


def test_a_condition_counts_as_met_when_somebody_else_checked_it(scene):
    condition = scene.approved_with_condition()
    owner = scene.actor("owner")
    with pytest.raises(ValidationError):
        services.offer_condition(actor=owner, condition=condition, evidence="")
    services.offer_condition(actor=owner, condition=condition, evidence="Gepubliceerd op de site.")
    assert condition.state == ConditionState.OFFERED
    assert selectors.open_conditions(scene.application).exists()
    with pytest.raises(NotAllowed):
        services.accept_condition(actor=owner, condition=condition)
    services.accept_condition(actor=scene.actor("secretary"), condition=condition)
    assert condition.state == ConditionState.MET
    assert not selectors.open_conditions(scene.application).exists()
    services.reopen_condition(actor=owner, condition=condition)
    assert condition.state == ConditionState.OPEN


def test_a_condition_that_is_not_met_is_sent_back_with_what_is_missing(scene):
    condition = scene.approved_with_condition()
    services.offer_condition(actor=scene.actor("owner"), condition=condition, evidence="Bijna.")
    with pytest.raises(ValidationError):
        services.send_back_condition(actor=scene.actor("member"), condition=condition, reason="")
    services.send_back_condition(actor=scene.actor("member"), condition=condition, reason="Geen bewijs.")
    assert condition.was_sent_back
    told = Notification.objects.get(kind="review.condition_sent_back")
    assert told.recipient == condition.owner
    assert "Geen bewijs." in told.text


def test_only_the_named_checker_or_the_secretary_checks_a_condition(scene):
    checker = member(scene.organisation, Role.EMPLOYEE)
    scene.advise()
    proposed = replace(scene.proposal(), checker_id=checker.user_id)
    condition = scene.conclude(conditions=(proposed,)).conditions.get()
    scene.decide(adopted_conditions=[condition.pk])
    services.offer_condition(actor=scene.actor("owner"), condition=condition, evidence="Gedaan.")
    assert not may_check(scene.actor("member"), condition)
    assert may_check(scene.actor("secretary"), condition)
    assert list(selectors.conditions_to_check(actor_for(checker))) == [condition]
    services.accept_condition(actor=actor_for(checker), condition=condition)
    assert condition.checked_by == checker.user


def test_nobody_checks_a_condition_of_an_own_application_or_that_one_takes_care_of(scene):
    scene.advise()
    for person in (scene.application.owner, scene.members["decider"].user):
        proposed = ProposedCondition(
            "Uitleg", scene.members["decider"].user_id, timezone.localdate(), checker_id=person.pk
        )
        with pytest.raises(ValidationError):
            scene.conclude(conditions=(proposed,))


def test_a_condition_is_offered_once(scene):
    condition = scene.approved_with_condition()
    stale = type(condition).objects.get(pk=condition.pk)
    services.offer_condition(actor=scene.actor("owner"), condition=condition, evidence="Gedaan.")
    with pytest.raises(Refused):
        services.offer_condition(actor=scene.actor("secretary"), condition=stale, evidence="Ook gedaan.")


def test_a_condition_of_a_decision_that_lapsed_is_not_opened_again(scene):
    condition = scene.approved_with_condition()
    scene.meet(condition)
    edit_facts(
        actor=scene.actor("secretary"),
        application=scene.application,
        changes={"purpose": "Iets heel anders."},
        reason="Nieuw doel",
    )
    with pytest.raises(Refused):
        services.reopen_condition(actor=scene.actor("owner"), condition=condition)


def test_who_has_nothing_to_do_with_a_condition_cannot_offer_it(scene):
    condition = scene.approved_with_condition()
    with pytest.raises(NotAllowed):
        services.offer_condition(actor=scene.actor("other_member"), condition=condition, evidence="Gedaan.")


def test_the_secretary_hands_a_condition_over(scene):
    condition = scene.approved_with_condition()
    successor = member(scene.organisation, Role.OWNER)
    services.hand_over_condition(actor=scene.actor("secretary"), condition=condition, owner=successor.user)
    assert list(selectors.conditions_of(actor_for(successor))) == [condition]
    with pytest.raises(NotAllowed):
        services.hand_over_condition(
            actor=scene.actor("owner"), condition=condition, owner=scene.application.owner
        )


def test_a_condition_is_not_handed_over_to_somebody_of_another_municipality(scene):
    condition = scene.approved_with_condition()
    with pytest.raises(ValidationError):
        services.hand_over_condition(
            actor=scene.actor("secretary"), condition=condition, owner=member(OrganisationFactory()).user
        )


def test_conditions_of_an_application_that_ended_wait_for_nobody(scene):
    scene.approved_with_condition()
    owner = actor(Role.OWNER, scene.organisation)
    assert selectors.conditions_of(scene.actor("owner")).count() == 1
    assert not selectors.conditions_of(owner).exists()
    move(actor=scene.actor("secretary"), application=scene.application, action="retire", reason="Gestopt")
    assert not selectors.conditions_of(scene.actor("owner")).exists()


# Pages


def test_who_takes_care_of_a_condition_finds_it_and_says_how_it_was_met(client, scene):
    condition = scene.approved_with_condition()
    sign_in(client, scene.members["owner"])
    assert condition.text in client.get(address("my_conditions", scene.organisation)).content.decode()
    url = address("condition", scene.organisation, condition)
    assert client.post(url, {"evidence": ""}).context["form"].errors
    client.post(url, {"evidence": "Gepubliceerd."})
    condition.refresh_from_db()
    assert condition.state == ConditionState.OFFERED
    check = address("condition_check", scene.organisation, condition)
    assert client.post(check, {"found": "met"}).status_code == 403
    sign_in(client, scene.members["secretary"])
    assert client.post(check, {"found": "not_met", "note": ""}).context["check_form"].errors
    client.post(check, {"found": "met"})
    condition.refresh_from_db()
    assert condition.state == ConditionState.MET
    sign_in(client, scene.members["owner"])
    client.post(address("condition_reopen", scene.organisation, condition))
    condition.refresh_from_db()
    assert condition.state == ConditionState.OPEN


def test_others_see_a_condition_and_cannot_meet_it(client, scene):
    condition = scene.approved_with_condition()
    sign_in(client, member(scene.organisation, Role.EMPLOYEE))
    url = address("condition", scene.organisation, condition)
    assert client.get(url).context["form"] is None
    assert client.post(url, {"evidence": "Gedaan."}).status_code == 403


def test_the_secretary_hands_a_condition_over_on_its_page(client, scene):
    condition = scene.approved_with_condition()
    successor = member(scene.organisation, Role.OWNER)
    sign_in(client, scene.members["secretary"])
    client.post(address("condition_hand_over", scene.organisation, condition), {"owner": successor.user.pk})
    condition.refresh_from_db()
    assert condition.owner == successor.user
