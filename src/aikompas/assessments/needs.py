# SPDX-License-Identifier: EUPL-1.2
"""Which assessments an application needs, why, and how far each is.

The policy profile says when: conditions on the facts of the application and on the results of other assessments. A
result counts when somebody stands behind it: the assessment was submitted or approved.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from aikompas.assessments.models import Assessment, AssessmentState, AssessmentTask, AssessmentWaiver
from aikompas.assessments.questionnaires import interface_language
from aikompas.assessments.selectors import known_assessments_of, results_of, with_facts_then
from aikompas.core.actor import Actor
from aikompas.policy.assessments import AssessmentPolicies, AssessmentPolicy, Level
from aikompas.policy.subjects import keep, preparation, prepared
from aikompas.register.choices import YesNoUnknown
from aikompas.register.gates import profile_of
from aikompas.register.models import Application
from aikompas.register.subjects import grouped

COUNTING = (AssessmentState.APPROVED, AssessmentState.SUBMITTED)


@dataclass(frozen=True, slots=True)
class Need:
    """An assessment that an application needs, with what was done about it."""

    policy: AssessmentPolicy
    level: Level
    reasons: tuple[str, ...]
    approved: Assessment | None
    unfinished: Assessment | None
    waiver: AssessmentWaiver | None
    task: AssessmentTask | None

    @property
    def urn(self) -> str:
        """The questionnaire that the policy names."""
        return self.policy.urn

    @property
    def name(self) -> str:
        """What the assessment is called in the language of the interface."""
        return self.policy.name[interface_language()]

    @property
    def is_required(self) -> bool:
        """Tell whether the application cannot do without, unless somebody decides so."""
        return self.level == "required"

    @property
    def is_met(self) -> bool:
        """Tell whether an approved assessment counts today."""
        return self.approved is not None and not self.approved.is_expired

    @property
    def is_settled(self) -> bool:
        """Tell whether nobody has to do anything for it: it was done, or somebody decided to do without."""
        return self.is_met or self.waiver is not None

    @property
    def waits(self) -> bool:
        """Tell whether it waits for who takes care of it: not settled, and not submitted either."""
        submitted = self.unfinished is not None and self.unfinished.state == AssessmentState.SUBMITTED
        return not self.is_settled and not submitted

    @property
    def is_overdue(self) -> bool:
        """Tell whether it is required and should have been done by now."""
        late = self.task is not None and self.task.due < timezone.localdate()
        return self.is_required and not self.is_settled and late


def needs_of(application: Application, found: Iterable[Assessment] | None = None) -> list[Need]:
    """Return the assessments that an application needs, the required ones first."""
    if found is None:
        found = known_assessments_of(application)
    assessments = [_about(application, item) for item in found]
    derived = needed_now(application, assessments)
    if not derived:
        return []
    waivers = {item.urn: item for item in _known_waivers(application) if item.revoked_at is None}
    tasks = {item.urn: item for item in known_tasks(application)}
    return [
        Need(
            policy=policy,
            level=level,
            reasons=reasons,
            approved=_first(assessments, policy, AssessmentState.APPROVED),
            unfinished=_first(
                assessments,
                policy,
                AssessmentState.SUBMITTED,
                AssessmentState.RETURNED,
                AssessmentState.DRAFT,
            ),
            waiver=waivers.get(policy.urn),
            task=tasks.get(policy.urn),
        )
        for policy, level, reasons in derived
    ]


def needed_now(
    application: Application, assessments: Iterable[Assessment]
) -> list[tuple[AssessmentPolicy, Level, tuple[str, ...]]]:
    """Return what the policy asks of an application with these assessments: required ones first, with the reasons."""
    policies = profile_of(application).assessments
    facts, results = facts_of(application), _results(policies, assessments)
    language = interface_language()
    derived = [
        (policy, holding[0], tuple(condition.reason[language] for condition in holding[1]))
        for policy in policies
        if (holding := policy.reasons(facts, results))
    ]
    return sorted(derived, key=lambda item: item[1] != "required")


def need_of(application: Application, urn: str) -> Need | None:
    """Return the need that a questionnaire serves, if the application has it."""
    return next((need for need in needs_of(application) if urn in need.policy.urns), None)


def _known_waivers(application: Application) -> list[AssessmentWaiver]:
    found = AssessmentWaiver.objects.filter(application=application).select_related("waived_by")
    return prepared(application, "assessments.waivers", lambda: list(found))


def known_tasks(application: Application) -> list[AssessmentTask]:
    """Return what was planned for an application, as far as it was loaded already."""
    tasks = AssessmentTask.objects.filter(application=application).select_related("owner")
    return prepared(application, "assessments.tasks", lambda: list(tasks))


@preparation("application")
def load_needs(applications: list[Application]) -> None:
    """Load the assessments of applications, and what was planned or decided about those that they need."""
    assessments = grouped(
        with_facts_then(Assessment.objects.filter(application__in=applications)).order_by("-number"),
        "application_id",
    )
    waivers = grouped(
        AssessmentWaiver.objects.filter(application__in=applications).select_related("waived_by"),
        "application_id",
    )
    tasks = grouped(
        AssessmentTask.objects.filter(application__in=applications).select_related("owner"), "application_id"
    )
    for application in applications:
        keep(application, "assessments.all", assessments[application.pk])
        keep(application, "assessments.waivers", waivers[application.pk])
        keep(application, "assessments.tasks", tasks[application.pk])


def waivers_of(application: Application) -> QuerySet[AssessmentWaiver]:
    """Return every decision to do without an assessment, revoked ones too, the newest first."""
    return AssessmentWaiver.objects.filter(application=application).select_related("waived_by", "revoked_by")


def facts_of(application: Application) -> dict[str, frozenset[str]]:
    """Return the facts that conditions of a policy can name; what is not known yet is left out."""
    system = application.system
    single = {
        "risk_class": application.risk_class,
        "personal_data": YesNoUnknown.YES if application.personal_data else YesNoUnknown.NO,
        "data_quality": application.data_quality,
        "decision_role": application.decision_role,
        "legal_effect": application.legal_effect,
        "black_box": application.black_box,
        "supply": system.supply if system else "",
        "kind": system.kind if system else "",
    }
    return {
        **{name: frozenset({str(value)}) for name, value in single.items() if value not in {"", "unknown"}},
        "data_categories": frozenset(application.data_categories),
        "affected_groups": frozenset(application.affected_groups),
    }


def _results(policies: AssessmentPolicies, assessments: Iterable[Assessment]) -> dict[tuple[str, str], str]:
    """Return the results of the newest assessments that count, under the name that the policy gives them."""
    asked = {urn for policy in policies for condition in policy.conditions for urn, _id in condition.results}
    found: dict[tuple[str, str], str] = {}
    for assessment in sorted(assessments, key=lambda item: item.number):
        policy = policies.get(assessment.urn)
        name = policy.urn if policy else assessment.urn
        if name in asked and assessment.state in COUNTING:
            found |= {(name, result): level for result, level in results_of(assessment).items()}
    return found


def _first(
    assessments: Iterable[Assessment], policy: AssessmentPolicy, *states: AssessmentState
) -> Assessment | None:
    serving = [item for item in assessments if item.urn in policy.urns and item.state in states]
    return max(serving, key=lambda item: item.number, default=None)


def _about(application: Application, assessment: Assessment) -> Assessment:
    assessment.application = application
    return assessment


def tasks_for(actor: Actor) -> QuerySet[AssessmentTask]:
    """Return the required assessments that this actor takes care of and that are not settled, the most urgent first."""
    return unsettled_tasks(actor).filter(owner_id=actor.id)


def unsettled_tasks(actor: Actor) -> QuerySet[AssessmentTask]:
    """Return the required assessments that are not settled, whoever takes care of them, the most urgent first."""
    return (
        AssessmentTask.objects.filter(organisation_id=actor.organisation_id, level="required", settled=False)
        .select_related("application__organisation", "application__department")
        .order_by("due")
    )
