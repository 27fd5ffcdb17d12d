# SPDX-License-Identifier: EUPL-1.2
"""Reading assessments, their answers and what was said about them."""

from aikompas.assessments.selectors.answers import answer_rows, answers_of, state_of
from aikompas.assessments.selectors.assessments import (
    approved_assessment,
    assessments_of,
    assessments_visible_to,
    dossier_part,
    facts_changed_since,
    get_assessment,
    open_assessment,
    to_fill_in,
    to_judge,
)
from aikompas.assessments.selectors.comments import comments_of

__all__ = [
    "answer_rows",
    "answers_of",
    "approved_assessment",
    "assessments_of",
    "assessments_visible_to",
    "comments_of",
    "dossier_part",
    "facts_changed_since",
    "get_assessment",
    "open_assessment",
    "state_of",
    "to_fill_in",
    "to_judge",
]
