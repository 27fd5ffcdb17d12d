# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes the register."""

from aikompas.register.services.applications import edit_facts, register_found_in_use, set_risk_class
from aikompas.register.services.environments import add_environment, edit_environment
from aikompas.register.services.inventory import confirm_inventory
from aikompas.register.services.lifecycle import follow_facts, move
from aikompas.register.services.reports import (
    accept,
    answer_question,
    ask_question,
    decline,
    join,
    mark_duplicate,
    reopen,
    report_use,
    resubmit,
    withdraw,
)
from aikompas.register.services.systems import add_system, edit_system

__all__ = [
    "accept",
    "add_environment",
    "add_system",
    "answer_question",
    "ask_question",
    "confirm_inventory",
    "decline",
    "edit_environment",
    "edit_facts",
    "edit_system",
    "follow_facts",
    "join",
    "mark_duplicate",
    "move",
    "register_found_in_use",
    "reopen",
    "report_use",
    "resubmit",
    "set_risk_class",
    "withdraw",
]
