# SPDX-License-Identifier: EUPL-1.2
"""An assessment in the official output format: only what is shown, with who wrote what when."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from aikompas.assessments.exports.pictures import is_kept, official_picture
from aikompas.assessments.models import Assessment
from aikompas.assessments.pictures import pictures_of
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import answer_rows, done_sections, filled_of
from aikompas.instruments.questionnaires.output import write_output

ATTACHMENT = "assessment-output.json"


def official_output(assessment: Assessment) -> dict[str, Any]:
    """Return the official output of an assessment, its pictures included."""
    filled, files = filled_of(assessment), pictures_of(assessment)
    answers = {
        key: official_picture(value, files) if is_kept(value) else value
        for key, value in filled.answers.items()
    }
    rows = answer_rows(assessment)
    return write_output(
        questionnaire_of(assessment),
        replace(filled, answers=answers),
        created_at=assessment.created_at,
        created_by=str(assessment.started_by or ""),
        completed=done_sections(assessment),
        edited={key: (row.changed_at, str(row.changed_by or "")) for key, row in rows.items()},
    )


def official_json(assessment: Assessment) -> bytes:
    """Return the official output as a file."""
    return json.dumps(official_output(assessment), ensure_ascii=False, indent=2).encode()
