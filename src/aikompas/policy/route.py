# SPDX-License-Identifier: EUPL-1.2
"""The route of a policy document, from draft to adopted: all states and allowed steps in one table."""

from aikompas.core.transitions import Transition, TransitionTable
from aikompas.policy.models import VersionState as S

EDIT = "policy.edit_document"
ADOPT = "policy.adopt_document"

ROUTE = TransitionTable(
    S.DRAFT,
    {
        (S.DRAFT, "offer"): Transition(S.OFFERED, EDIT),
        (S.OFFERED, "give_back"): Transition(S.DRAFT, ADOPT),
        (S.OFFERED, "adopt"): Transition(S.ADOPTED, ADOPT),
        (S.ADOPTED, "adopt_by_council"): Transition(S.COUNCIL, ADOPT),
        (S.ADOPTED, "end"): Transition(S.ENDED, ADOPT),
        (S.COUNCIL, "end"): Transition(S.ENDED, ADOPT),
    },
)
ADOPTIONS = frozenset({"adopt", "adopt_by_council"})
ALREADY_ADOPTED = frozenset({S.ADOPTED, S.COUNCIL, S.ENDED})
