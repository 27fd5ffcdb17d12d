# SPDX-License-Identifier: EUPL-1.2
"""Writes: profiles, policy documents, attestations, house rules, timetable and budget."""

from aikompas.policy.services.attestations import attest
from aikompas.policy.services.budget import enter_budget_line, set_budget, withdraw_budget_line
from aikompas.policy.services.documents import (
    adopt_version,
    create_document,
    edit_version,
    move_version,
    start_version,
    update_document,
)
from aikompas.policy.services.house_rules import (
    acknowledge_house_rules,
    discard_house_rules,
    edit_house_rules,
    publish_house_rules,
    start_house_rules,
)
from aikompas.policy.services.profiles import load_profile, switch_profile
from aikompas.policy.services.roadmap import (
    add_step,
    add_step_evidence,
    bring_step,
    plan_step,
    remove_step_evidence,
    take_over_roadmap,
)

__all__ = [
    "acknowledge_house_rules",
    "add_step",
    "add_step_evidence",
    "adopt_version",
    "attest",
    "bring_step",
    "create_document",
    "discard_house_rules",
    "edit_house_rules",
    "edit_version",
    "enter_budget_line",
    "load_profile",
    "move_version",
    "plan_step",
    "publish_house_rules",
    "remove_step_evidence",
    "set_budget",
    "start_house_rules",
    "start_version",
    "switch_profile",
    "take_over_roadmap",
    "update_document",
    "withdraw_budget_line",
]
