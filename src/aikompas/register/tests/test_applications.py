# SPDX-License-Identifier: EUPL-1.2
"""The facts of applications: editing, material changes, versions, and what was found in use."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.events import _handlers
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import (
    DepartmentFactory,
    OrganisationFactory,
    actor,
    member,
)
from aikompas.policy.controls import Outcome, get_control
from aikompas.register import selectors, services
from aikompas.register.choices import Origin, RiskClass, State
from aikompas.register.events import MateriallyChanged
from aikompas.register.models import Application, facts_of, material_facts_of
from aikompas.register.tests.factories import (
    AISystemFactory,
    ApplicationFactory,
    UsageReportFactory,
    with_oversight,
)
from aikompas.register.versions import compare

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory()


@pytest.fixture
def secretary(organisation):
    return actor(Role.COMMITTEE_SECRETARY, organisation)


@pytest.fixture
def changed(monkeypatch):
    """Collect the material changes that the apps above are told of."""
    told = []
    monkeypatch.setitem(_handlers, MateriallyChanged, [told.append])
    return told


def edit(who, application, reason="", based_on=None, **changes):
    return services.edit_facts(
        actor=who, application=application, changes=changes, reason=reason, based_on=based_on
    )


def found(who, department, **fields):
    facts = {"name": "Schaduw-AI", "work": "Brieven schrijven", "how_found": "Rondgang"}
    return services.register_found_in_use(actor=who, department=department, **{**facts, **fields})


def test_numbers_run_per_organisation(organisation, secretary):
    first = services.accept(actor=secretary, report=UsageReportFactory(organisation=organisation))
    second = found(secretary, DepartmentFactory(organisation=organisation))
    assert (first.reference, second.reference) == ("T-0001", "T-0002")


def test_an_edit_keeps_a_version_and_stands_in_the_trail_with_before_and_after(organisation, secretary):
    application = ApplicationFactory(organisation=organisation, name="Oud")

    edit(secretary, application, name="Nieuw", reason="Duidelijker")

    version = application.versions.get()
    assert (version.facts["name"], version.reason, version.changed_by_id) == (
        "Nieuw",
        "Duidelijker",
        secretary.id,
    )
    event = AuditEvent.objects.get(object_id=str(application.pk))
    assert event.action == "register.facts_edited"
    assert '"name":["Oud","Nieuw"]' in event.leaf


def test_saving_without_a_change_leaves_no_version_and_no_line(organisation, secretary):
    application = ApplicationFactory(organisation=organisation)
    edit(secretary, application, name=application.name)
    assert not application.versions.exists()
    assert not AuditEvent.objects.filter(object_id=str(application.pk)).exists()


def test_personal_data_follows_from_the_kinds_of_data(organisation, secretary):
    application = ApplicationFactory(organisation=organisation)
    edit(secretary, application, data_categories=["bsn"])
    assert application.personal_data
    edit(secretary, application, data_categories=["internal"])
    assert not application.personal_data


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (State.TRIAGED, State.TRIAGED),
        (State.CLASSIFIED, State.CLASSIFIED),
        (State.ASSESSED, State.ASSESSED),
        (State.ADVISED, State.ASSESSED),
        (State.DECIDED, State.UNDER_REVIEW),
        (State.PILOT, State.UNDER_REVIEW),
        (State.IN_USE, State.UNDER_REVIEW),
        (State.UNDER_REVIEW, State.UNDER_REVIEW),
        (State.RETIRED, State.RETIRED),
    ],
)
def test_a_material_change_puts_what_was_judged_up_for_a_new_judgement(
    organisation, secretary, changed, state, after
):
    application = ApplicationFactory(organisation=organisation, state=state)

    edit(secretary, application, purpose="Iets heel anders", reason="Ander doel")

    assert Application.objects.get(pk=application.pk).state == after
    assert [event.fields for event in changed] == [("purpose",)]


def test_a_change_that_is_not_material_leaves_the_decision_alone(organisation, secretary, changed):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)
    edit(secretary, application, name="Andere naam", explainability="Uitleg op intranet")
    assert application.state == State.IN_USE
    assert changed == []


def test_a_material_change_after_an_assessment_needs_a_reason(organisation, secretary):
    application = ApplicationFactory(organisation=organisation, state=State.ASSESSED)
    with pytest.raises(ValidationError) as refused:
        edit(secretary, application, decision_role="decides")
    assert "reason" in refused.value.message_dict
    assert Application.objects.get(pk=application.pk).decision_role != "decides"


def test_filling_in_the_first_facts_needs_no_reason(organisation, secretary):
    application = ApplicationFactory(organisation=organisation, state=State.TRIAGED)
    edit(secretary, application, purpose="Doel", decision_role="advises")
    assert application.purpose == "Doel"


def test_an_archived_application_is_not_edited(organisation, secretary):
    with pytest.raises(Refused):
        edit(secretary, ApplicationFactory(organisation=organisation, state=State.ARCHIVED), name="X")


def test_who_was_first_is_not_overwritten(organisation, secretary):
    application = ApplicationFactory(organisation=organisation)
    edit(secretary, application, name="Eerste")
    edit(secretary, application, name="Tweede", based_on=1)
    with pytest.raises(Refused):
        edit(secretary, application, name="Derde", based_on=1)
    assert Application.objects.get(pk=application.pk).name == "Tweede"


def test_only_the_owner_the_contact_person_and_the_secretary_edit(organisation, secretary):
    application = ApplicationFactory(organisation=organisation)
    contact = actor(Role.CONTACT_PERSON, organisation, contact_for=[application.department])
    edit(contact, application, name="Door contactpersoon")
    edit(secretary, application, name="Door secretaris")
    for someone in (
        actor(Role.OWNER, organisation),
        actor(Role.CONTACT_PERSON, organisation),
        actor(Role.EMPLOYEE, organisation),
        actor(Role.COMMITTEE_SECRETARY, OrganisationFactory()),
    ):
        with pytest.raises(NotAllowed):
            edit(someone, application, name="Door een ander")


@pytest.mark.parametrize("field", ["system", "department", "owner", "oversight_person"])
def test_nothing_of_another_municipality_gets_into_a_dossier(organisation, secretary, field):
    other = OrganisationFactory()
    foreign = {
        "system": lambda: AISystemFactory(organisation=other),
        "department": lambda: DepartmentFactory(organisation=other),
        "owner": lambda: member(other, Role.OWNER).user,
        "oversight_person": lambda: member(other, Role.OWNER).user,
    }[field]()
    with pytest.raises(ValidationError) as refused:
        edit(secretary, ApplicationFactory(organisation=organisation), **{field: foreign})
    assert field in refused.value.message_dict


def test_the_end_of_use_lies_after_its_start(organisation, secretary):
    today = timezone.localdate()
    with pytest.raises(ValidationError) as refused:
        edit(
            secretary,
            ApplicationFactory(organisation=organisation),
            use_start=today,
            use_end=today - timedelta(days=1),
        )
    assert "use_end" in refused.value.message_dict


def test_two_versions_show_what_differs(organisation, secretary):
    application = ApplicationFactory(organisation=organisation, name="Een")
    edit(secretary, application, name="Twee")
    edit(secretary, application, name="Drie", data_sources="BRP")
    newest, oldest = selectors.versions_of(application)

    assert [(item.field, item.before, item.after) for item in compare(oldest, newest)] == [
        ("name", "Twee", "Drie"),
        ("data_sources", "", "BRP"),
    ]


def test_the_risk_class_makes_a_version_and_is_told_to_the_apps_above(organisation, secretary, changed):
    application = ApplicationFactory(organisation=organisation, state=State.IN_USE)

    services.set_risk_class(actor=secretary, application=application, risk_class=RiskClass.HIGH)
    services.set_risk_class(actor=secretary, application=application, risk_class=RiskClass.HIGH)

    assert application.versions.get().facts["risk_class"] == "high"
    assert [event.fields for event in changed] == [("risk_class",)]
    assert application.state == State.IN_USE


def test_a_change_of_the_system_is_a_change_of_all_its_applications(organisation, secretary, changed):
    model = AISystemFactory(organisation=organisation, technique="model 1")
    in_use = ApplicationFactory(organisation=organisation, system=model, state=State.IN_USE)
    new = ApplicationFactory(organisation=organisation, system=model, state=State.TRIAGED)
    with pytest.raises(ValidationError):
        services.edit_system(actor=secretary, system=model, changes={"technique": "model 2"})

    services.edit_system(
        actor=secretary, system=model, changes={"technique": "model 2"}, reason="Nieuwe versie"
    )

    states = dict(Application.objects.values_list("pk", "state"))
    assert states == {in_use.pk: State.UNDER_REVIEW, new.pk: State.TRIAGED}
    assert {event.application.pk for event in changed} == {in_use.pk, new.pk}
    assert in_use.versions.get().facts["system_technique"] == "model 2"


def test_a_procurement_officer_edits_systems_but_no_applications(organisation):
    officer = actor(Role.PROCUREMENT_OFFICER, organisation)
    model = AISystemFactory(organisation=organisation)
    application = ApplicationFactory(organisation=organisation, system=model, state=State.IN_USE)

    services.edit_system(actor=officer, system=model, changes={"vendor": "Ander"}, reason="Overname")

    assert Application.objects.get(pk=application.pk).state == State.UNDER_REVIEW
    with pytest.raises(NotAllowed):
        edit(officer, application, name="X")


def test_two_systems_do_not_share_a_name(organisation, secretary):
    AISystemFactory(organisation=organisation, name="Copilot")
    with pytest.raises(ValidationError) as refused:
        services.add_system(actor=secretary, name="copilot")
    assert "name" in refused.value.message_dict
    services.add_system(actor=actor(Role.OWNER, OrganisationFactory()), name="Copilot")


def test_what_was_found_in_use_is_registered_as_a_finding(organisation, secretary):
    application = found(
        secretary, DepartmentFactory(organisation=organisation), use_start=timezone.localdate()
    )

    assert (application.origin, application.state) == (Origin.FOUND_IN_USE, State.TRIAGED)
    event = AuditEvent.objects.get(object_id=str(application.pk))
    assert "Rondgang" in event.leaf


def test_a_contact_person_registers_findings_of_the_own_department(organisation):
    department = DepartmentFactory(organisation=organisation)
    contact = actor(Role.CONTACT_PERSON, organisation, contact_for=[department])
    found(contact, department)
    with pytest.raises(NotAllowed):
        found(contact, DepartmentFactory(organisation=organisation))


def outcome(control, application):
    return get_control(control).check(application).outcome


def test_a_finding_blocks_until_somebody_reports_the_use(organisation, secretary):
    application = found(secretary, DepartmentFactory(organisation=organisation))
    assert outcome("register.reported_beforehand", application) == Outcome.NOT_MET

    report = UsageReportFactory(organisation=organisation)
    services.join(actor=secretary, report=report, application=application)

    assert outcome("register.reported_beforehand", application) == Outcome.ATTENTION


@pytest.mark.parametrize(
    ("origin", "expected"),
    [
        (Origin.REPORTED, Outcome.MET),
        (Origin.REPORTED_LATE, Outcome.ATTENTION),
        (Origin.IMPORTED, Outcome.ATTENTION),
    ],
)
def test_how_an_application_came_here_says_whether_it_was_reported_beforehand(organisation, origin, expected):
    application = ApplicationFactory(organisation=organisation, origin=origin)
    assert outcome("register.reported_beforehand", application) == expected


@pytest.mark.parametrize("missing", ["owner", "oversight_person", "human_oversight"])
def test_owner_overseer_and_oversight_are_all_needed(organisation, missing):
    application = with_oversight(ApplicationFactory(organisation=organisation))
    assert outcome("register.owner_and_oversight_named", application) == Outcome.MET

    setattr(application, missing, "" if missing == "human_oversight" else None)

    result = get_control("register.owner_and_oversight_named").check(application)
    assert result.outcome == Outcome.NOT_MET
    assert str(application.pk) in result.fix


def test_all_staff_see_all_applications_of_their_own_organisation(organisation):
    ours = ApplicationFactory(organisation=organisation)
    foreign = ApplicationFactory()
    employee = actor(Role.EMPLOYEE, organisation)

    assert list(selectors.applications_visible_to(employee)) == [ours]
    with pytest.raises(Application.DoesNotExist):
        selectors.get_application(employee, foreign.pk)


def test_material_facts_are_part_of_the_facts(organisation):
    application = ApplicationFactory(organisation=organisation)
    facts = facts_of(application)
    assert material_facts_of(application).items() <= facts.items()
    assert facts["system_vendor"] == "Zonnesoft"
