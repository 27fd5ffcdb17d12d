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
from aikompas.assessments.services.needs import do_without, plan_assessment, revoke_waiver, sync_needs
from aikompas.assessments.services.pictures import remove_picture, set_picture
from aikompas.assessments.services.route import (
    advise,
    approve_assessment,
    return_assessment,
    submit_assessment,
    take_back,
)
from aikompas.assessments.services.taking_over import take_over
from aikompas.assessments.services.teamwork import (
    add_action_point,
    change_role,
    edit_action_point,
    finish_action_point,
    invite,
    open_thread,
    remove_from_team,
    reopen_thread,
    reply,
    resolve_thread,
)
from aikompas.assessments.services.together import mark_section, note_presence
from aikompas.assessments.services.upgrading import move_to_version
from aikompas.assessments.services.versions import keep_version

__all__ = [
    "Saved",
    "add_action_point",
    "add_instance",
    "advise",
    "approve_assessment",
    "change_role",
    "do_without",
    "edit_action_point",
    "finish_action_point",
    "invite",
    "keep_version",
    "mark_section",
    "move_instance",
    "move_to_version",
    "name_instance",
    "note_presence",
    "open_thread",
    "plan_assessment",
    "put_back_instance",
    "remove_from_team",
    "remove_instance",
    "remove_picture",
    "reopen_thread",
    "reply",
    "resolve_thread",
    "restore_answer",
    "return_assessment",
    "revoke_waiver",
    "save_answers",
    "set_picture",
    "start_assessment",
    "submit_assessment",
    "sync_needs",
    "take_back",
    "take_over",
]
