# SPDX-License-Identifier: EUPL-1.2
"""The timetable: taking over what the policy plans, own steps, progress, evidence, and being late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member, system
from aikompas.policy import selectors, services
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.models import RoadmapEvidence, RoadmapStep, StepState
from aikompas.policy.tests.factories import step, step_with_evidence
from aikompas.worklist.gathering import own

pytestmark = pytest.mark.django_db
LEIDSCHENDAM = "leidschendam-voorburg-2025-2028"
TODAY = timezone.localdate()


def on_schedule(organisation):
    return get_control("policy.roadmap_on_schedule").check(organisation).outcome


def bring(organisation, found, state, **facts):
    given = {"owner": None, **facts}
    return services.bring_step(actor=system(organisation), step=found, state=state, **given)


def test_the_steps_of_the_policy_are_taken_over_once():
    organisation = OrganisationFactory(policy_profile=LEIDSCHENDAM)
    planned = selectors.profile_of(organisation).roadmap
    for _time in range(2):
        services.take_over_roadmap(actor=system(organisation), organisation=organisation)
    assert RoadmapStep.objects.filter(organisation=organisation).count() == len(planned)
    assert selectors.items_not_taken_over(organisation) == []


def test_steps_of_a_policy_that_is_no_longer_in_use_are_not_shown():
    organisation = OrganisationFactory(policy_profile=LEIDSCHENDAM)
    services.take_over_roadmap(actor=system(organisation), organisation=organisation)
    mine = step(organisation)
    organisation.policy_profile = "model"
    organisation.save()
    assert list(selectors.roadmap_visible_to(system(organisation))) == [mine]


def test_what_the_policy_plans_is_not_planned_anew():
    organisation = OrganisationFactory(policy_profile=LEIDSCHENDAM)
    planned = services.take_over_roadmap(actor=system(organisation), organisation=organisation)[0]
    with pytest.raises(Refused):
        services.plan_step(
            actor=system(organisation),
            step=planned,
            title="Anders",
            start=TODAY,
            due=TODAY + timedelta(days=1),
        )


class TestOnSchedule:
    """The control."""

    def test_does_not_apply_without_steps(self, organisation):
        assert on_schedule(organisation) == Outcome.NOT_APPLICABLE

    def test_is_not_met_when_the_policy_planned_what_nobody_took_up(self):
        assert on_schedule(OrganisationFactory(policy_profile=LEIDSCHENDAM)) == Outcome.NOT_MET

    @pytest.mark.parametrize(
        ("days", "state", "outcome"),
        [
            (-1, StepState.BUSY, Outcome.NOT_MET),
            (-1, StepState.DONE, Outcome.MET),
            (10, StepState.NOT_STARTED, Outcome.ATTENTION),
            (10, StepState.BUSY, Outcome.MET),
            (90, StepState.NOT_STARTED, Outcome.MET),
        ],
    )
    def test_looks_at_dates_and_states(self, organisation, days, state, outcome):
        bring(organisation, step(organisation, days), state)
        assert on_schedule(organisation) == outcome

    def test_lets_go_of_a_step_that_was_dropped_with_a_reason(self, organisation):
        late = step(organisation, -5)
        with pytest.raises(ValidationError):
            bring(organisation, late, StepState.DROPPED)
        bring(organisation, late, StepState.DROPPED, reason="Niet meer nodig.")
        assert on_schedule(organisation) == Outcome.MET


def test_an_owner_is_told_finds_the_step_on_the_worklist_and_brings_it_to_an_end(organisation):
    owner = member(organisation, Role.EMPLOYEE)
    found = bring(organisation, step(organisation), StepState.BUSY, owner=owner.user)
    mine = actor_for(owner)
    assert found.get_absolute_url() in [entry.item.url for entry in own(mine, {}).entries]
    services.bring_step(actor=mine, step=found, state=StepState.DONE, owner=owner.user)
    assert found.finished_on == TODAY
    assert found.get_absolute_url() not in [entry.item.url for entry in own(mine, {}).entries]


def test_who_does_not_own_a_step_leaves_it_alone(organisation):
    with pytest.raises(NotAllowed):
        services.bring_step(
            actor=actor(Role.EMPLOYEE, organisation),
            step=step(organisation),
            state=StepState.DONE,
            owner=None,
        )


def test_a_person_of_elsewhere_cannot_own_a_step(organisation):
    stranger = member(OrganisationFactory(), Role.EMPLOYEE)
    with pytest.raises(ValidationError):
        bring(organisation, step(organisation), StepState.BUSY, owner=stranger.user)


def test_a_finished_step_keeps_its_evidence(organisation):
    evidence = step_with_evidence(organisation)
    bring(organisation, evidence.step, StepState.DONE)
    with pytest.raises(Refused):
        services.remove_step_evidence(actor=system(organisation), evidence=evidence)
    bring(organisation, evidence.step, StepState.BUSY)
    services.remove_step_evidence(actor=system(organisation), evidence=evidence)
    assert not RoadmapEvidence.objects.exists()


def test_the_page_shows_picture_and_list_in_few_queries(organisation, django_assert_max_num_queries):
    for days in (-3, 40, 400):
        bring(organisation, step(organisation, days), StepState.BUSY, owner=member(organisation).user)
    client = sign_in(Client(), member(organisation, Role.DECISION_MAKER))
    address = reverse("policy:roadmap", args=[organisation.slug])
    client.get(address)
    with django_assert_max_num_queries(19):
        shown = client.get(address).content.decode()
    assert "ak-spans__today" in shown
    assert len(client.get(address + "?overdue=on").context["listing"].page.object_list) == 1


def test_pages_bring_a_step_from_nothing_to_done(organisation):
    client = sign_in(Client(), member(organisation, Role.COMMITTEE_SECRETARY))
    facts = {"title": "Handreiking", "start": TODAY, "due": TODAY + timedelta(days=9), "clauses": ["5.4"]}
    client.post(reverse("policy:roadmap_create", args=[organisation.slug]), facts)
    made = RoadmapStep.objects.get()
    client.post(
        reverse("policy:roadmap_evidence_add", args=[organisation.slug, made.pk]),
        {"text": "Staat op intranet."},
    )
    client.post(reverse("policy:roadmap_bring", args=[organisation.slug, made.pk]), {"state": "done"})
    made.refresh_from_db()
    assert made.state == StepState.DONE
    assert "Staat op intranet." in client.get(made.get_absolute_url()).content.decode()
