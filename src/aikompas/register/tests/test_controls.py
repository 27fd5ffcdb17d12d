# SPDX-License-Identifier: EUPL-1.2
"""What the controls of the register answer, row by row: the facts, and the outcome."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from aikompas.audit.models import AuditLog
from aikompas.core.actor import Actor
from aikompas.organisations.models import Membership, Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.services import create_department
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member
from aikompas.policy.controls import Outcome, Result, get_control
from aikompas.register.choices import ReportState, RiskClass, State, Supply, SystemKind
from aikompas.register.models import Application, InventoryConfirmation
from aikompas.register.tests.factories import (
    AISystemFactory,
    ApplicationFactory,
    EnvironmentFactory,
    UsageReportFactory,
)

pytestmark = pytest.mark.django_db

MET, NOT_MET, NOT_APPLICABLE, ATTENTION = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.NOT_APPLICABLE,
    Outcome.ATTENTION,
)
TODAY = timezone.localdate()
STOPS = {
    "oversight_stop": "Zet het uit in het beheerscherm.",
    "oversight_training": "E-learning",
    "oversight_trained_on": TODAY,
}
KNOWN = {"data_sources": "Zaaksysteem", "legal_effect": "no"}
IN_USE = {"state": State.IN_USE}


def ask(control: str, subject: object) -> Result:
    result = get_control(control).check(subject)
    assert bool(result.fix) == (result.outcome in {NOT_MET, ATTENTION}), (
        "what is wrong says where to put it right"
    )
    return result


@pytest.mark.parametrize(
    ("control", "facts", "outcome"),
    [
        ("purpose_described", {}, MET),
        ("purpose_described", {"purpose": " "}, NOT_MET),
        ("facts_complete", KNOWN, MET),
        ("facts_complete", {**KNOWN, "affected_groups": []}, NOT_MET),
        ("facts_complete", {**KNOWN, "system": None}, NOT_MET),
        ("owner_works_here", {}, MET),
        ("owner_works_here", {"owner": None}, NOT_MET),
        ("no_decision_without_a_person", {"decision_role": "advises"}, MET),
        ("no_decision_without_a_person", {"decision_role": "decides"}, NOT_MET),
        ("no_decision_without_a_person", {"decision_role": "unknown"}, NOT_MET),
        ("no_decision_without_a_person", {"decision_role": "none"}, NOT_APPLICABLE),
        ("oversight_can_stop", {"risk_class": RiskClass.MINIMAL}, NOT_APPLICABLE),
        ("oversight_can_stop", {"risk_class": RiskClass.HIGH}, NOT_MET),
        ("data_quality_judged", {}, NOT_MET),
        ("data_quality_judged", {"data_quality": "insufficient"}, NOT_MET),
        ("data_quality_judged", {"data_quality": "sufficient"}, ATTENTION),
        ("data_quality_judged", {"data_quality": "sufficient", "data_quality_note": "Steekproef."}, MET),
        ("data_quality_judged", {"risk_class": RiskClass.NO_ALGORITHM}, NOT_APPLICABLE),
        ("black_box_safeguarded", {}, NOT_MET),
        ("black_box_safeguarded", {"black_box": "no"}, NOT_APPLICABLE),
        ("black_box_safeguarded", {"black_box": "yes"}, NOT_MET),
        ("black_box_safeguarded", {"black_box": "yes", "explainability": "Wij leggen het uit."}, MET),
        ("approved_environment", {}, NOT_MET),
        ("approved_environment", {"system": None}, NOT_MET),
        ("vendor_named", {}, MET),
        ("vendor_named", {"system": None}, NOT_MET),
        ("review_planned", {}, NOT_APPLICABLE),
        ("review_planned", IN_USE, NOT_MET),
        ("review_planned", {**IN_USE, "next_review": TODAY}, MET),
        ("review_planned", {**IN_USE, "next_review": TODAY - timedelta(days=1)}, ATTENTION),
    ],
)
def test_a_control_answers_about_the_facts(control: str, facts: dict[str, Any], outcome: Outcome) -> None:
    assert ask(f"register.{control}", ApplicationFactory(**facts)).outcome == outcome


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        (STOPS, MET),
        ({**STOPS, "oversight_stop": ""}, NOT_MET),
        ({**STOPS, "oversight_trained_on": None}, NOT_MET),
        ({**STOPS, "oversight_trained_on": TODAY - timedelta(days=800)}, ATTENTION),
    ],
)
def test_who_oversees_is_trained_and_can_stop(facts: dict[str, Any], outcome: Outcome) -> None:
    application = ApplicationFactory(risk_class=RiskClass.HIGH, **facts)
    application.oversight_person = application.owner
    assert ask("register.oversight_can_stop", application).outcome == outcome


@pytest.mark.parametrize(
    ("first", "last", "outcome"),
    [
        (-10, None, MET),
        (-10, 300, MET),
        (-10, 20, ATTENTION),
        (-10, -1, NOT_MET),
        (5, None, NOT_MET),
    ],
)
def test_the_approval_of_the_environment_counts_today(first: int, last: int | None, outcome: Outcome) -> None:
    application = ApplicationFactory()
    application.system.environment = EnvironmentFactory(
        organisation=application.organisation,
        approved_from=TODAY + timedelta(days=first),
        approved_until=None if last is None else TODAY + timedelta(days=last),
    )
    assert ask("register.approved_environment", application).outcome == outcome


@pytest.mark.parametrize(
    ("system", "outcome"),
    [
        ({"supply": Supply.OWN}, NOT_APPLICABLE),
        ({"supply": Supply.UNKNOWN}, NOT_MET),
        ({"supply": Supply.PARTNER, "vendor": ""}, NOT_MET),
        ({"supply": Supply.PARTNER, "vendor": "GGD"}, MET),
    ],
)
def test_vendor_or_partner_is_named(system: dict[str, str], outcome: Outcome) -> None:
    organisation = OrganisationFactory()
    made = AISystemFactory(organisation=organisation, kind=SystemKind.RULES, **system)
    assert (
        ask("register.vendor_named", ApplicationFactory(organisation=organisation, system=made)).outcome
        == outcome
    )


def test_an_owner_who_left_no_longer_counts() -> None:
    application: Application = ApplicationFactory()
    Membership.objects.filter(user=application.owner).update(is_active=False)
    assert ask("register.owner_works_here", application).outcome == NOT_MET


@pytest.mark.parametrize(("until", "outcome"), [(None, NOT_MET), (-1, NOT_MET), (20, ATTENTION), (300, MET)])
def test_an_inventory_counts_as_long_as_it_is_confirmed(until: int | None, outcome: Outcome) -> None:
    department = DepartmentFactory()
    if until is not None:
        InventoryConfirmation.objects.create(
            organisation=department.organisation,
            department=department,
            confirmed_on=TODAY,
            valid_until=TODAY + timedelta(days=until),
            applications=0,
        )
    assert ask("register.inventory_complete", department).outcome == outcome


def test_a_contact_person_counts_as_long_as_that_person_works_here() -> None:
    department = DepartmentFactory()
    assert ask("register.contact_person_named", department).outcome == NOT_MET
    contact = member(department.organisation, Role.CONTACT_PERSON, contact_for=[department])
    assert ask("register.contact_person_named", department).outcome == MET
    contact.is_active = False
    assert ask("register.contact_person_named", department).outcome == NOT_MET


@pytest.mark.parametrize(
    ("reported", "handled", "outcome"),
    [(None, None, NOT_APPLICABLE), (1, None, MET), (60, None, NOT_MET), (90, 89, MET), (90, 30, ATTENTION)],
)
def test_reports_are_handled_within_the_term_of_the_policy(
    reported: int | None, handled: int | None, outcome: Outcome
) -> None:
    organisation: Organisation = OrganisationFactory()
    if reported is not None:
        UsageReportFactory(
            organisation=organisation,
            created_at=timezone.now() - timedelta(days=reported),
            state=ReportState.SUBMITTED if handled is None else ReportState.ACCEPTED,
            handled_at=None if handled is None else timezone.now() - timedelta(days=handled),
        )
    assert ask("register.reports_handled_in_time", organisation).outcome == outcome


@pytest.mark.parametrize("name", ["privacy_adviser", "security_officer", "decision_maker", "publisher"])
def test_a_role_is_filled_by_somebody_who_works_here(name: str) -> None:
    organisation = OrganisationFactory()
    assert ask(f"organisations.{name}_named", organisation).outcome == NOT_MET
    filled = member(organisation, name)
    assert ask(f"organisations.{name}_named", organisation).outcome == MET
    Membership.objects.filter(pk=filled.pk).update(is_active=False)
    assert ask(f"organisations.{name}_named", organisation).outcome == NOT_MET


def test_the_trail_is_intact_until_somebody_touches_it() -> None:
    organisation = OrganisationFactory()
    assert ask("audit.trail_intact", organisation).outcome == NOT_APPLICABLE
    create_department(actor=Actor.system(organisation.pk, label="test"), name="Werk")
    assert ask("audit.trail_intact", organisation).outcome == MET
    AuditLog.objects.filter(pk=organisation.pk).update(size=2)
    assert ask("audit.trail_intact", organisation).outcome == NOT_MET
