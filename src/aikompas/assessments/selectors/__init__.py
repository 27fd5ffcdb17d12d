# SPDX-License-Identifier: EUPL-1.2
"""Reading assessments, their answers and what was said about them."""

from aikompas.assessments.selectors.answers import (
    answer_rows,
    answers_of,
    filled_from_rows,
    filled_of,
    history_of,
    instance_rows,
    latest_changes,
    state_of,
)
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
from aikompas.assessments.selectors.together import done_sections, others_present

__all__ = [
    "answer_rows",
    "answers_of",
    "approved_assessment",
    "assessments_of",
    "assessments_visible_to",
    "comments_of",
    "done_sections",
    "dossier_part",
    "facts_changed_since",
    "filled_from_rows",
    "filled_of",
    "get_assessment",
    "history_of",
    "instance_rows",
    "latest_changes",
    "open_assessment",
    "others_present",
    "state_of",
    "to_fill_in",
    "to_judge",
]
