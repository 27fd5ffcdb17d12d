# SPDX-License-Identifier: EUPL-1.2
"""Reporting a use of AI, and what contact persons and the secretary do with a report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
)
from aikompas.register import selectors, services
from aikompas.register.choices import Origin, ReportState, State
from aikompas.register.lifecycle import REPORTS
from aikompas.register.models import UsageReport
from aikompas.register.tests.factories import AISystemFactory, ApplicationFactory, UsageReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def secretary(organisation):
    return actor(Role.COMMITTEE_SECRETARY, organisation)


def report_by(reporter, **fields):
    facts = {
        "title": "Copilot",
        "work": "Verslagen samenvatten",
        "kind_of_use": "existing_work",
        "supply": "vendor",
        "data_categories": ["internal"],
        "affected_groups": ["nobody"],
        "decision_role": "none",
    }
    return services.report_use(actor=reporter, **{**facts, **fields})


def reporter_of(report):
    return actor_for(Membership.objects.get(user=report.reporter, organisation=report.organisation))


def test_an_employee_reports_a_use_and_it_gets_the_next_number(organisation):
    department = DepartmentFactory(organisation=organisation)
    employee = actor(Role.EMPLOYEE, organisation)

    first = report_by(employee, department=department)
    second = report_by(employee, department=department)

    assert (first.reference, second.reference) == ("M-0001", "M-0002")
    assert first.state == ReportState.SUBMITTED
    assert first.reporter_id == employee.id


def test_numbers_of_one_organisation_say_nothing_about_another(organisation):
    other = OrganisationFactory()
    report_by(actor(Role.EMPLOYEE, organisation), department=DepartmentFactory(organisation=organisation))

    report = report_by(actor(Role.EMPLOYEE, other), department=DepartmentFactory(organisation=other))

    assert report.number == 1


def test_a_council_member_does_not_report(organisation):
    with pytest.raises(NotAllowed):
        report_by(
            actor(Role.COUNCIL_MEMBER, organisation), department=DepartmentFactory(organisation=organisation)
        )


def test_a_report_is_about_a_department_of_the_own_organisation(organisation):
    with pytest.raises(ValidationError) as refused:
        report_by(actor(Role.EMPLOYEE, organisation), department=DepartmentFactory())
    assert "department" in refused.value.message_dict


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "  "),
        ("work", ""),
        ("data_categories", []),
        ("data_categories", ["gossip"]),
        ("data_categories", ["none", "personal"]),
        ("affected_groups", ["nobody", "residents"]),
        ("decision_role", "dictates"),
    ],
)
def test_a_report_with_a_wrong_answer_is_refused_at_that_question(organisation, field, value):
    department = DepartmentFactory(organisation=organisation)
    with pytest.raises(ValidationError) as refused:
        report_by(actor(Role.EMPLOYEE, organisation), department=department, **{field: value})
    assert field in refused.value.message_dict


def test_a_use_cannot_have_begun_in_the_future(organisation):
    with pytest.raises(ValidationError) as refused:
        report_by(
            actor(Role.EMPLOYEE, organisation),
            department=DepartmentFactory(organisation=organisation),
            already_in_use=True,
            in_use_since=timezone.localdate() + timedelta(days=1),
        )
    assert "in_use_since" in refused.value.message_dict


def test_the_contact_person_hears_that_a_report_waits(
    organisation, mailoutbox, django_capture_on_commit_callbacks
):
    department = DepartmentFactory(organisation=organisation)
    contact = member(organisation, Role.CONTACT_PERSON, contact_for=[department])

    with django_capture_on_commit_callbacks(execute=True):
        report_by(actor(Role.EMPLOYEE, organisation), department=department)

    assert mailoutbox[0].to == [contact.user.email]


def test_accepting_makes_a_triaged_application_with_the_facts_of_the_report(organisation, secretary):
    report = UsageReportFactory(organisation=organisation, data_categories=["personal", "internal"])
    owner = member(organisation, Role.OWNER).user

    application = services.accept(actor=secretary, report=report, system_name="Copilot", owner=owner)

    assert (application.state, application.origin) == (State.TRIAGED, Origin.REPORTED)
    assert application.name == report.title
    assert application.department == report.department
    assert application.owner == owner
    assert application.reporter_id == report.reporter_id
    assert application.personal_data
    assert application.system.name == "Copilot"
    assert application.versions.get().number == 1
    report.refresh_from_db()
    assert (report.state, report.application) == (ReportState.ACCEPTED, application)


def test_accepting_uses_the_system_that_is_already_known(organisation, secretary):
    known = AISystemFactory(organisation=organisation, name="Copilot")
    report = UsageReportFactory(organisation=organisation)

    assert services.accept(actor=secretary, report=report, system_name=" copilot ").system == known


def test_without_an_owner_the_contact_person_keeps_the_dossier(organisation, secretary):
    department = DepartmentFactory(organisation=organisation)
    contact = member(organisation, Role.CONTACT_PERSON, contact_for=[department])
    report = UsageReportFactory(organisation=organisation, department=department)

    assert services.accept(actor=secretary, report=report).owner == contact.user


def test_an_owner_must_have_a_role_in_which_dossiers_are_kept(organisation, secretary):
    report = UsageReportFactory(organisation=organisation)
    with pytest.raises(ValidationError) as refused:
        services.accept(actor=secretary, report=report, owner=member(organisation, Role.EMPLOYEE).user)
    assert "owner" in refused.value.message_dict


def test_a_use_that_had_already_begun_is_registered_as_reported_late(organisation, secretary):
    report = UsageReportFactory(
        organisation=organisation, already_in_use=True, in_use_since=timezone.localdate()
    )

    application = services.accept(actor=secretary, report=report)

    assert application.origin == Origin.REPORTED_LATE
    assert application.use_start == report.in_use_since


def test_joining_adds_no_application(organisation, secretary):
    application = ApplicationFactory(organisation=organisation)
    report = UsageReportFactory(organisation=organisation)

    services.join(actor=secretary, report=report, application=application)

    assert report.state == ReportState.JOINED
    assert list(selectors.reports_of(application)) == [report]


def test_a_report_cannot_be_joined_to_an_application_of_another_municipality(organisation, secretary):
    with pytest.raises(ValidationError):
        services.join(
            actor=secretary,
            report=UsageReportFactory(organisation=organisation),
            application=ApplicationFactory(),
        )


def test_declining_needs_a_reason_that_the_reporter_gets_by_mail(
    organisation, secretary, mailoutbox, django_capture_on_commit_callbacks
):
    report = UsageReportFactory(organisation=organisation)
    with pytest.raises(ValidationError):
        services.decline(actor=secretary, report=report, reason=" ")

    with django_capture_on_commit_callbacks(execute=True):
        services.decline(actor=secretary, report=report, reason="Dit is geen AI.")

    mail = mailoutbox[0]
    assert mail.to == [report.reporter.email]
    assert report.reference in mail.subject
    assert report.reporter.name not in mail.subject
    assert report.title not in mail.subject
    assert "Dit is geen AI." in mail.body
    assert report.get_absolute_url() in mail.body


def test_no_mail_is_sent_when_the_step_is_rolled_back(
    organisation, secretary, mailoutbox, django_capture_on_commit_callbacks
):
    report = UsageReportFactory(organisation=organisation, state=ReportState.WITHDRAWN)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(Refused):
        services.decline(actor=secretary, report=report, reason="Te laat.")
    assert mailoutbox == []


def test_a_question_goes_back_and_forth_until_the_report_is_handled(organisation, secretary):
    report = UsageReportFactory(organisation=organisation)

    services.ask_question(actor=secretary, report=report, text="Welke gegevens?")
    assert report.state == ReportState.QUESTION
    services.answer_question(actor=reporter_of(report), report=report, text="Alleen openbare.")

    assert report.state == ReportState.SUBMITTED
    assert [message.text for message in selectors.messages_of(report)] == [
        "Welke gegevens?",
        "Alleen openbare.",
    ]


def test_only_the_reporter_answers_the_question(organisation, secretary):
    report = UsageReportFactory(organisation=organisation, state=ReportState.QUESTION)
    with pytest.raises(NotAllowed):
        services.answer_question(actor=secretary, report=report, text="Namens de melder.")


def test_a_duplicate_points_at_another_report(organisation, secretary):
    first, second = UsageReportFactory.create_batch(2, organisation=organisation)
    with pytest.raises(ValidationError):
        services.mark_duplicate(actor=secretary, report=first, of=first)

    services.mark_duplicate(actor=secretary, report=second, of=first)

    assert second.duplicate_of == first
    with pytest.raises(ValidationError):
        services.mark_duplicate(actor=secretary, report=first, of=second)


def test_declining_can_be_undone(organisation, secretary):
    report = UsageReportFactory(organisation=organisation)
    services.decline(actor=secretary, report=report, reason="Vergissing.")

    services.reopen(actor=secretary, report=report)

    assert report.state == ReportState.SUBMITTED
    assert (report.outcome_reason, report.handled_by, report.handled_at) == ("", None, None)


def test_a_reporter_withdraws_and_submits_again(organisation):
    report = UsageReportFactory(organisation=organisation)
    reporter = reporter_of(report)

    services.withdraw(actor=reporter, report=report)
    assert report.state == ReportState.WITHDRAWN
    services.resubmit(actor=reporter, report=report)

    assert report.state == ReportState.SUBMITTED


def test_whoever_reported_does_not_triage_the_report(organisation, secretary):
    own = report_by(secretary, department=DepartmentFactory(organisation=organisation))
    with pytest.raises(NotAllowed):
        services.accept(actor=secretary, report=own)


def test_a_contact_person_triages_reports_of_the_own_department_only(organisation):
    department = DepartmentFactory(organisation=organisation)
    contact = actor(Role.CONTACT_PERSON, organisation, contact_for=[department])
    services.accept(
        actor=contact, report=UsageReportFactory(organisation=organisation, department=department)
    )
    with pytest.raises(NotAllowed):
        services.accept(actor=contact, report=UsageReportFactory(organisation=organisation))


STEPS = {
    "accept": lambda who, report: services.accept(actor=who, report=report),
    "join": lambda who, report: services.join(
        actor=who, report=report, application=ApplicationFactory(organisation=report.organisation)
    ),
    "ask": lambda who, report: services.ask_question(actor=who, report=report, text="?"),
    "answer": lambda who, report: services.answer_question(actor=who, report=report, text="!"),
    "decline": lambda who, report: services.decline(actor=who, report=report, reason="Nee."),
    "mark_duplicate": lambda who, report: services.mark_duplicate(
        actor=who, report=report, of=UsageReportFactory(organisation=report.organisation)
    ),
    "withdraw": lambda who, report: services.withdraw(actor=who, report=report),
    "reopen": lambda who, report: services.reopen(actor=who, report=report),
    "resubmit": lambda who, report: services.resubmit(actor=who, report=report),
}


def test_every_step_of_the_table_has_a_service():
    assert set(STEPS) == REPORTS.actions


@pytest.mark.parametrize("state", ReportState.values)
@pytest.mark.parametrize("action", sorted(STEPS))
def test_a_report_takes_the_steps_of_its_table_and_no_other(organisation, secretary, state, action):
    report = UsageReportFactory(organisation=organisation, state=state)
    by_reporter = action in {"answer", "withdraw", "resubmit"}
    someone = reporter_of(report) if by_reporter else secretary

    if not REPORTS.allows(state, action):
        with pytest.raises(Refused):
            STEPS[action](someone, report)
        assert UsageReport.objects.get(pk=report.pk).state == state
        return
    with pytest.raises(NotAllowed):
        STEPS[action](actor(Role.EMPLOYEE, organisation), report)
    STEPS[action](someone, report)
    assert UsageReport.objects.get(pk=report.pk).state == REPORTS.get(state, action).to


def test_every_outcome_stands_in_the_trail_without_the_texts_of_the_thread(organisation, secretary):
    report = UsageReportFactory(organisation=organisation)
    services.ask_question(actor=secretary, report=report, text="Heet u Jansen?")
    event = AuditEvent.objects.get(object_id=str(report.pk))
    assert event.action == "register.report_question_asked"
    assert "Jansen" not in event.leaf


def test_a_person_sees_own_reports_those_of_own_departments_or_all(organisation, secretary):
    department = DepartmentFactory(organisation=organisation)
    ours = UsageReportFactory(organisation=organisation, department=department)
    theirs = UsageReportFactory(organisation=organisation)
    UsageReportFactory()
    contact = actor(Role.CONTACT_PERSON, organisation, contact_for=[department])

    assert set(selectors.reports_visible_to(reporter_of(theirs))) == {theirs}
    assert set(selectors.reports_visible_to(contact)) == {ours}
    assert set(selectors.reports_visible_to(secretary)) == {ours, theirs}
    assert set(selectors.reports_visible_to(actor(Role.COUNCIL_MEMBER, organisation))) == set()


def test_own_reports_do_not_wait_for_oneself(organisation, secretary):
    report_by(secretary, department=DepartmentFactory(organisation=organisation))
    waiting = UsageReportFactory(organisation=organisation)
    UsageReportFactory(organisation=organisation, state=ReportState.QUESTION)
    assert list(selectors.reports_to_triage(secretary)) == [waiting]
