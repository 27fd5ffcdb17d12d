# SPDX-License-Identifier: EUPL-1.2
"""Applications about which there is something of every kind, so that every control has to look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.assessments.models import Assessment, AssessmentState, AssessmentTask, AssessmentWaiver
from aikompas.classification.models import ClassificationRun, RunState
from aikompas.instruments import content
from aikompas.library.selectors import active_tree, in_use
from aikompas.measures.choices import Kind, WorkState
from aikompas.measures.models import Evidence, Risk, RiskAcceptance, WorkItem
from aikompas.measures.selectors.work import TRANSPARENCY
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Expertise
from aikompas.publication.models import RegisterText
from aikompas.publication.prefill import basis_of
from aikompas.register.choices import DataCategory, ReportState, RiskClass, State
from aikompas.register.models import (
    Application,
    ApplicationVersion,
    InventoryConfirmation,
    facts_of,
)
from aikompas.register.tests.factories import ApplicationFactory, EnvironmentFactory, UsageReportFactory
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, ConditionState, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Condition, Decision
from aikompas.review.snapshots import take_snapshot


def make_dossiers(organisation: Organisation, count: int) -> None:
    """Make so many applications in use, each of a department, an owner, a system and an environment of its own."""
    for _number in range(count):
        application = ApplicationFactory(
            organisation=organisation,
            state=State.IN_USE,
            risk_class=RiskClass.HIGH,
            data_categories=[DataCategory.PERSONAL.value],
            next_review=timezone.localdate(),
        )
        _where_it_runs(application)
        _classified(application)
        _assessed(application)
        _worked_on(application)
        _judged(application)
        _published(application)


def _of(application: Application, **more: Any) -> dict[str, Any]:
    return {"organisation": application.organisation, "application": application, **more}


def _where_it_runs(application: Application) -> None:
    today = timezone.localdate()
    application.oversight_person = application.owner
    application.save()
    assert application.system is not None
    application.system.environment = EnvironmentFactory(organisation=application.organisation)
    application.system.save()
    ApplicationVersion.objects.create(**_of(application), number=1, facts=facts_of(application))
    InventoryConfirmation.objects.create(
        organisation=application.organisation,
        department=application.department,
        confirmed_on=today,
        valid_until=today + timedelta(days=365),
        applications=1,
    )
    UsageReportFactory(
        organisation=application.organisation,
        department=application.department,
        reporter=application.owner,
        application=application,
        state=ReportState.ACCEPTED,
        handled_at=timezone.now(),
    )


def _classified(application: Application) -> None:
    _version, tree = active_tree(application.organisation_id, "nl")
    ClassificationRun.objects.create(
        **_of(application),
        number=1,
        tree_urn=tree.id,
        tree_version=tree.version,
        tree_sha256=tree.sha256,
        language="nl",
        state=RunState.SIGNED,
        result={"path": [], "labels": [], "conclusion": "1"},
        risk_class=application.risk_class,
        signed_at=timezone.now(),
    )


def _assessed(application: Application) -> None:
    form = in_use(application.organisation_id, content.AIA, "nl")
    assessment = Assessment.objects.create(
        **_of(application),
        number=1,
        urn=form.urn,
        version=form.version,
        sha256=form.sha256,
        language="nl",
        state=AssessmentState.APPROVED,
        results={"DPIA": "recommended"},
        submitted_by=application.owner,
        submitted_at=timezone.now(),
        approved_by=application.owner,
        approved_at=timezone.now(),
        review_date=timezone.localdate() + timedelta(days=10),
    )
    assessment.answers.create(
        organisation=application.organisation, key="2.1", value="Op tijd helpen.", origin="person"
    )
    AssessmentTask.objects.create(
        **_of(application), urn=form.urn, level="required", due=timezone.localdate(), owner=application.owner
    )
    AssessmentWaiver.objects.create(
        **_of(application), urn="urn:nl:dpia", reason="Niet nodig.", waived_by=application.owner
    )


def _worked_on(application: Application) -> None:
    item = WorkItem.objects.create(
        **_of(application),
        kind=Kind.REQUIREMENT,
        urn=TRANSPARENCY[0],
        title="Zeggen dat het AI is",
        state=WorkState.DONE,
    )
    Evidence.objects.create(
        organisation=application.organisation, item=item, title="Schermafdruk", url="https://example.org/"
    )
    risk = Risk.objects.create(
        **_of(application), number=application.number, title="Foute score", likelihood=4, impact=4
    )
    RiskAcceptance.objects.create(
        organisation=application.organisation,
        risk=risk,
        accepted_by=application.owner,
        role="decision_maker",
        reason="Nodig.",
        until=timezone.localdate() + timedelta(days=30),
        likelihood=4,
        impact=4,
    )


def _judged(application: Application) -> None:
    given = _of(application, reasons="Akkoord.", snapshot=take_snapshot(application))
    Advice.objects.create(
        **given, member=application.owner, expertise=Expertise.LAW, verdict=AdviceVerdict.POSITIVE
    )
    conclusion = Conclusion.objects.create(
        **given, verdict=ConclusionVerdict.GO, concluded_by=application.owner
    )
    decision = Decision.objects.create(
        **given,
        conclusion=conclusion,
        verdict=DecisionVerdict.APPROVE,
        body="Directie",
        decided_by=application.owner,
    )
    Condition.objects.create(
        **_of(application),
        conclusion=conclusion,
        decision=decision,
        text="Leg uit.",
        owner=application.owner,
        due=timezone.localdate() - timedelta(days=1),
        state=ConditionState.OPEN,
    )


def _published(application: Application) -> None:
    RegisterText.objects.create(
        **_of(application),
        number=1,
        name=application.name,
        state="published",
        status="in_use",
        fields={"name": application.name, "contact_email": "ai@example.org"},
        basis=basis_of(application),
        published_at=timezone.now(),
    )
