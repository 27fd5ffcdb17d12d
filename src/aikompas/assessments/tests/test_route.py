# SPDX-License-Identifier: EUPL-1.2
"""The route of an assessment: every state with every step, advice on an exact version, approval and its term."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.assessments import selectors, services
from aikompas.assessments.events import AssessmentApproved
from aikompas.assessments.lifecycle import APPROVE, AUTOMATIC, ROUTE
from aikompas.assessments.models import (
    Assessment,
    AssessmentAdvice,
    AssessmentAnswer,
    AssessmentState,
    AssessmentVersion,
    CommentThread,
    Position,
)
from aikompas.assessments.services.versions import take_version
from aikompas.assessments.signatures import signatures_of
from aikompas.assessments.tests.factories import (
    advised,
    approved,
    filled_in,
    owner_of,
    privacy_adviser,
    started,
    submitted,
)
from aikompas.audit.models import AppendOnly, AuditEvent
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.events import _handlers, subscribe
from aikompas.core.transitions import UnknownTransition
from aikompas.organisations.actors import actor_for
from aikompas.organisations.permissions import MATRIX
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.policy.controls import Outcome, get_control
from aikompas.policy.profiles import shipped_profile
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db
STEPS = {
    "submit": services.submit_assessment,
    "take_back": services.take_back,
    "advise": services.advise,
    "return": services.return_assessment,
    "approve": services.approve_assessment,
}
DETAILS = {
    "advise": {"role": Role.PRIVACY_ADVISER, "position": Position.POSITIVE, "text": ""},
    "return": {"comments": {"": "Te kort."}},
}


def take(step: str, assessment: Assessment, by: Actor) -> None:
    STEPS[step](actor=by, assessment=assessment, **DETAILS.get(step, {}))


def who_takes(step: str, application: Application) -> Actor:
    owns = step in {"submit", "take_back"}
    return owner_of(application) if owns else privacy_adviser(application)


@pytest.mark.parametrize("state", AssessmentState.values)
@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_possible_exactly_where_the_table_has_it(
    application: Application, state: str, step: str
) -> None:
    assessment = advised(application)
    Assessment.objects.update(state=state)
    by = who_takes(step, application)
    if not ROUTE.allows(state, step):
        with pytest.raises(Refused):
            take(step, assessment, by)
        return
    take(step, assessment, by)
    assessment.refresh_from_db()
    assert assessment.state == ROUTE.get(state, step).to


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("role", Role.values)
def test_a_step_asks_for_its_permission(application: Application, step: str, role: str) -> None:
    assessment = advised(application)
    state = AssessmentState.DRAFT if step == "submit" else AssessmentState.SUBMITTED
    Assessment.objects.update(state=state)
    somebody = actor(role, organisation=application.organisation)
    fills_in = {Role.COMMITTEE_SECRETARY, Role.PRIVACY_ADVISER}
    allowed = {
        "submit": fills_in,
        "take_back": fills_in,
        "advise": {Role.PRIVACY_ADVISER},
        "return": MATRIX["assessments.return"],
        "approve": {Role.PRIVACY_ADVISER, Role.COMMITTEE_SECRETARY},
    }[step]
    if role in allowed:
        take(step, assessment, somebody)
        return
    with pytest.raises(NotAllowed):
        take(step, assessment, somebody)


@pytest.mark.parametrize("step", STEPS)
def test_nobody_of_another_municipality_takes_a_step(application: Application, step: str) -> None:
    assessment = advised(application)
    stranger = actor_for(member(OrganisationFactory(), *Role.values), origin="192.0.2.1")
    if step == "submit":
        Assessment.objects.update(state=AssessmentState.DRAFT)
    with pytest.raises(NotAllowed):
        take(step, assessment, stranger)


def test_nobody_can_ask_for_the_step_that_follows_by_itself() -> None:
    assert AUTOMATIC not in MATRIX
    assert {step.permission for _state, _action, step in ROUTE} - {AUTOMATIC} <= set(MATRIX)
    assert APPROVE in MATRIX
    with pytest.raises(UnknownTransition):
        ROUTE.get(AssessmentState.SUPERSEDED, "submit")


@pytest.mark.parametrize("step", ["advise", "return", "approve"])
@pytest.mark.parametrize("tie", ["owns", "reported", "submitted"])
def test_nobody_judges_what_they_own_reported_or_submitted(
    application: Application, step: str, tie: str
) -> None:
    assessment = advised(application)
    adviser = privacy_adviser(application)
    if tie == "submitted":
        Assessment.objects.update(submitted_by=adviser.id)
    else:
        name = "owner_id" if tie == "owns" else "reporter_id"
        Application.objects.update(**{name: adviser.id})
    assessment = Assessment.objects.get()
    with pytest.raises(NotAllowed):
        take(step, assessment, adviser)


def test_approval_waits_for_the_advice_that_the_policy_asks(application: Application) -> None:
    assessment = submitted(application)
    with pytest.raises(Refused) as refused:
        services.approve_assessment(actor=privacy_adviser(application), assessment=assessment)
    assert [reason.text for reason in refused.value.reasons] == ["Nog geen advies: Privacyadviseur."]


def test_a_dpia_asks_the_privacy_adviser_and_the_ciso_and_somebody_else_approves(
    application: Application,
) -> None:
    assessment = submitted(application)
    Assessment.objects.update(urn="urn:nl:dpia")
    assessment = Assessment.objects.get()
    security = actor(Role.SECURITY_OFFICER, organisation=application.organisation)
    decides = actor(Role.DECISION_MAKER, organisation=application.organisation)
    version = take_version(actor=owner_of(application), assessment=assessment, name="DPIA")
    Assessment.objects.update(submitted_version=version)
    for by, role in ((privacy_adviser(application), Role.PRIVACY_ADVISER), (security, Role.SECURITY_OFFICER)):
        with pytest.raises(Refused):
            services.approve_assessment(actor=decides, assessment=assessment)
        services.advise(actor=by, assessment=assessment, role=role, position=Position.POSITIVE, text="")
    with pytest.raises(NotAllowed):
        services.approve_assessment(actor=privacy_adviser(application), assessment=assessment)
    services.approve_assessment(actor=decides, assessment=assessment)
    term = shipped_profile("model").assessments.route_of("urn:nl:dpia").valid_months
    assert assessment.review_date.year == timezone.localdate().year + term // 12


def test_advice_that_is_not_positive_is_explained(application: Application) -> None:
    assessment = submitted(application)
    with pytest.raises(ValidationError) as wrong:
        services.advise(
            actor=privacy_adviser(application),
            assessment=assessment,
            role=Role.PRIVACY_ADVISER,
            position=Position.NEGATIVE,
            text=" ",
        )
    assert "text" in wrong.value.message_dict


def test_approval_against_negative_advice_says_why(application: Application) -> None:
    assessment = submitted(application)
    adviser = privacy_adviser(application)
    services.advise(
        actor=adviser,
        assessment=assessment,
        role=Role.PRIVACY_ADVISER,
        position=Position.NEGATIVE,
        text="Te veel gegevens.",
    )
    with pytest.raises(ValidationError):
        services.approve_assessment(actor=adviser, assessment=assessment)
    services.approve_assessment(actor=adviser, assessment=assessment, comments={"": "De noodzaak is groot."})
    assert not CommentThread.objects.get().is_open


def test_a_new_advice_takes_the_place_of_the_earlier_one_in_that_role(application: Application) -> None:
    assessment = advised(application)
    take("advise", assessment, privacy_adviser(application))
    assert AssessmentAdvice.objects.count() == 2
    assert len(selectors.advices_on(assessment)) == 1


def test_advice_counts_on_exactly_the_answers_on_which_it_was_given(application: Application) -> None:
    assessment = advised(application)
    owner = owner_of(application)
    services.take_back(actor=owner, assessment=assessment)
    services.submit_assessment(actor=owner, assessment=assessment)
    assert len(selectors.advices_on(assessment)) == 1
    services.take_back(actor=owner, assessment=assessment)
    services.save_answers(actor=owner, assessment=assessment, answers={"1.4": "Iets anders."})
    services.submit_assessment(actor=owner, assessment=Assessment.objects.get())
    assert selectors.advices_on(Assessment.objects.get()) == []
    assert AssessmentVersion.objects.count() == 2


def test_what_was_changed_past_the_services_shows_and_cannot_be_signed(application: Application) -> None:
    assessment = advised(application)
    signed = signatures_of(assessment)
    assert signed
    assert signed.is_intact
    AssessmentAnswer.objects.filter(key="1.4").update(value="Stiekem gewijzigd.")
    assessment = Assessment.objects.get()
    signed = signatures_of(assessment)
    assert signed
    assert not signed.is_intact
    for step in ("advise", "approve"):
        with pytest.raises(Refused):
            take(step, assessment, privacy_adviser(application))


def test_a_version_cannot_be_changed_and_its_hash_stands_in_the_trail(application: Application) -> None:
    version = submitted(application).submitted_version
    assert version
    assert selectors.digest(version.content) == version.sha256
    with pytest.raises(AppendOnly):
        AssessmentVersion.objects.update(sha256="")
    with pytest.raises(AppendOnly):
        version.save()
    events = AuditEvent.objects.filter(action__in=("assessments.version_kept", "assessments.submitted"))
    assert {event.content["changes"]["sha256"][1] for event in events} == {version.sha256}


def test_a_change_after_approval_is_a_new_assessment_and_the_approved_one_stays(
    application: Application,
) -> None:
    first = approved(application)
    with pytest.raises(Refused):
        services.save_answers(actor=owner_of(application), assessment=first, answers={"1.4": "Anders."})
    services.invite(actor=owner_of(application), assessment=first, role="editor", person=application.owner)
    second = started(application)
    assert second != first
    assert selectors.answers_of(second)["1.4"] == selectors.answers_of(first)["1.4"]
    assert [member.role for member in second.team.all()] == ["editor"]
    first.refresh_from_db()
    assert first.state == AssessmentState.APPROVED


@pytest.fixture
def heard() -> Iterator[list[AssessmentApproved]]:
    """What the apps above hear of approvals."""
    events: list[AssessmentApproved] = []
    subscribe(AssessmentApproved)(events.append)
    yield events
    _handlers[AssessmentApproved].remove(events.append)


def test_the_apps_above_hear_of_an_approval(
    application: Application, heard: list[AssessmentApproved]
) -> None:
    assessment = approved(application)
    assert [event.assessment_id for event in heard] == [assessment.pk]


@pytest.mark.parametrize(
    ("days", "needed", "in_time"),
    [
        (100, Outcome.MET, Outcome.MET),
        (60, Outcome.MET, Outcome.ATTENTION),
        (0, Outcome.MET, Outcome.ATTENTION),
        (-1, Outcome.NOT_MET, Outcome.NOT_MET),
    ],
)
def test_an_approval_ends_on_its_review_date(
    application: Application, days: int, needed: Outcome, in_time: Outcome
) -> None:
    approved(application)
    Assessment.objects.update(review_date=timezone.localdate() + timedelta(days=days))
    application.refresh_from_db()
    assert get_control("assessments.approved_when_needed").check(application).outcome == needed
    assert get_control("assessments.reviewed_in_time").check(application).outcome == in_time
    due = selectors.due_for_review(owner_of(application))
    assert due.exists() is (days <= 60)


def test_without_an_approved_assessment_there_is_nothing_to_review(application: Application) -> None:
    filled_in(application)
    control = get_control("assessments.reviewed_in_time")
    assert control.check(application).outcome == Outcome.NOT_APPLICABLE


def test_what_waits_for_advice_waits_for_who_has_not_advised(application: Application) -> None:
    assessment = submitted(application)
    adviser = privacy_adviser(application)
    security = actor(Role.SECURITY_OFFICER, organisation=application.organisation)
    assert selectors.to_advise_on(adviser).get() == assessment
    assert not selectors.to_advise_on(security).exists()
    stranger = actor_for(member(OrganisationFactory(), *Role.values), origin="192.0.2.1")
    assert not selectors.to_advise_on(stranger).exists()
    take("advise", assessment, adviser)
    assert not selectors.to_advise_on(adviser).exists()
    assert selectors.to_judge(adviser).exists()
