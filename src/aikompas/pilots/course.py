# SPDX-License-Identifier: EUPL-1.2
"""The course of a pilot and of an article: all states and allowed steps in two tables.

A stopped pilot that was begun is evaluated as well: it teaches something too.
"""

from aikompas.core.transitions import Transition, TransitionTable
from aikompas.pilots.choices import ArticleState as A
from aikompas.pilots.choices import PilotState as P

VIEW = "pilots.view"
PLAN = "pilots.plan"
START = "register.take_into_use"
RUN = "pilots.run"
GUIDE = "pilots.guide"
STOP = "pilots.stop"
DECIDE = "pilots.decide"

COURSE = TransitionTable(
    P.PLANNED,
    {
        (P.PLANNED, "start"): Transition(P.RUNNING, START),
        (P.PLANNED, "cancel"): Transition(P.STOPPED, PLAN),
        (P.RUNNING, "check"): Transition(P.RUNNING, RUN),
        (P.RUNNING, "extend"): Transition(P.RUNNING, GUIDE),
        (P.RUNNING, "evaluate"): Transition(P.EVALUATED, RUN),
        (P.RUNNING, "stop"): Transition(P.STOPPED, STOP),
        (P.STOPPED, "evaluate"): Transition(P.EVALUATED, RUN),
        (P.EVALUATED, "decide"): Transition(P.DECIDED, DECIDE),
    },
)

READ = "pilots.read_articles"
PROPOSE = "pilots.propose_article"
PUBLISH = "pilots.publish_article"

ARTICLES = TransitionTable(
    A.DRAFT,
    {
        (A.DRAFT, "publish"): Transition(A.PUBLISHED, PUBLISH),
        (A.DRAFT, "withdraw"): Transition(A.WITHDRAWN, PROPOSE),
        (A.PUBLISHED, "withdraw"): Transition(A.WITHDRAWN, PUBLISH),
        (A.WITHDRAWN, "reopen"): Transition(A.DRAFT, PUBLISH),
    },
)
