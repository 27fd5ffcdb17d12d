# SPDX-License-Identifier: EUPL-1.2
"""The budget: what there is, what weighs on it, warnings before it is exceeded, and amounts as people write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.ids import new_id
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member, system
from aikompas.policy import budget_subjects, selectors, services
from aikompas.policy.budget_subjects import BudgetSubject, BudgetSubjects, key_of, register_budget_subjects
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.models import BudgetLine, LineKind
from aikompas.policy.money import euros, parse_euros
from aikompas.policy.tests.factories import budget_line

YEAR = timezone.localdate().year


@pytest.fixture
def thousand(organisation):
    """A municipality with a budget of a thousand euros for this year."""
    services.set_budget(
        actor=system(organisation), organisation=organisation, year=YEAR, amount=Decimal(1000), reason="Raad."
    )
    return organisation


def totals(organisation):
    return selectors.totals_of_year(organisation, YEAR)


def control(organisation):
    return get_control("policy.budget_not_exceeded").check(organisation).outcome


def enter(organisation, amount, **facts):
    return budget_line(organisation, amount, **{"confirmed": False, "over_reason": "", **facts})


@pytest.mark.django_db
class TestTotals:
    """What is left."""

    def test_come_from_the_policy_unless_the_organisation_set_them_itself(self):
        organisation = OrganisationFactory(policy_profile="leidschendam-voorburg-2025-2028")
        assert selectors.totals_of_year(organisation, 2026).budget == Decimal(100000)
        services.set_budget(
            actor=system(organisation),
            organisation=organisation,
            year=2026,
            amount=Decimal(90000),
            reason="x",
        )
        found = selectors.totals_of_year(organisation, 2026)
        assert (found.budget, found.by_policy) == (Decimal(90000), Decimal(100000))

    def test_count_what_is_committed_and_then_spent_once(self, thousand):
        commitment = budget_line(thousand, 500, LineKind.COMMITTED)
        budget_line(thousand, 200, settles=commitment)
        assert (totals(thousand).spent, totals(thousand).open_commitments) == (200, 300)
        assert selectors.left_of(commitment) == 300
        budget_line(thousand, 400, settles=commitment)
        assert (totals(thousand).used, totals(thousand).left) == (600, 400)

    def test_leave_out_what_was_withdrawn(self, thousand):
        line = budget_line(thousand, 500)
        services.withdraw_budget_line(actor=system(thousand), line=line, reason="Dubbel ingevoerd.")
        assert totals(thousand).used == 0
        with pytest.raises(Refused):
            services.withdraw_budget_line(actor=system(thousand), line=line, reason="Weer.")

    def test_of_years_take_two_queries(self, thousand, django_assert_num_queries):
        budget_line(thousand, 5)
        with django_assert_num_queries(2):
            selectors.totals_of(thousand)

    def test_know_no_money_of_others(self, thousand):
        budget_line(OrganisationFactory(), 500)
        assert totals(thousand).used == 0


@pytest.mark.django_db
class TestRoom:
    """Before a line is entered."""

    def test_within_the_budget_nothing_is_asked(self, thousand):
        assert enter(thousand, 899).amount == 899

    def test_passing_the_warning_share_is_confirmed(self, thousand):
        with pytest.raises(ValidationError) as refused:
            enter(thousand, 900)
        assert "confirmed" in refused.value.message_dict
        enter(thousand, 900, confirmed=True)

    def test_exceeding_needs_a_reason(self, thousand):
        with pytest.raises(ValidationError) as refused:
            enter(thousand, "1000.01", confirmed=True)
        assert "over_reason" in refused.value.message_dict
        assert enter(thousand, "1000.01", over_reason="Spoed.").over_reason == "Spoed."

    def test_spending_what_was_committed_is_no_more_than_before(self, thousand):
        commitment = budget_line(thousand, 1000, LineKind.COMMITTED)
        enter(thousand, 1000, settles=commitment)
        with pytest.raises(ValidationError):
            enter(thousand, 1, settles=commitment)

    def test_without_a_budget_every_line_needs_a_reason(self, organisation):
        with pytest.raises(ValidationError):
            enter(organisation, 1, confirmed=True)

    def test_a_commitment_of_another_municipality_is_not_settled(self, thousand):
        other = budget_line(OrganisationFactory(), 10, LineKind.COMMITTED)
        with pytest.raises(ValidationError):
            enter(thousand, 10, settles=other)

    def test_entering_is_for_those_who_keep_the_budget(self, thousand):
        facts = {
            "day": timezone.localdate(),
            "description": "x",
            "kind": LineKind.SPENT,
            "amount": Decimal(1),
        }
        with pytest.raises(NotAllowed):
            services.enter_budget_line(actor=actor(Role.OWNER, thousand), organisation=thousand, **facts)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("used", "outcome"),
    [
        (0, Outcome.MET),
        (899, Outcome.MET),
        (900, Outcome.ATTENTION),
        (1000, Outcome.ATTENTION),
        (1001, Outcome.NOT_MET),
    ],
)
def test_the_control_looks_at_this_year(thousand, used, outcome):
    if used:
        budget_line(thousand, used)
    assert control(thousand) == outcome


@pytest.mark.django_db
def test_spending_without_a_budget_is_not_met(organisation):
    assert control(organisation) == Outcome.NOT_APPLICABLE
    budget_line(organisation, 1)
    assert control(organisation) == Outcome.NOT_MET


@pytest.mark.django_db
class TestSubjects:
    """On what money goes."""

    @pytest.fixture
    def pilot(self, monkeypatch):
        """A pilot that a higher app offers."""
        monkeypatch.setattr(budget_subjects, "_kinds", {})
        found = BudgetSubject(new_id(), "Pilot verslaglegging", "/zonnedam/pilots/1/")
        register_budget_subjects(BudgetSubjects("pilots.pilot", "Pilots", lambda actor: [found]))
        return found

    def test_are_offered_by_higher_apps_and_counted(self, thousand, pilot):
        key = key_of("pilots.pilot", pilot.id)
        line = budget_line(thousand, 100, LineKind.COMMITTED, subject=key)
        budget_line(thousand, 120, settles=line)
        assert (line.reference, line.url) == (pilot.reference, pilot.url)
        assert selectors.used_on(thousand.pk, key) == 120

    def test_that_one_may_not_see_are_refused(self, thousand, pilot):
        with pytest.raises(ValidationError):
            budget_line(thousand, 1, subject=key_of("pilots.pilot", new_id()))


@pytest.mark.django_db
class TestPages:
    """What people see."""

    def test_the_form_says_what_is_left_and_asks_when_it_is_nearly_used_up(self, thousand):
        client = sign_in(Client(), member(thousand, Role.PROCUREMENT_OFFICER))
        address = reverse("policy:budget_line_create", args=[thousand.slug])
        shown = client.get(address).content.decode()
        assert "€\xa01.000,00" in shown
        assert 'name="confirmed"' not in shown
        facts = {"kind": "spent", "day": timezone.localdate(), "description": "Licentie", "amount": "950,50"}
        assert 'name="confirmed"' in client.post(address, facts).content.decode()
        client.post(address, {**facts, "confirmed": "on"})
        assert BudgetLine.objects.get().amount == Decimal("950.50")

    def test_the_export_has_numbers(self, thousand):
        budget_line(thousand, "12.50")
        client = sign_in(Client(), member(thousand, Role.COUNCIL_MEMBER))
        answer = client.get(reverse("policy:budget", args=[thousand.slug]) + "?export=json")
        assert b'"amount": 12.5' in b"".join(answer.streaming_content)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1250", "1250.00"),
        ("1.250", "1250.00"),
        ("1.250,5", "1250.50"),
        ("1,250.50", "1250.50"),
        ("€ 20.000,-", "20000.00"),
        ("0,05", "0.05"),
    ],
)
def test_amounts_are_read_as_people_write_them(written, amount):
    assert parse_euros(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["", "-5", "1.25.0", "12,345,6", "veel", "1 2"])
def test_what_is_no_amount_is_refused(written):
    with pytest.raises(ValueError, match="1250"):
        parse_euros(written)


@given(st.decimals(0, 10_000_000, places=2), st.sampled_from(["nl", "en"]))
def test_what_is_shown_can_be_read_back(amount, language):
    with translation.override(language):
        assert parse_euros(euros(amount)) == amount
