# SPDX-License-Identifier: EUPL-1.2
"""The route of an assessment: all states and allowed steps in one table.

`complete` and `advised` are conditions on a step: everything that is asked is answered, and everybody whose advice the
policy asks has advised on exactly what was submitted. A change after the approval is no step of this route: it is a new
assessment that begins with the answers of the approved one, which stays until the new one is approved (`replace`,
which nobody can ask for).
"""

from aikompas.assessments.models import AssessmentState as S
from aikompas.core.transitions import Transition, TransitionTable

FILL_IN = "assessments.fill_in"
ADVISE = "assessments.advise"
RETURN = "assessments.return"
APPROVE = "assessments.approve"
AUTOMATIC = "assessments.follows_from_approval"

_TABLE: dict[tuple[str, str], Transition] = {
    (S.DRAFT, "submit"): Transition(S.SUBMITTED, FILL_IN, gate="complete"),
    (S.RETURNED, "submit"): Transition(S.SUBMITTED, FILL_IN, gate="complete"),
    (S.SUBMITTED, "take_back"): Transition(S.DRAFT, FILL_IN),
    (S.SUBMITTED, "advise"): Transition(S.SUBMITTED, ADVISE),
    (S.SUBMITTED, "return"): Transition(S.RETURNED, RETURN),
    (S.SUBMITTED, "approve"): Transition(S.APPROVED, APPROVE, gate="advised"),
    (S.APPROVED, "replace"): Transition(S.SUPERSEDED, AUTOMATIC),
}

ROUTE = TransitionTable(S.DRAFT, _TABLE)
