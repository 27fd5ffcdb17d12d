# SPDX-License-Identifier: EUPL-1.2
"""What was decided and reviewed in the world of the permission tests."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.register.choices import RiskClass
from aikompas.review.choices import DecisionVerdict, ReviewOutcome, ReviewState
from aikompas.review.models import Conclusion, Decision, Mandate, PeriodicReview


def decided(conclusion: Conclusion, members: dict[str, Membership]) -> dict[str, Any]:
    """Return a decision that lapsed, a mandate, and a review that waits for confirmation, by the names of the world."""
    about: dict[str, Any] = {
        "organisation": conclusion.organisation,
        "application": conclusion.application,
    }
    return {
        "decision": Decision.objects.create(
            **about,
            conclusion=conclusion,
            verdict=DecisionVerdict.APPROVE,
            reasons="Akkoord.",
            body="Directie",
            decided_by=members[Role.DECISION_MAKER].user,
            snapshot=conclusion.snapshot,
            lapsed_at=timezone.now(),
        ),
        "mandate": Mandate.objects.create(
            organisation=conclusion.organisation,
            body="Directie",
            role=Role.PRIVACY_ADVISER,
            risk_classes=[RiskClass.MINIMAL],
            starts=timezone.localdate(),
            reference="Besluit 1",
        ),
        "periodic_review": PeriodicReview.objects.create(
            **about,
            state=ReviewState.FINISHED,
            outcome=ReviewOutcome.KEEPS,
            finished_by=members[Role.OWNER].user,
        ),
    }
