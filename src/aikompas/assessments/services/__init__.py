# SPDX-License-Identifier: EUPL-1.2
"""Writes: fill in an assessment, and bring it along its route."""

from aikompas.assessments.services.answering import Saved, restore_answer, save_answers
from aikompas.assessments.services.filling import start_assessment
from aikompas.assessments.services.instances import (
    add_instance,
    move_instance,
    name_instance,
    put_back_instance,
    remove_instance,
)
from aikompas.assessments.services.route import (
    approve_assessment,
    return_assessment,
    submit_assessment,
    take_back,
)
from aikompas.assessments.services.together import mark_section, note_presence

__all__ = [
    "Saved",
    "add_instance",
    "approve_assessment",
    "mark_section",
    "move_instance",
    "name_instance",
    "note_presence",
    "put_back_instance",
    "remove_instance",
    "restore_answer",
    "return_assessment",
    "save_answers",
    "start_assessment",
    "submit_assessment",
    "take_back",
]
