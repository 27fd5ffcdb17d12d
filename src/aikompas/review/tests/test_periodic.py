# SPDX-License-Identifier: EUPL-1.2
"""Periodic reviews: filled in step by step, confirmed by a second person for high risk, and what follows."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.core.dates import months_later
from aikompas.core.errors import NotAllowed, Refused
from aikompas.measures.choices import WorkState
from aikompas.measures.models import WorkItem
from aikompas.notifications.models import Notification
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member
from aikompas.policy.controls import Outcome, get_control
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory
from aikompas.review import services
from aikompas.review.choices import ReviewOutcome, ReviewState
from aikompas.review.models import PeriodicReview
from aikompas.review.periodic import Findings
from aikompas.review.selectors.periodic import periodic_review_of, reviews_due, reviews_to_confirm
from aikompas.review.tests.pages import address, exported

pytestmark = pytest.mark.django_db

ANSWERS = {
    "facts_right": True,
    "controls_note": "Wordt opgelost.",
    "incidents": "Geen.",
    "monitoring": "Werkt goed; 3 correcties in een jaar.",
    "open_work_note": "Loopt.",
    "outcome": ReviewOutcome.KEEPS,
    "reasons": "Het voldoet.",
}


class Case:
    """An application in use whose review is overdue, with its owner."""

    def __init__(self, risk_class=RiskClass.MINIMAL):
        self.organisation = OrganisationFactory()
        self.owner = member(self.organisation, Role.OWNER)
        self.application = ApplicationFactory(
            organisation=self.organisation,
            owner=self.owner.user,
            state=State.IN_USE,
            risk_class=risk_class,
            next_review=timezone.localdate() - timedelta(days=3),
        )
        self.actor = actor_for(self.owner)

    def finished(self, **answers):
        """Fill in everything and finish."""
        review = services.start_review(actor=self.actor, application=self.application)
        services.save_review(actor=self.actor, review=review, fields={**ANSWERS, **answers})
        return services.finish_review(actor=self.actor, review=review)

    def now(self):
        """Return the application as it is in the database."""
        return Application.objects.get(pk=self.application.pk)


@pytest.fixture
def case(db):
    """An application of minimal risk in use."""
    return Case()


def test_a_review_that_keeps_the_use_sets_the_next_date_of_the_policy(case):
    control = get_control("review.reviewed_in_time")
    assert control.check(case.now()).outcome == Outcome.NOT_MET
    review = case.finished()
    assert review.state == ReviewState.DONE
    assert case.now().next_review == months_later(timezone.localdate(), 12) == review.next_review
    assert control.check(case.now()).outcome == Outcome.MET
    assert periodic_review_of(case.now()) == review
    assert review.checks, "the controls are kept as they were"


def test_what_is_kept_with_changes_is_reviewed_again_when_these_must_be_made(case):
    day = timezone.localdate() + timedelta(days=40)
    case.finished(outcome=ReviewOutcome.CHANGES, changes_due=day)
    assert case.now().next_review == day


@pytest.mark.parametrize(
    ("outcome", "state"), [(ReviewOutcome.SUSPENDS, State.SUSPENDED), (ReviewOutcome.RETIRES, State.RETIRED)]
)
def test_an_outcome_that_stops_the_use_stops_it(case, outcome, state):
    case.finished(outcome=outcome)
    assert case.now().state == state


@pytest.mark.parametrize(
    "missing", ["facts_right", "controls_note", "incidents", "monitoring", "outcome", "reasons"]
)
def test_every_step_is_answered_before_a_review_is_finished(case, missing):
    with pytest.raises(ValidationError) as error:
        case.finished(**{missing: False if missing == "facts_right" else ""})
    assert missing in error.value.message_dict
    assert PeriodicReview.objects.get().is_draft, "what was filled in stays"


def test_of_a_high_risk_use_a_second_person_confirms_the_outcome():
    case = Case(RiskClass.HIGH)
    secretary = member(case.organisation, Role.COMMITTEE_SECRETARY, Role.OWNER)
    review = case.finished()
    assert review.waits_for_confirmation
    assert case.now().next_review < timezone.localdate()
    assert not reviews_due(case.actor).exists(), "it does not wait for the owner any more"
    assert list(reviews_to_confirm(actor_for(secretary))) == [review]
    assert Notification.objects.filter(kind="review.periodic_finished", recipient=secretary.user).exists()
    with pytest.raises(NotAllowed):
        services.confirm_review(actor=case.actor, review=review)
    services.confirm_review(actor=actor_for(secretary), review=review)
    assert case.now().next_review > timezone.localdate()


def test_nobody_confirms_what_one_finished_oneself():
    case = Case(RiskClass.HIGH)
    both = member(case.organisation, Role.COMMITTEE_SECRETARY)
    case.actor = actor_for(both)
    review = case.finished()
    with pytest.raises(NotAllowed):
        services.confirm_review(actor=case.actor, review=review)


def test_a_review_that_is_sent_back_is_filled_in_again():
    case = Case(RiskClass.HIGH)
    adviser = actor_for(member(case.organisation, Role.PRIVACY_ADVISER))
    review = case.finished()
    services.send_back_review(actor=adviser, review=review, reason="Welke cijfers?")
    assert review.is_draft
    assert Notification.objects.filter(kind="review.periodic_sent_back", recipient=case.owner.user).exists()
    services.finish_review(actor=case.actor, review=review)
    assert review.waits_for_confirmation


def test_one_review_at_a_time_and_a_withdrawn_one_makes_room(case):
    first = services.start_review(actor=case.actor, application=case.application)
    assert services.start_review(actor=case.actor, application=case.application) == first
    services.withdraw_review(actor=case.actor, review=first)
    assert services.start_review(actor=case.actor, application=case.application) != first


def test_a_finished_review_is_not_changed_and_what_is_not_used_is_not_reviewed(case):
    review = case.finished()
    with pytest.raises(Refused):
        services.save_review(actor=case.actor, review=review, fields={"reasons": "Anders"})
    Application.objects.update(state=State.TRIAGED)
    with pytest.raises(Refused):
        services.start_review(actor=case.actor, application=case.application)


def test_the_owner_goes_through_the_steps_on_one_page_and_a_draft_is_kept(client, case):
    sign_in(client, case.owner)
    tab = address("application_periodic", case.organisation, case.application)
    assert client.get(tab).status_code == 200
    url = client.post(f"{tab}beginnen/").url
    assert client.post(f"{url}bewaren/", {"incidents": "Eén klacht."}).status_code == 204
    assert "Eén klacht." in client.get(url).content.decode()
    answer = client.post(url, {"incidents": "Eén klacht.", "action": "finish"})
    form = answer.context["form"]
    assert "monitoring" in form.errors
    assert form.fields["monitoring"].required
    assert not form.fields["facts_note"].required
    client.post(url, {**ANSWERS, "facts_right": "on", "action": "finish"})
    assert case.now().next_review > timezone.localdate()
    assert client.get(url).status_code == 200
    assert client.post(url, ANSWERS).status_code == 403


def test_open_measures_are_grouped_with_what_is_too_late_first():
    to_do, begun = WorkItem(), WorkItem(state=WorkState.IN_PROGRESS)
    late = WorkItem(due=timezone.localdate() - timedelta(days=1))
    groups = Findings(checks=[], conditions=[], work=[to_do, late, begun]).grouped_work
    assert [items for _label, items in groups] == [[late], [begun], [to_do]]


def test_the_list_shows_what_is_overdue_and_exports_it(client, case):
    ApplicationFactory(organisation=case.organisation, state=State.TRIAGED)
    sign_in(client, case.owner)
    url = address("periodic_list", case.organisation)
    assert client.get(f"{url}?due=overdue&mine=on").context["listing"].count == 1
    assert case.application.name in exported(client, url)


def test_others_cannot_review_the_use_of_somebody_else(client, case):
    with pytest.raises(NotAllowed):
        services.start_review(
            actor=actor_for(member(case.organisation, Role.OWNER)), application=case.application
        )
    stranger = actor_for(member(OrganisationFactory(), Role.OWNER, Role.COMMITTEE_SECRETARY))
    with pytest.raises(NotAllowed):
        services.start_review(actor=stranger, application=case.application)
