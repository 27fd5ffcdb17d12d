# SPDX-License-Identifier: EUPL-1.2
"""What there is to see in the demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from itertools import pairwise
from time import sleep
from uuid import UUID

import pytest
from django.db.models import Q
from django.utils import timezone

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.audit.models import AuditEvent
from aikompas.audit.verification import verify_log
from aikompas.demo.tests.conftest import TODAY
from aikompas.organisations.models import (
    Department,
    MemberExpertise,
    Membership,
    Organisation,
    RoleAssignment,
    User,
)
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Expertise, Role
from aikompas.policy.controls import Outcome
from aikompas.publication.models import RegisterText
from aikompas.publication.selectors import published_text
from aikompas.register.choices import FINDINGS, PUBLISH_WHEN, Origin, ReportState, RiskClass, State
from aikompas.register.gates import all_checks, gate_checks
from aikompas.register.models import Application, UsageReport
from aikompas.review.choices import ConclusionVerdict, ConditionState, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition, Decision

pytestmark = [pytest.mark.usefixtures("loaded"), pytest.mark.xdist_group("zonnedam")]  # loaded once

WITHDRAWN_SINCE = {"Parkeervergunning direct verlenen"}


def here() -> Organisation:
    return Organisation.objects.get(slug="zonnedam")


def applications(**which: object) -> list[Application]:
    return list(
        Application.objects.filter(organisation=here(), **which).select_related("organisation", "system")
    )


def all_of(values: Iterable[str]) -> set[str]:
    return {str(value) for value in values}


def test_nine_departments_each_have_an_ai_contact_person():
    departments = Department.objects.filter(organisation=here(), contact_person__isnull=False)
    assert departments.count() == 9


def test_twenty_five_people_have_every_role_and_every_expertise_between_them():
    assert Membership.objects.filter(organisation=here()).count() == 25
    roles = RoleAssignment.objects.filter(organisation=here()).values_list("role", flat=True)
    assert set(roles) == all_of(Role.values)
    expertises = MemberExpertise.objects.filter(organisation=here()).values_list("expertise", flat=True)
    assert set(expertises) == all_of(Expertise.values)


def test_nobody_has_a_password():
    assert not [user for user in User.objects.all() if user.has_usable_password()]


def test_forty_applications_show_every_state_and_every_risk_class():
    found = applications()
    assert len(found) == 40
    assert {application.state for application in found} == all_of(State.values)
    assert {application.risk_class for application in found} == all_of(RiskClass.values)
    assert {application.origin for application in found} == all_of(Origin.values)


def test_usage_reports_show_every_state():
    states = UsageReport.objects.filter(organisation=here()).values_list("state", flat=True)
    assert set(states) == all_of(ReportState.values)


def test_what_is_in_use_passed_its_gate_unless_it_is_a_finding():
    proper = [
        item for item in applications(state=State.IN_USE) if item.origin not in {*FINDINGS, Origin.IMPORTED}
    ]
    assert len(proper) > 12
    for application in proper:
        blocking = {check.control_id for check in gate_checks(application, "use") if check.blocks}
        withdrawn = application.name in WITHDRAWN_SINCE
        assert blocking == ({"publication.published_when_due"} if withdrawn else set()), application.name


def test_some_controls_need_attention_and_some_are_not_met():
    outcomes = {check.result.outcome for item in applications() for check in all_checks(item)}
    assert outcomes >= {Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE, Outcome.ATTENTION}


def test_conditions_are_met_open_overdue_dropped_proposed_and_lapsed():
    conditions = Condition.objects.filter(organisation=here())
    assert {condition.state for condition in conditions} == all_of(ConditionState.values)
    overdue = [item for item in conditions if item.state == ConditionState.OPEN and item.due < TODAY]
    assert overdue


def test_there_are_all_kinds_of_conclusions_and_decisions_and_some_have_lapsed():
    conclusions, decisions = (
        Conclusion.objects.filter(organisation=here()),
        Decision.objects.filter(organisation=here()),
    )
    assert {item.verdict for item in conclusions} == all_of(ConclusionVerdict.values)
    assert {item.verdict for item in decisions} >= {DecisionVerdict.APPROVE, DecisionVerdict.REJECT}
    assert decisions.filter(lapsed_at__isnull=False).exists()
    assert Advice.objects.filter(organisation=here(), lapsed_at__isnull=False).exists()


def test_nobody_judged_an_own_application():
    own = [
        judgement
        for judgement in [*Advice.objects.select_related("application", "member")]
        if judgement.member_id in {judgement.application.owner_id, judgement.application.reporter_id}
    ]
    assert not own


def test_assessments_wait_come_back_and_are_approved():
    states = Assessment.objects.filter(organisation=here()).values_list("state", flat=True)
    wanted = {
        AssessmentState.DRAFT,
        AssessmentState.RETURNED,
        AssessmentState.APPROVED,
        AssessmentState.SUPERSEDED,
    }
    assert set(states) >= wanted


def test_register_texts_are_published_in_two_languages_withdrawn_and_missing():
    texts = RegisterText.objects.filter(organisation=here())
    assert texts.filter(state="published", language="nl").count() >= 12
    assert texts.filter(state="published", language="en").exists()
    assert {text.state for text in texts} == {"draft", "approved", "published", "withdrawn", "superseded"}
    due = Application.objects.filter(organisation=here(), state=State.IN_USE, risk_class__in=PUBLISH_WHEN)
    assert [item.name for item in due if published_text(item) is None]


def test_history_spans_two_years_and_ends_before_today():
    times = list(
        AuditEvent.objects.filter(organisation_id=here().pk)
        .order_by("sequence")
        .values_list("time", flat=True)
    )
    assert all(earlier <= later for earlier, later in pairwise(times))
    assert (times[-1] - times[0]).days > 700
    assert times[-1] < datetime.combine(TODAY, time(), UTC)
    assert times[-1].date() > date(2026, 11, 10)


def test_the_trails_of_both_municipalities_verify():
    for organisation in Organisation.objects.all():
        verdict = verify_log(UUID(str(organisation.pk)))
        assert verdict.problem is None, verdict
        assert verdict.entries > 100


def test_only_people_with_the_permission_left_their_name_in_the_trail():
    roles: dict[UUID, set[str]] = {}
    for assignment in RoleAssignment.objects.filter(organisation=here()).select_related("membership"):
        roles.setdefault(assignment.membership.user_id, set()).add(assignment.role)
    decided = AuditEvent.objects.filter(organisation_id=here().pk, action="review.decided")
    assert decided.count() > 20
    assert all(roles[event.actor_id] & MATRIX["review.record_decision"] for event in decided)


def test_next_reviews_are_mostly_ahead_and_some_are_overdue():
    reviews = [item.next_review for item in applications(state=State.IN_USE) if item.next_review]
    overdue = [day for day in reviews if day < TODAY]
    assert 1 <= len(overdue) <= len(reviews) // 3


def test_one_person_belongs_to_both_municipalities_and_everything_else_is_apart():
    both = [user for user in User.objects.all() if user.memberships.count() == 2]
    assert [user.name for user in both] == ["Usha Ramdin"]
    small = Organisation.objects.get(slug="duinrade")
    assert Department.objects.filter(organisation=small).count() == 2
    assert Membership.objects.filter(organisation=small).count() == 8
    assert Application.objects.filter(organisation=small).count() == 6
    crossed = Application.objects.filter(~Q(owner__isnull=True)).exclude(
        owner__memberships__organisation_id__in=[here().pk, small.pk]
    )
    assert not crossed.exists()


def test_the_clock_ticks_again_after_loading():
    before = timezone.now()
    sleep(0.01)
    assert timezone.now() > before
