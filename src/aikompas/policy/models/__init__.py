# SPDX-License-Identifier: EUPL-1.2
"""What the app keeps: own profiles, policy documents, attestations, house rules, timetable and budget."""

from aikompas.policy.models.attestations import Attestation
from aikompas.policy.models.documents import (
    AdoptedBy,
    Adoption,
    Audience,
    DocumentVersion,
    PolicyDocument,
    VersionState,
)
from aikompas.policy.models.house_rules import Acknowledgement, HouseRules
from aikompas.policy.models.planning import (
    UNFINISHED_STEPS,
    BudgetLine,
    LineKind,
    RoadmapEvidence,
    RoadmapStep,
    StepState,
    YearBudget,
)
from aikompas.policy.models.profiles import ProfileVersion

__all__ = [
    "UNFINISHED_STEPS",
    "Acknowledgement",
    "AdoptedBy",
    "Adoption",
    "Attestation",
    "Audience",
    "BudgetLine",
    "DocumentVersion",
    "HouseRules",
    "LineKind",
    "PolicyDocument",
    "ProfileVersion",
    "RoadmapEvidence",
    "RoadmapStep",
    "StepState",
    "VersionState",
    "YearBudget",
]
