# SPDX-License-Identifier: EUPL-1.2
"""The life cycles of applications and of usage reports: all states and allowed changes in two tables.

Which controls stand at a gate is said by the organisation's policy profile. While an application is under review it may
be classified, advised on and decided about again without leaving that state; the only ways out are a renewed start
through the gate of use, retirement, rejection, or a prohibition.

What is used can be suspended at once. While it is suspended the dossier can be judged anew, but no use and no pilot
starts: lifting the suspension is a step of its own, by somebody else than the owner and than who stopped it, through
the gate of use or of a pilot again.

``facts_changed`` is no choice of a person: it follows from a material change of the facts. Its permission stands in no
role's column, so nobody can ask for it.
"""

from aikompas.core.transitions import Transition, TransitionTable
from aikompas.register.choices import ReportState as R
from aikompas.register.choices import State as S

MOVE = "register.move_application"
CLASSIFY = "classification.classify"
CONCLUDE = "review.conclude"
DECIDE = "review.decide"
USE = "register.take_into_use"
REVIEW = "register.put_under_review"
SUSPEND = "register.suspend_application"
LIFT = "register.lift_suspension"
RETIRE = "register.retire_application"
ARCHIVE = "register.archive_application"
AUTOMATIC = "register.follows_from_facts"
FACTS_CHANGED = "facts_changed"

_TABLE: dict[tuple[str, str], Transition] = {
    (S.TRIAGED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.TRIAGED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.TRIAGED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.CLASSIFIED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.CLASSIFIED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.CLASSIFIED, "finish_assessment"): Transition(S.ASSESSED, MOVE, gate="assess"),
    (S.CLASSIFIED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.ASSESSED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.ASSESSED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.ASSESSED, "reopen_assessment"): Transition(S.CLASSIFIED, MOVE),
    (S.ASSESSED, "advise"): Transition(S.ADVISED, CONCLUDE, gate="advise"),
    (S.ASSESSED, "ask_adjustment"): Transition(S.CLASSIFIED, CONCLUDE),
    (S.ASSESSED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.ADVISED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.ADVISED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.ADVISED, "approve"): Transition(S.DECIDED, DECIDE, gate="decide"),
    (S.ADVISED, "reject"): Transition(S.REJECTED, DECIDE),
    (S.ADVISED, "return"): Transition(S.CLASSIFIED, DECIDE),
    (S.ADVISED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.ADVISED, FACTS_CHANGED): Transition(S.ASSESSED, AUTOMATIC),
    (S.DECIDED, "start_pilot"): Transition(S.PILOT, USE, gate="pilot"),
    (S.DECIDED, "take_into_use"): Transition(S.IN_USE, USE, gate="use"),
    (S.DECIDED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.DECIDED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.DECIDED, "put_under_review"): Transition(S.UNDER_REVIEW, REVIEW),
    (S.DECIDED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.DECIDED, FACTS_CHANGED): Transition(S.UNDER_REVIEW, AUTOMATIC),
    (S.PILOT, "take_into_use"): Transition(S.IN_USE, USE, gate="use"),
    (S.PILOT, "stop_pilot"): Transition(S.DECIDED, USE),
    (S.PILOT, "classify"): Transition(S.UNDER_REVIEW, CLASSIFY),
    (S.PILOT, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.PILOT, "put_under_review"): Transition(S.UNDER_REVIEW, REVIEW),
    (S.PILOT, "suspend"): Transition(S.SUSPENDED, SUSPEND),
    (S.PILOT, "retire"): Transition(S.RETIRED, RETIRE),
    (S.PILOT, FACTS_CHANGED): Transition(S.UNDER_REVIEW, AUTOMATIC),
    (S.IN_USE, "classify"): Transition(S.UNDER_REVIEW, CLASSIFY),
    (S.IN_USE, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.IN_USE, "put_under_review"): Transition(S.UNDER_REVIEW, REVIEW),
    (S.IN_USE, "suspend"): Transition(S.SUSPENDED, SUSPEND),
    (S.IN_USE, "retire"): Transition(S.RETIRED, RETIRE),
    (S.IN_USE, FACTS_CHANGED): Transition(S.UNDER_REVIEW, AUTOMATIC),
    (S.UNDER_REVIEW, "classify"): Transition(S.UNDER_REVIEW, CLASSIFY),
    (S.UNDER_REVIEW, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.UNDER_REVIEW, "advise"): Transition(S.UNDER_REVIEW, CONCLUDE, gate="advise"),
    (S.UNDER_REVIEW, "ask_adjustment"): Transition(S.UNDER_REVIEW, CONCLUDE),
    (S.UNDER_REVIEW, "approve"): Transition(S.UNDER_REVIEW, DECIDE, gate="decide"),
    (S.UNDER_REVIEW, "reject"): Transition(S.REJECTED, DECIDE),
    (S.UNDER_REVIEW, "return"): Transition(S.UNDER_REVIEW, DECIDE),
    (S.UNDER_REVIEW, "resume"): Transition(S.IN_USE, USE, gate="use"),
    (S.UNDER_REVIEW, "start_pilot"): Transition(S.PILOT, USE, gate="pilot"),
    (S.UNDER_REVIEW, "suspend"): Transition(S.SUSPENDED, SUSPEND),
    (S.UNDER_REVIEW, "retire"): Transition(S.RETIRED, RETIRE),
    (S.SUSPENDED, "lift_suspension"): Transition(S.IN_USE, LIFT, gate="use"),
    (S.SUSPENDED, "lift_to_pilot"): Transition(S.PILOT, LIFT, gate="pilot"),
    (S.SUSPENDED, "classify"): Transition(S.SUSPENDED, CLASSIFY),
    (S.SUSPENDED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.SUSPENDED, "advise"): Transition(S.SUSPENDED, CONCLUDE, gate="advise"),
    (S.SUSPENDED, "ask_adjustment"): Transition(S.SUSPENDED, CONCLUDE),
    (S.SUSPENDED, "approve"): Transition(S.SUSPENDED, DECIDE, gate="decide"),
    (S.SUSPENDED, "reject"): Transition(S.REJECTED, DECIDE),
    (S.SUSPENDED, "return"): Transition(S.SUSPENDED, DECIDE),
    (S.SUSPENDED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.PROHIBITED, "classify"): Transition(S.CLASSIFIED, CLASSIFY),
    (S.PROHIBITED, "prohibit"): Transition(S.PROHIBITED, CLASSIFY),
    (S.PROHIBITED, "retire"): Transition(S.RETIRED, RETIRE),
    (S.REJECTED, "reopen"): Transition(S.TRIAGED, MOVE),
    (S.REJECTED, "archive"): Transition(S.ARCHIVED, ARCHIVE),
    (S.RETIRED, "reopen"): Transition(S.TRIAGED, MOVE),
    (S.RETIRED, "archive"): Transition(S.ARCHIVED, ARCHIVE),
    (S.ARCHIVED, "restore"): Transition(S.RETIRED, ARCHIVE),
}

LIFECYCLE = TransitionTable(S.TRIAGED, _TABLE)
ACTIVE_STATES = frozenset(S.values) - {S.PROHIBITED, S.REJECTED, S.RETIRED, S.ARCHIVED}
# Judged anew without leaving the state.
JUDGED_ANEW = frozenset({S.UNDER_REVIEW, S.SUSPENDED})
# From here on an assessment, advice or decision rests on the facts: a material change needs a reason.
RESTS_ON_FACTS = ACTIVE_STATES - {S.TRIAGED, S.CLASSIFIED}
# Steps that undo or stop something say why.
NEEDS_REASON = frozenset(
    {
        "reopen_assessment",
        "stop_pilot",
        "put_under_review",
        "suspend",
        "lift_suspension",
        "lift_to_pilot",
        "retire",
        "reopen",
        "archive",
        "restore",
    }
)

TRIAGE = "register.triage_report"
ANSWER = "register.answer_report"
WITHDRAW = "register.withdraw_report"

_REPORTS: dict[tuple[str, str], Transition] = {
    (R.SUBMITTED, "accept"): Transition(R.ACCEPTED, TRIAGE),
    (R.SUBMITTED, "join"): Transition(R.JOINED, TRIAGE),
    (R.SUBMITTED, "ask"): Transition(R.QUESTION, TRIAGE),
    (R.SUBMITTED, "decline"): Transition(R.DECLINED, TRIAGE),
    (R.SUBMITTED, "mark_duplicate"): Transition(R.DUPLICATE, TRIAGE),
    (R.SUBMITTED, "withdraw"): Transition(R.WITHDRAWN, WITHDRAW),
    (R.QUESTION, "answer"): Transition(R.SUBMITTED, ANSWER),
    (R.QUESTION, "accept"): Transition(R.ACCEPTED, TRIAGE),
    (R.QUESTION, "join"): Transition(R.JOINED, TRIAGE),
    (R.QUESTION, "ask"): Transition(R.QUESTION, TRIAGE),
    (R.QUESTION, "decline"): Transition(R.DECLINED, TRIAGE),
    (R.QUESTION, "mark_duplicate"): Transition(R.DUPLICATE, TRIAGE),
    (R.QUESTION, "withdraw"): Transition(R.WITHDRAWN, WITHDRAW),
    (R.JOINED, "reopen"): Transition(R.SUBMITTED, TRIAGE),
    (R.DECLINED, "reopen"): Transition(R.SUBMITTED, TRIAGE),
    (R.DUPLICATE, "reopen"): Transition(R.SUBMITTED, TRIAGE),
    (R.WITHDRAWN, "resubmit"): Transition(R.SUBMITTED, WITHDRAW),
}

REPORTS = TransitionTable(R.SUBMITTED, _REPORTS)
