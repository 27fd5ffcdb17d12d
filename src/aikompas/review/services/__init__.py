# SPDX-License-Identifier: EUPL-1.2
"""Writes: the committee and its meetings, advice, conclusion, decision, and conditions."""

from aikompas.review.services.advice import conclude, give_advice
from aikompas.review.services.agenda import add_item, change_item, move_item, put_on_agenda, remove_item
from aikompas.review.services.committee import end_seat, give_seat, recuse, withdraw_recusal
from aikompas.review.services.conditions import (
    accept_condition,
    hand_over_condition,
    offer_condition,
    reopen_condition,
    send_back_condition,
)
from aikompas.review.services.decisions import decide, make_known
from aikompas.review.services.lapse import lapse_judgements
from aikompas.review.services.mandates import end_mandate, give_mandate
from aikompas.review.services.meetings import (
    Attended,
    approve_minutes,
    cancel_meeting,
    change_meeting,
    close_meeting,
    invite_members,
    note_attendance,
    open_meeting,
    plan_meeting,
    write_minutes,
)
from aikompas.review.services.periodic import (
    confirm_review,
    finish_review,
    save_review,
    send_back_review,
    start_review,
    withdraw_review,
)
from aikompas.review.services.procedures import start_procedure, stop_procedure

__all__ = [
    "Attended",
    "accept_condition",
    "add_item",
    "approve_minutes",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "close_meeting",
    "conclude",
    "confirm_review",
    "decide",
    "end_mandate",
    "end_seat",
    "finish_review",
    "give_advice",
    "give_mandate",
    "give_seat",
    "hand_over_condition",
    "invite_members",
    "lapse_judgements",
    "make_known",
    "move_item",
    "note_attendance",
    "offer_condition",
    "open_meeting",
    "plan_meeting",
    "put_on_agenda",
    "recuse",
    "remove_item",
    "reopen_condition",
    "save_review",
    "send_back_condition",
    "send_back_review",
    "start_procedure",
    "start_review",
    "stop_procedure",
    "withdraw_recusal",
    "withdraw_review",
    "write_minutes",
]
