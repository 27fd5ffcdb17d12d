# SPDX-License-Identifier: EUPL-1.2
"""What a periodic review looks at, and who does what in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.measures.choices import UNFINISHED, WorkState
from aikompas.measures.models import WorkItem
from aikompas.measures.selectors.work import items_of, present_items
from aikompas.organisations.permissions import may
from aikompas.policy.controls import Outcome
from aikompas.policy.gates import Check
from aikompas.register.choices import RiskClass
from aikompas.register.gates import all_checks, profile_of
from aikompas.register.models import Application
from aikompas.review.models import Condition, PeriodicReview
from aikompas.review.selectors import open_conditions

# Of these a second person confirms the outcome.
CONFIRMED = frozenset({RiskClass.HIGH, RiskClass.IMPACTFUL_ALGORITHM, RiskClass.GPAI_SYSTEMIC})
SHOWN_FIRST = (Outcome.NOT_MET, Outcome.ATTENTION, Outcome.NOT_MEASURED, Outcome.MET, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Findings:
    """What stands about an application at the moment of its review."""

    checks: list[Check]
    conditions: list[Condition]
    work: list[WorkItem]

    @property
    def unmet(self) -> list[Check]:
        """The controls that are not met or need attention."""
        return [
            check for check in self.checks if check.result.outcome in (Outcome.NOT_MET, Outcome.ATTENTION)
        ]

    @property
    def open_work(self) -> int:
        """How many conditions and measures are still open."""
        return len(self.conditions) + len(self.work)

    @property
    def grouped_work(self) -> list[tuple[str, list[WorkItem]]]:
        """The open measures by how far they are, the most urgent first; only groups that hold something."""
        late = [item for item in self.work if item.is_overdue]
        begun, to_begin = (
            [item for item in self.work if item.state == state and not item.is_overdue]
            for state in (WorkState.IN_PROGRESS, WorkState.OPEN)
        )
        groups = (
            (_("Too late"), late),
            (str(WorkState.IN_PROGRESS.label), begun),
            (str(WorkState.OPEN.label), to_begin),
        )
        return [(label, items) for label, items in groups if items]


def findings_of(application: Application) -> Findings:
    """Return what a review looks at: every control of the policy, open conditions and open measures."""
    checks = sorted(
        all_checks(application), key=lambda check: SHOWN_FIRST.index(Outcome(check.result.outcome))
    )
    return Findings(
        checks,
        list(open_conditions(application)),
        list(present_items(items_of(application)).filter(state__in=UNFINISHED)),
    )


def kept(checks: list[Check]) -> list[dict[str, str]]:
    """Return the answers of controls in plain values, to keep them as they were."""
    return [
        {
            "control": check.control_id,
            "question": str(check.control.question) if check.control else check.control_id,
            "outcome": str(check.result.outcome),
            "why": str(check.result.why),
        }
        for check in checks
    ]


def needs_confirmation(application: Application) -> bool:
    """Tell whether another person must confirm the outcome of a review."""
    return application.risk_class in CONFIRMED


def may_review(actor: Actor, application: Application) -> bool:
    """Tell whether the actor may fill in the review of an application."""
    return may(actor, "review.review_again", application)


def may_confirm(actor: Actor, review: PeriodicReview) -> bool:
    """Tell whether the actor may confirm the outcome: not an own application, and not what one finished oneself."""
    return (
        review.waits_for_confirmation
        and may(actor, "review.confirm_review", review.application)
        and (actor.id is None or actor.id != review.finished_by_id)
    )


def usual_next_review(application: Application) -> date:
    """Return when the policy wants an application of this risk class reviewed again."""
    return months_later(timezone.localdate(), profile_of(application).review.about(application.risk_class))


def when_due(application: Application) -> tuple[str, str]:
    """Say how the date of the review stands, in words and as a badge shows it."""
    if application.next_review is None:
        return _("No date yet"), "warning"
    days = (application.next_review - timezone.localdate()).days
    if days < 0:
        return _("Overdue"), "danger"
    return (_("Soon"), "warning") if days <= 30 else (_("Planned"), "info")
