# SPDX-License-Identifier: EUPL-1.2
"""The life of a meeting: all states and allowed changes in one table."""

from aikompas.core.transitions import Transition, TransitionTable
from aikompas.review.choices import MeetingState as M

MANAGE = "review.manage_meetings"

MEETINGS = TransitionTable(
    M.PLANNED,
    {
        (M.PLANNED, "change"): Transition(M.PLANNED, MANAGE),
        (M.PLANNED, "invite"): Transition(M.INVITED, MANAGE),
        (M.PLANNED, "cancel"): Transition(M.CANCELLED, MANAGE),
        (M.INVITED, "change"): Transition(M.INVITED, MANAGE),
        (M.INVITED, "open"): Transition(M.IN_SESSION, MANAGE),
        (M.INVITED, "cancel"): Transition(M.CANCELLED, MANAGE),
        (M.IN_SESSION, "close"): Transition(M.HELD, MANAGE),
        (M.HELD, "approve"): Transition(M.APPROVED, MANAGE),
    },
)
AGENDA_OPEN = frozenset({M.PLANNED, M.INVITED, M.IN_SESSION})
MINUTES_OPEN = frozenset({M.IN_SESSION, M.HELD})
TOOK_PLACE = frozenset({M.IN_SESSION, M.HELD, M.APPROVED})
