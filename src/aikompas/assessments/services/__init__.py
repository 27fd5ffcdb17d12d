# SPDX-License-Identifier: EUPL-1.2
"""Writes: fill in an assessment, and bring it along its route."""

from aikompas.assessments.services.filling import save_answers, start_assessment
from aikompas.assessments.services.route import (
    approve_assessment,
    return_assessment,
    submit_assessment,
    take_back,
)

__all__ = [
    "approve_assessment",
    "return_assessment",
    "save_answers",
    "start_assessment",
    "submit_assessment",
    "take_back",
]
