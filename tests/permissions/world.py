# SPDX-License-Identifier: EUPL-1.2
"""One object of every kind that an address can name, in one municipality."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.assessments import services
from aikompas.assessments.models import ActionPoint, CommentThread, TeamMember
from aikompas.audit.models import AuditEvent
from aikompas.classification.models import ClassificationRun, RunState
from aikompas.compliance.models import ControlResult, Deviation
from aikompas.evaluation.models import Proposal as PolicyProposal
from aikompas.evaluation.tests.factories import proposal
from aikompas.files.models import Export, StoredFile
from aikompas.files.services import request_export
from aikompas.files.tests.factories import stored
from aikompas.guidance.models import Designation
from aikompas.instruments import content
from aikompas.library.models import InstrumentFile, Proposal
from aikompas.library.selectors import active_tree
from aikompas.library.services import load_files, propose_files
from aikompas.library.tests.examples import WITH_IMAGE, image, questionnaire
from aikompas.measures.choices import Kind
from aikompas.measures.models import Evidence, LoadedRegistry, Risk, RiskAcceptance, WorkItem
from aikompas.notifications.models import Notification, Outgoing, Webhook
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import (
    Department,
    Invitation,
    MemberExpertise,
    Membership,
    Organisation,
)
from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member, system
from aikompas.pilots.models import Article, Pilot
from aikompas.policy.models import BudgetLine, DocumentVersion, HouseRules, RoadmapEvidence
from aikompas.policy.tests.factories import (
    adopted_version,
    budget_line,
    published_house_rules,
    step_with_evidence,
)
from aikompas.publication.choices import RunState as ImportState
from aikompas.publication.choices import TextState
from aikompas.publication.models import ImportRun, RegisterText
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import (
    AISystem,
    Application,
    ApplicationVersion,
    Environment,
    UsageReport,
    facts_of,
)
from aikompas.register.tests.factories import AISystemFactory, ApplicationFactory, UsageReportFactory
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict, ConditionState
from aikompas.review.models import (
    Advice,
    AgendaItem,
    Conclusion,
    Condition,
    Decision,
    Mandate,
    Meeting,
    PeriodicReview,
    Procedure,
    Recusal,
)
from aikompas.review.snapshots import take_snapshot
from aikompas.worklist.models import Absence
from tests.permissions.addresses import SUBJECTS
from tests.permissions.decided import decided
from tests.permissions.measured import measured_application
from tests.permissions.meeting import committee_at_work
from tests.permissions.told import invited, things_told
from tests.permissions.tried import pilot_and_article


@dataclass
class World:
    """A municipality with one member per role and one object of every kind."""

    organisation: Organisation
    department: Department
    members: dict[str, Membership]
    invitation: Invitation
    report: UsageReport
    system: AISystem
    environment: Environment
    application: Application
    offered: Application
    run: ClassificationRun
    draft_run: ClassificationRun
    instrument: InstrumentFile
    proposal: Proposal
    policy_version: DocumentVersion
    house_rules: HouseRules
    step_evidence: RoadmapEvidence
    budget_line: BudgetLine
    policy_proposal: PolicyProposal
    assessment: Any
    thread: CommentThread
    action_point: ActionPoint
    team_member: TeamMember
    advice: Advice
    work_item: WorkItem
    evidence: Evidence
    risk: Risk
    registry: LoadedRegistry
    condition: Condition
    decision: Decision
    mandate: Mandate
    periodic_review: PeriodicReview
    pilot: Pilot
    article: Article
    meeting: Meeting
    agenda_item: AgendaItem
    seat: MemberExpertise
    procedure: Procedure
    recusal: Recusal
    designation: Designation
    text: RegisterText
    import_run: ImportRun
    file: StoredFile
    export: Export
    notification: Notification
    message: Outgoing
    webhook: Webhook
    absence: Absence
    result: ControlResult
    deviation: Deviation
    event: AuditEvent = field(init=False)

    def arguments(self, name: str, names: tuple[str, ...]) -> dict[str, Any]:
        """Return the arguments of an address: what its name says it is about."""
        return {argument: self._argument(name, argument) for argument in names}

    def _argument(self, name: str, argument: str) -> Any:
        fixed = {
            "organisation": self.organisation.slug,
            "action": ACTIONS.get(name.partition(":")[0], "put_under_review"),
            "move": "publish",
            "reference": "1.2",
            "choice": "model",
            "other": self.run.pk,
            "event_id": self.event.pk,
            "object_type": "assessments.assessment",
            "object_id": self.assessment.pk,
            "file_format": "json",
            "sha256": self.instrument.sha256,
            "older": self.instrument.sha256,
            "name": "matrix.png",
            "section": "1",
            "member": self.team_member.pk,
            "language": "nl",
            "code": "json",
            "kind": "assessments.docx",
            "urn": self.work_item.urn,
        }
        if argument in fixed:
            return fixed[argument]
        return self._object(name).pk

    def _object(self, name: str) -> Any:
        """Return the object that an address is about."""
        app, _colon, view = name.partition(":")
        for prefix, found in SUBJECTS[app].items():
            if view.startswith(prefix):
                return getattr(self, found) if isinstance(found, str) else found(self)
        raise LookupError(f"say in SUBJECTS what {name} is about")


ACTIONS = {"policy": "end", "review": "invite", "pilots": "evaluate"}


def make_world() -> World:
    """Return a municipality in which every kind of object occurs."""
    organisation = OrganisationFactory()
    department = DepartmentFactory(organisation=organisation)
    members = {role: _member(organisation, department, role) for role in Role.values}
    owner = members[Role.OWNER].user
    about: dict[str, Any] = {"organisation": organisation, "department": department}
    ai_system = AISystemFactory(organisation=organisation)
    application = ApplicationFactory(
        **about, owner=owner, system=ai_system, state=State.UNDER_REVIEW, risk_class=RiskClass.HIGH
    )
    signed = _run(application, 1, RunState.SIGNED, {"path": [], "labels": [], "conclusion": "10.1"})
    for number in (1, 2):
        ApplicationVersion.objects.create(
            organisation=organisation, application=application, number=number, facts=facts_of(application)
        )
    advice = Advice.objects.create(
        organisation=organisation,
        application=application,
        member=members[Role.COMMITTEE_MEMBER].user,
        expertise=Expertise.LAW,
        verdict=AdviceVerdict.POSITIVE,
        reasons="Akkoord.",
        snapshot=take_snapshot(application),
    )
    conclusion = Conclusion.objects.create(
        organisation=organisation,
        application=application,
        verdict=ConclusionVerdict.GO,
        reasons="Akkoord.",
        concluded_by=members[Role.COMMITTEE_SECRETARY].user,
        snapshot=advice.snapshot,
    )
    world = World(
        organisation=organisation,
        department=department,
        members=members,
        invitation=invited(organisation),
        report=UsageReportFactory(**about, reporter=members[Role.EMPLOYEE].user),
        system=ai_system,
        environment=_environment(organisation),
        application=application,
        offered=ApplicationFactory(**about, owner=owner, system=ai_system, state=State.IN_USE),
        run=signed,
        draft_run=_run(application, 2, RunState.DRAFT, None),
        instrument=_instrument(organisation),
        proposal=propose_files(
            actor=system(organisation), files=[questionnaire()], language="nl", source="uploaded"
        ),
        **_assessment(application, members),
        policy_version=adopted_version(organisation),
        house_rules=published_house_rules(organisation),
        step_evidence=step_with_evidence(organisation),
        budget_line=budget_line(organisation),
        policy_proposal=proposal(organisation),
        advice=advice,
        **_work(application),
        condition=Condition.objects.create(
            organisation=organisation,
            application=application,
            conclusion=conclusion,
            text="Publiceer de uitleg.",
            owner=owner,
            due=timezone.localdate() + timedelta(days=30),
            state=ConditionState.OPEN,
        ),
        **decided(conclusion, members),
        designation=Designation.objects.create(
            organisation=organisation,
            application=application,
            data_class="personal",
            valid_from=timezone.localdate(),
            reason="DPIA akkoord.",
            designated_by=members[Role.PRIVACY_ADVISER].user,
        ),
        **pilot_and_article(application),
        text=_texts(application),
        import_run=ImportRun.objects.create(
            organisation=organisation, filename="register.json", sha256="0" * 64, state=ImportState.DONE
        ),
        **committee_at_work(application, members),
        **things_told(organisation, members),
        **measured_application(application),
    )
    world.event = AuditEvent.objects.filter(organisation_id=organisation.pk).latest("sequence")
    return world


def _member(organisation: Organisation, department: Department, role: str) -> Membership:
    contact_for = [department] if role == Role.CONTACT_PERSON else []
    expertises = Expertise.values if role == Role.COMMITTEE_MEMBER else []
    return member(organisation, role, department=department, contact_for=contact_for, expertises=expertises)


def _environment(organisation: Organisation) -> Environment:
    return Environment.objects.create(
        organisation=organisation,
        name="Rekencentrum",
        location="Nederland",
        approved_by="CISO",
        approved_from=timezone.localdate(),
    )


def _assessment(application: Application, members: dict[str, Membership]) -> dict[str, Any]:
    """Return an assessment on which people work together, by the names of the world."""
    by = system(application.organisation)
    assessment = services.start_assessment(actor=by, application=application, urn=content.AIA)
    employee = members[Role.EMPLOYEE].user
    due = timezone.localdate() + timedelta(days=30)
    return {
        "assessment": assessment,
        "file": stored(assessment),
        "export": request_export(
            actor=actor_for(members[Role.OWNER]),
            kind="assessments.json",
            about=assessment,
            options={},
            language="nl",
        ),
        "team_member": services.invite(actor=by, assessment=assessment, role="reader", person=employee),
        "thread": services.open_thread(actor=by, assessment=assessment, key="1.4", text="Klopt dit?"),
        "action_point": services.add_action_point(
            actor=by, assessment=assessment, text="Vraag het na.", owner=employee, due=due
        ),
    }


def _texts(application: Application) -> RegisterText:
    """Return the newest of two versions of a register text."""
    about: dict[str, Any] = {
        "organisation": application.organisation,
        "application": application,
        "name": "Toepassing",
    }
    RegisterText.objects.create(**about, number=1, state=TextState.SUPERSEDED)
    return RegisterText.objects.create(**about, number=2)


def _work(application: Application) -> dict[str, Any]:
    """Return a requirement with evidence, a risk that has been accepted, and a registry."""
    about: dict[str, Any] = {"organisation": application.organisation, "application": application}
    work_item = WorkItem.objects.create(
        **about, kind=Kind.REQUIREMENT, urn="urn:aikompas:requirement:bio2", title="Beveiliging"
    )
    risk = Risk.objects.create(**about, number=1, title="Foute score", likelihood=3, impact=3)
    RiskAcceptance.objects.create(
        organisation=application.organisation,
        risk=risk,
        accepted_by=application.owner,
        role=Role.DECISION_MAKER,
        reason="Nodig.",
        until=timezone.localdate() + timedelta(days=30),
        likelihood=3,
        impact=3,
    )
    return {
        "work_item": work_item,
        "evidence": Evidence.objects.create(
            organisation=application.organisation, item=work_item, title="Test", url="https://example.org/"
        ),
        "risk": risk,
        "registry": LoadedRegistry.objects.create(
            organisation=application.organisation, name="Takenregister", sha256="0" * 64, files=REGISTRY
        ),
    }


REGISTRY = {
    "requirements/a-01-x.yaml": (
        "urn: urn:nl:ak:ver:a-01\nname: X\ndescription: X\nlinks: ['urn:nl:ak:mtr:b-01']\n"
        "ai_act_profile: []\nalways_applicable: 1\n"
    ),
    "measures/0-b-01-x.yaml": (
        "urn: urn:nl:ak:mtr:b-01\nname: X\ndescription: X\nlinks: ['urn:nl:ak:ver:a-01']\n"
    ),
}


def _run(
    application: Application, number: int, state: str, result: dict[str, Any] | None
) -> ClassificationRun:
    _version, tree = active_tree(application.organisation_id, "nl")
    return ClassificationRun.objects.create(
        organisation=application.organisation,
        application=application,
        number=number,
        tree_urn=tree.id,
        tree_version=tree.version,
        tree_sha256=tree.sha256,
        language="nl",
        state=state,
        result=result,
        conclusion_id="10.1" if result else "",
        risk_class="no_algorithm" if result else "unknown",
        signed_at=timezone.now() if result else None,
    )


def _instrument(organisation: Organisation) -> InstrumentFile:
    (loaded,) = load_files(
        actor=system(organisation),
        files=[questionnaire(extra=WITH_IMAGE), image()],
        language="nl",
        source="uploaded",
    )
    return loaded
