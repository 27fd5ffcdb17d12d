# SPDX-License-Identifier: EUPL-1.2
"""Which assessments an application needs and why, who takes care of them, and doing without one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.assessments import services
from aikompas.assessments.dossier import waivers_part
from aikompas.assessments.models import Assessment, AssessmentState, AssessmentTask, AssessmentWaiver
from aikompas.assessments.needs import need_of, needed_now, needs_of, tasks_for
from aikompas.assessments.tests.factories import approved, owner_of, privacy_adviser, started, submitted
from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.instruments import content
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.policy.assessments import Condition
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.profiles import shipped_profile
from aikompas.register.choices import DataCategory, RiskClass, YesNoUnknown
from aikompas.register.models import Application
from aikompas.register.services import edit_facts

pytestmark = pytest.mark.django_db
DPIA, PRESCAN = "urn:nl:dpia", "urn:nl:aikompasprescan"
NEXT_WEEK = timezone.localdate() + timedelta(days=7)


def levels(application: Application) -> dict[str, str]:
    return {need.urn: need.level for need in needs_of(application)}


def secretary(application: Application) -> Any:
    return actor(Role.COMMITTEE_SECRETARY, application.organisation)


@pytest.mark.parametrize(
    ("facts", "urn", "level"),
    [
        ({}, content.AIA, "required"),
        ({"risk_class": RiskClass.MINIMAL}, content.AIA, None),
        ({"personal_data": True}, PRESCAN, "advised"),
        ({"personal_data": True}, DPIA, "advised"),
        ({"personal_data": False}, PRESCAN, None),
        ({"data_categories": [DataCategory.BSN], "risk_class": RiskClass.MINIMAL}, DPIA, "advised"),
        ({"black_box": YesNoUnknown.YES}, "urn:nl:aikompasuitlegbaarheid", "advised"),
        ({"black_box": YesNoUnknown.UNKNOWN}, "urn:nl:aikompasuitlegbaarheid", None),
    ],
)
def test_the_facts_say_what_is_needed(
    application: Application, facts: dict[str, Any], urn: str, level: str | None
) -> None:
    for name, value in facts.items():
        setattr(application, name, value)
    assert levels(application).get(urn) == level


def test_every_need_says_why_in_the_language_of_the_reader(application: Application) -> None:
    application.personal_data = True
    assert need_of(application, content.AIA).reasons == (
        "De toepassing heeft een hoog risico volgens de AI-verordening.",
    )
    assert all(reason for need in needs_of(application) for reason in need.reasons)


@pytest.mark.parametrize(
    ("state", "level", "needed"),
    [
        ("submitted", "required", "required"),
        ("approved", "required", "required"),
        ("draft", "required", None),
        ("superseded", "required", None),
        ("submitted", "recommended", "advised"),
    ],
)
def test_the_result_of_a_prescan_counts_when_somebody_stands_behind_it(
    application: Application, state: str, level: str, needed: str | None
) -> None:
    assessment = started(application)
    assessment.urn, assessment.state, assessment.results = PRESCAN, state, {"DPIA": level}
    found = {policy.urn: how for policy, how, _ in needed_now(application, [assessment])}
    assert found.get(DPIA) == needed


def test_another_questionnaire_can_serve_instead(application: Application) -> None:
    application.personal_data = True
    assessment = started(application)
    Assessment.objects.update(urn="urn:nl:prescan")
    assert need_of(application, PRESCAN).unfinished == assessment


def test_a_condition_asks_all_its_facts_and_results() -> None:
    condition = Condition(
        "required", {"a": frozenset("x"), "b": frozenset("y")}, {("u", "R"): frozenset("1")}, {}
    )
    assert condition.holds({"a": "x", "b": "y"}, {("u", "R"): "1"})
    assert not condition.holds({"a": "x"}, {("u", "R"): "1"})
    assert not condition.holds({"a": "x", "b": "y"}, {})


def test_a_need_becomes_a_task_of_the_owner_when_the_facts_bring_it(application: Application) -> None:
    edit_facts(
        actor=owner_of(application),
        application=application,
        changes={"purpose": "Iets anders."},
        reason="Nieuw.",
    )
    task = AssessmentTask.objects.get(urn=content.AIA)
    assert task.owner == application.owner
    days = shipped_profile("model").assessments.days
    assert task.due == timezone.localdate() + timedelta(days=days)
    assert tasks_for(owner_of(application)).get() == task


def test_a_task_is_settled_by_approval_and_comes_back_with_a_return(application: Application) -> None:
    owner = owner_of(application)
    assessment = submitted(application)
    assert not tasks_for(owner).exists()
    services.return_assessment(
        actor=privacy_adviser(application), assessment=assessment, comments={"": "Te kort."}
    )
    assert tasks_for(owner).exists()
    approved(application)
    assert not tasks_for(owner).exists()


def test_owner_and_date_of_a_need_can_be_set(application: Application) -> None:
    colleague = member(application.organisation, Role.OWNER).user
    task = services.plan_assessment(
        actor=owner_of(application), application=application, urn=content.AIA, owner=colleague, due=NEXT_WEEK
    )
    assert (task.owner, task.due) == (colleague, NEXT_WEEK)
    assert AuditEvent.objects.filter(action="assessments.planned").exists()


def test_a_task_goes_to_somebody_of_the_organisation_and_to_a_day_to_come(application: Application) -> None:
    stranger = member(OrganisationFactory(), Role.OWNER).user
    for owner, due, field in (
        (stranger, NEXT_WEEK, "owner"),
        (application.owner, timezone.localdate() - timedelta(days=1), "due"),
    ):
        with pytest.raises(ValidationError) as wrong:
            services.plan_assessment(
                actor=owner_of(application), application=application, urn=content.AIA, owner=owner, due=due
            )
        assert field in wrong.value.message_dict


@pytest.mark.parametrize("role", sorted(set(Role.values) - {Role.COMMITTEE_SECRETARY, Role.DECISION_MAKER}))
def test_only_the_named_roles_decide_to_do_without(application: Application, role: str) -> None:
    with pytest.raises(NotAllowed):
        services.do_without(
            actor=actor(role, application.organisation),
            application=application,
            urn=content.AIA,
            reason="Omdat.",
        )


def test_the_owner_never_decides_to_do_without_in_whatever_role(application: Application) -> None:
    by = actor(Role.DECISION_MAKER, application.organisation)
    application.owner_id = by.id
    with pytest.raises(NotAllowed):
        services.do_without(actor=by, application=application, urn=content.AIA, reason="Omdat.")


def test_nobody_of_another_municipality_decides_to_do_without(application: Application) -> None:
    stranger = actor(Role.DECISION_MAKER, OrganisationFactory())
    with pytest.raises(NotAllowed):
        services.do_without(actor=stranger, application=application, urn=content.AIA, reason="Omdat.")


def test_doing_without_asks_for_a_reason(application: Application) -> None:
    with pytest.raises(ValidationError):
        services.do_without(
            actor=secretary(application), application=application, urn=content.AIA, reason=" "
        )


def test_doing_without_asks_for_attention_says_who_and_why_and_stands_in_the_dossier(
    application: Application,
) -> None:
    control = get_control("assessments.approved_when_needed")
    by = secretary(application)
    services.do_without(actor=by, application=application, urn=content.AIA, reason="Op papier gedaan.")
    result = control.check(application)
    assert result.outcome == Outcome.ATTENTION
    assert by.label in str(result.why)
    assert "Op papier gedaan." in str(result.why)
    (part,) = waivers_part(application)
    assert (part["urn"], part["reason"], part["decided_by"]) == (content.AIA, "Op papier gedaan.", by.id)


def test_a_decision_to_do_without_is_taken_once_and_can_be_revoked(application: Application) -> None:
    by = secretary(application)
    services.do_without(actor=by, application=application, urn=content.AIA, reason="Op papier gedaan.")
    with pytest.raises(Refused):
        services.do_without(actor=by, application=application, urn=content.AIA, reason="Nog eens.")
    services.revoke_waiver(actor=by, application=application, urn=content.AIA)
    assert AssessmentWaiver.objects.get().revoked_by_id == by.id
    assert get_control("assessments.approved_when_needed").check(application).outcome == Outcome.NOT_MET
    assert waivers_part(application) == []
    with pytest.raises(Refused):
        services.revoke_waiver(actor=by, application=application, urn=content.AIA)


def test_there_is_nothing_to_do_without_when_it_was_done_or_is_not_asked(application: Application) -> None:
    by = secretary(application)
    approved(application)
    for urn in (content.AIA, "urn:nl:onbekend"):
        with pytest.raises(Refused):
            services.do_without(actor=by, application=application, urn=urn, reason="Omdat.")


def test_a_draft_leaves_the_need_open(application: Application) -> None:
    started(application)
    need = need_of(application, content.AIA)
    assert need.unfinished.state == AssessmentState.DRAFT
    assert need.waits
