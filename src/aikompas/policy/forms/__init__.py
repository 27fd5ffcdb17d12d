# SPDX-License-Identifier: EUPL-1.2
"""Forms of policy documents, attestations, profiles, house rules, timetable and budget."""

from aikompas.policy.forms.budget import BudgetForm, LineForm
from aikompas.policy.forms.documents import (
    AboutForm,
    AdoptForm,
    AttestForm,
    DocumentForm,
    ProfileForm,
    VersionForm,
)
from aikompas.policy.forms.house_rules import HouseRulesForm, PublishForm
from aikompas.policy.forms.roadmap import BringStepForm, StepEvidenceForm, StepForm

__all__ = [
    "AboutForm",
    "AdoptForm",
    "AttestForm",
    "BringStepForm",
    "BudgetForm",
    "DocumentForm",
    "HouseRulesForm",
    "LineForm",
    "ProfileForm",
    "PublishForm",
    "StepEvidenceForm",
    "StepForm",
    "VersionForm",
]
