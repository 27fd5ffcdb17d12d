# SPDX-License-Identifier: EUPL-1.2
"""Writes: catalogues, the work on requirements and measures, evidence, risks and their acceptance."""

from aikompas.measures.services.acceptance import accept_risk, withdraw_acceptance
from aikompas.measures.services.catalogues import activate_registry, load_registry
from aikompas.measures.services.evidence import add_evidence, remove_evidence
from aikompas.measures.services.needs import refresh_needs
from aikompas.measures.services.risks import (
    add_risk,
    close_risk,
    edit_risk,
    reopen_risk,
    take_over_risks,
)
from aikompas.measures.services.work import (
    add_measure,
    change_many,
    change_work,
    move_work,
    review_work,
)

__all__ = [
    "accept_risk",
    "activate_registry",
    "add_evidence",
    "add_measure",
    "add_risk",
    "change_many",
    "change_work",
    "close_risk",
    "edit_risk",
    "load_registry",
    "move_work",
    "refresh_needs",
    "remove_evidence",
    "reopen_risk",
    "review_work",
    "take_over_risks",
    "withdraw_acceptance",
]
