# SPDX-License-Identifier: EUPL-1.2
"""The yearly evaluation: its steps, its findings and proposals, and the control."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.core.errors import NotAllowed, Refused
from aikompas.evaluation import services
from aikompas.evaluation.models import Evaluation, Proposal, Step
from aikompas.evaluation.route import ROUTE
from aikompas.evaluation.tests.factories import concluded, evaluation, open_survey, proposal
from aikompas.notifications.models import Notification
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member, system
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.tests.factories import adopted_version, published_house_rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    """A municipality."""
    return OrganisationFactory()


def done_yearly(organisation):
    return get_control("evaluation.done_yearly").check(organisation).outcome


def test_a_year_is_evaluated_once(organisation):
    evaluation(organisation)
    with pytest.raises(ValidationError):
        evaluation(organisation)
    evaluation(OrganisationFactory())


STEPS = {
    "close_survey": services.close_survey,
    "finish_findings": services.finish_findings,
    "reopen_findings": services.reopen_findings,
}


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("step", Step.values)
def test_steps_are_taken_in_order_only(organisation, step, action):
    about = evaluation(organisation)
    Evaluation.objects.filter(pk=about.pk).update(step=step, findings="x")
    about.refresh_from_db()
    if ROUTE.allows(step, action):
        STEPS[action](actor=system(organisation), evaluation=about)
        about.refresh_from_db()
        assert about.step == ROUTE.get(step, action).to
    else:
        with pytest.raises(Refused):
            STEPS[action](actor=system(organisation), evaluation=about)


def test_facts_are_kept_as_they_were_when_the_findings_were_finished(organisation):
    published_house_rules(organisation)
    member(organisation, Role.EMPLOYEE)
    about = concluded(organisation)
    assert "0%" in [fact["value"] for fact in about.facts]


def test_concluding_tells_those_who_decide(organisation):
    decider = member(organisation, Role.DECISION_MAKER)
    concluded(organisation)
    assert Notification.objects.filter(kind="evaluation.offered", recipient=decider.user).exists()


class TestProposals:
    """Changes of the policy."""

    def test_are_decided_with_reasons_once_the_evaluation_is_concluded(self, organisation):
        early = proposal(organisation)
        facts = {
            "actor": actor(Role.DECISION_MAKER, organisation),
            "state": "adopted",
            "reason": "Goed plan.",
        }
        with pytest.raises(Refused):
            services.decide_proposal(proposal=early, **facts)
        about = concluded(organisation, year=timezone.localdate().year - 1)
        late = about.proposals.get()
        document = adopted_version(organisation).document
        services.decide_proposal(proposal=late, document=document, **facts)
        assert (late.state, late.document) == ("adopted", document)

    def test_can_no_longer_be_changed_once_the_evaluation_is_concluded(self, organisation):
        late = concluded(organisation).proposals.get()
        with pytest.raises(Refused):
            services.change_proposal(actor=system(organisation), proposal=late, text="x", why="y")
        with pytest.raises(Refused):
            services.remove_proposal(actor=system(organisation), proposal=late)

    def test_point_to_documents_of_the_own_municipality(self, organisation):
        late = concluded(organisation).proposals.get()
        other = adopted_version(OrganisationFactory()).document
        with pytest.raises(ValidationError):
            services.decide_proposal(
                actor=system(organisation), proposal=late, state="adopted", reason="x", document=other
            )

    def test_are_decided_by_who_may(self, organisation):
        late = concluded(organisation).proposals.get()
        with pytest.raises(NotAllowed):
            services.decide_proposal(
                actor=actor(Role.OWNER, organisation), proposal=late, state="adopted", reason="x"
            )


def test_the_control_asks_for_a_conclusion_in_the_past_year(organisation):
    assert done_yearly(organisation) == Outcome.NOT_MET
    open_survey(evaluation(organisation))
    assert done_yearly(organisation) == Outcome.NOT_MET
    about = concluded(organisation, year=timezone.localdate().year - 1)
    assert done_yearly(organisation) == Outcome.MET
    Evaluation.objects.exclude(pk=about.pk).update(step=Step.CONCLUDED)
    with time_machine.travel(timezone.now() + timedelta(days=330)):
        assert done_yearly(organisation) == Outcome.ATTENTION
    with time_machine.travel(timezone.now() + timedelta(days=370)):
        assert done_yearly(organisation) == Outcome.NOT_MET


def test_a_lead_walks_through_all_pages(organisation):
    lead = member(organisation, Role.COMMITTEE_SECRETARY)
    client = sign_in(Client(), lead)
    year = timezone.localdate().year
    facts = {
        "year": year,
        "period_from": f"{year}-01-01",
        "period_until": f"{year}-12-31",
        "lead": lead.user_id,
    }
    client.post(reverse("evaluation:evaluation_start", args=[organisation.slug]), facts)
    about = Evaluation.objects.get()

    def post(name, **given):
        answer = client.post(reverse(f"evaluation:{name}", args=[organisation.slug, about.pk]), given)
        assert answer.status_code == 302, answer.content.decode()
        assert client.get(about.get_absolute_url()).status_code == 200

    post("survey_open", closes_on=timezone.localdate() + timedelta(days=10))
    post("survey_prolong", closes_on=timezone.localdate() + timedelta(days=20))
    post("survey_close")
    assert client.get(reverse("evaluation:results", args=[organisation.slug, about.pk])).status_code == 200
    post("evaluation_findings", findings="## Gebruik\n\nHet groeit.")
    post("evaluation_finish")
    post("proposal_create", text="Meer training.", why="Men vraagt erom.", clause="5.4")
    post("evaluation_conclude", conclusion="Wij gaan door.", offered_to="College")
    made = Proposal.objects.get()
    assert client.get(made.get_absolute_url()).status_code == 200
    decide = reverse("evaluation:proposal_decide", args=[organisation.slug, made.pk])
    client.post(decide, {"state": "declined", "reason": "Geen geld."})
    made.refresh_from_db()
    assert made.state == "declined"
