# SPDX-License-Identifier: EUPL-1.2
"""May this be done? One pure function over the rules of a policy, for the page and for machines alike.

Each rule looks at one side of the question and gives reasons; the strictest reason decides. So whatever makes one rule
stricter (more sensitive data, a redder light, a use about people) can never make the answer more permissive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from aikompas.policy.sections.use import RULES, Circumstance, Task, UseRules
from aikompas.policy.texts import in_language


class Outcome(StrEnum):
    """The answer, from permissive to strict: the order counts."""

    ALLOWED = "allowed"
    CONDITIONS = "conditions"
    ASK = "ask"
    NOT_ALLOWED = "not_allowed"

    @property
    def strictness(self) -> int:
        """How strict the answer is."""
        return list(Outcome).index(self)

    @property
    def permits(self) -> bool:
        """Tell whether somebody may start."""
        return self in {Outcome.ALLOWED, Outcome.CONDITIONS}


class Standing(StrEnum):
    """Where an application stands for somebody who wants to use it."""

    IN_USE = "in_use"
    PILOT = "pilot"
    PILOT_ENDED = "pilot_ended"
    UNDER_REVIEW = "under_review"
    NOT_YET = "not_yet"
    STOPPED = "stopped"


class Why(StrEnum):
    """What a rule found; the words are elsewhere."""

    GREEN_TASK = "green_task"
    YELLOW_TASK = "yellow_task"
    RED_TASK = "red_task"
    PROHIBITED_PURPOSE = "prohibited_purpose"
    UNKNOWN_TASK = "unknown_task"
    IN_USE = "in_use"
    PILOT = "pilot"
    PILOT_ENDED = "pilot_ended"
    UNDER_REVIEW = "under_review"
    NOT_YET = "not_yet"
    STOPPED = "stopped"
    UNKNOWN_APPLICATION = "unknown_application"
    FOR_THIS_TASK = "for_this_task"
    ONLY_ITS_PURPOSE = "only_its_purpose"
    OTHER_TASK = "other_task"
    HAS_CONDITIONS = "has_conditions"
    DATA_FIT = "data_fit"
    DATA_BEYOND_TASK = "data_beyond_task"
    DATA_DESIGNATED_FOR_TASK = "data_designated_for_task"
    DATA_TOO_SENSITIVE = "data_too_sensitive"
    DATA_FORBIDDEN = "data_forbidden"
    ABOUT_PEOPLE = "about_people"
    GOES_OUTSIDE = "goes_outside"


class NextStep(StrEnum):
    """What somebody does with the answer."""

    OPEN = "open"
    REPORT = "report"
    ASK = "ask"
    CATALOGUE = "catalogue"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an application: where it stands, the data it is designated for, its tasks and conditions."""

    standing: Standing
    designated: str | None = None
    tasks: frozenset[str] = frozenset()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to do, with which application (none: not in the catalogue) and which data."""

    task: str
    application: Known | None
    data_class: str
    about_people: bool
    goes_outside: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """What one rule says: how strict, why, by which clauses, and what it asks."""

    why: Why
    outcome: Outcome
    clauses: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome with the reasons, the strictest first, the clauses behind it, the conditions and the next step."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    clauses: tuple[str, ...]
    conditions: tuple[str, ...]
    next_step: NextStep

    @property
    def decisive(self) -> tuple[Reason, ...]:
        """The reasons that make the answer what it is."""
        return tuple(reason for reason in self.reasons if reason.outcome == self.outcome)


Rule = Callable[[UseRules, Question], Iterator[Reason]]

LIGHTS = {
    "green": (Why.GREEN_TASK, Outcome.ALLOWED),
    "yellow": (Why.YELLOW_TASK, Outcome.CONDITIONS),
    "red": (Why.RED_TASK, Outcome.NOT_ALLOWED),
}
STANDINGS = {
    Standing.IN_USE: (Why.IN_USE, Outcome.ALLOWED),
    Standing.PILOT: (Why.PILOT, Outcome.CONDITIONS),
    Standing.PILOT_ENDED: (Why.PILOT_ENDED, Outcome.NOT_ALLOWED),
    Standing.UNDER_REVIEW: (Why.UNDER_REVIEW, Outcome.ASK),
    Standing.NOT_YET: (Why.NOT_YET, Outcome.NOT_ALLOWED),
    Standing.STOPPED: (Why.STOPPED, Outcome.NOT_ALLOWED),
}
# Nobody can be asked to allow this.
FINAL = frozenset({Why.RED_TASK, Why.PROHIBITED_PURPOSE, Why.DATA_FORBIDDEN, Why.STOPPED})
DATA_OBSTACLES = frozenset({Why.DATA_FORBIDDEN, Why.DATA_TOO_SENSITIVE, Why.DATA_BEYOND_TASK})
NOT_NOW = frozenset({Why.NOT_YET, Why.PILOT_ENDED, Why.UNDER_REVIEW})
NEW_USE = frozenset({Why.UNKNOWN_APPLICATION, Why.UNKNOWN_TASK, Why.OTHER_TASK})


def decide(rules: UseRules, question: Question) -> Answer:
    """Answer whether something may be done, by the rules of a policy."""
    found = [reason for rule in ALL_RULES for reason in rule(rules, question)]
    reasons = tuple(sorted(found, key=lambda reason: -reason.outcome.strictness))
    outcome = reasons[0].outcome
    refused = outcome == Outcome.NOT_ALLOWED
    counting = tuple(reason for reason in reasons if not refused or reason.outcome == outcome)
    return Answer(
        outcome=outcome,
        reasons=reasons,
        clauses=_each_once(clause for reason in counting for clause in reason.clauses),
        conditions=() if refused else _each_once(text for reason in reasons for text in reason.conditions),
        next_step=_next_step(outcome, {reason.why for reason in reasons}),
    )


def less_sensitive(rules: UseRules, question: Question) -> str | None:
    """Return the most sensitive kind of data with which the same would be allowed, when these data are the obstacle."""
    refusing = {reason.why for reason in decide(rules, question).reasons if not reason.outcome.permits}
    if not refusing or not refusing <= DATA_OBSTACLES:
        return None
    rank = rules.rank(question.data_class)
    for item in reversed(rules.data_classes[:rank]):
        if decide(rules, replace(question, data_class=item.id)).outcome.permits:
            return item.id
    return None


def data_limit(rules: UseRules, designated: str | None) -> str | None:
    """Return the most sensitive kind of data that may go into an application; none when no data may."""
    limit = _limit(rules, designated)
    return rules.data_classes[limit].id if limit >= 0 else None


def rule_of_data(rules: UseRules, data_class: str) -> str:
    """Return the rule for a kind of data: no milder than for what is less sensitive, forbidden when not known."""
    rank = rules.rank(data_class)
    if rank >= len(rules.data_classes):
        return "forbidden"
    return max((item.rule for item in rules.data_classes[: rank + 1]), key=RULES.index)


def _limit(rules: UseRules, designated: str | None) -> int:
    """Return the place of the most sensitive data that may go in, -1 for none."""
    if designated is not None:
        rank = rules.rank(designated)
        return rank if rank < len(rules.data_classes) else -1
    open_to_all = [rule_of_data(rules, item.id) == "allowed" for item in rules.data_classes]
    return sum(open_to_all) - 1


def _task(rules: UseRules, question: Question) -> Iterator[Reason]:
    """Green, yellow or red; a prohibited purpose is never allowed, something else is asked first."""
    task, purpose = rules.task(question.task), rules.purpose(question.task)
    if purpose:
        yield Reason(Why.PROHIBITED_PURPOSE, Outcome.NOT_ALLOWED, purpose.clauses)
    elif task:
        why, outcome = LIGHTS[task.light]
        yield Reason(why, outcome, task.clauses, _texts(task))
    else:
        clauses = rules.circumstance("unreported").clauses
        yield Reason(Why.UNKNOWN_TASK, Outcome.ASK, clauses)


def _application(rules: UseRules, question: Question) -> Iterator[Reason]:
    """What is not in the catalogue is reported first; what is not in use may not be used."""
    application, unreported = question.application, rules.circumstance("unreported").clauses
    if application is None:
        yield Reason(Why.UNKNOWN_APPLICATION, Outcome.ASK, unreported)
        return
    why, outcome = STANDINGS[application.standing]
    yield Reason(why, outcome, unreported if why == Why.NOT_YET else ())
    if not application.tasks:
        yield Reason(Why.ONLY_ITS_PURPOSE, Outcome.CONDITIONS)
    elif question.task in application.tasks:
        yield Reason(Why.FOR_THIS_TASK, Outcome.ALLOWED)
    else:
        yield Reason(Why.OTHER_TASK, Outcome.ASK, unreported)
    if application.conditions:
        yield Reason(Why.HAS_CONDITIONS, Outcome.CONDITIONS, conditions=application.conditions)


def _data(rules: UseRules, question: Question) -> Iterator[Reason]:
    """The data may not be more sensitive than what the application is designated for, or the task allows."""
    item, rank = rules.data_class(question.data_class), rules.rank(question.data_class)
    clauses = item.clauses if item else ()
    application, task = question.application, rules.task(question.task)
    if rule_of_data(rules, question.data_class) == "forbidden":
        yield Reason(Why.DATA_FORBIDDEN, Outcome.NOT_ALLOWED, clauses)
    elif rank > _limit(rules, application.designated if application else None):
        yield Reason(Why.DATA_TOO_SENSITIVE, Outcome.NOT_ALLOWED, clauses)
    elif task and rank > rules.rank(task.data_class):
        chosen = application is not None and application.designated and task.id in application.tasks
        why = Why.DATA_DESIGNATED_FOR_TASK if chosen else Why.DATA_BEYOND_TASK
        yield Reason(why, Outcome.CONDITIONS if chosen else Outcome.ASK, clauses)
    else:
        yield Reason(Why.DATA_FIT, Outcome.ALLOWED, clauses)


def _circumstances(rules: UseRules, question: Question) -> Iterator[Reason]:
    """About people somebody checks; what goes outside is checked and says that AI was used."""
    for holds, why in ((question.about_people, Why.ABOUT_PEOPLE), (question.goes_outside, Why.GOES_OUTSIDE)):
        if holds:
            found = rules.circumstance(why.value)
            yield Reason(why, Outcome.CONDITIONS, found.clauses, _texts(found))


ALL_RULES: tuple[Rule, ...] = (_task, _application, _data, _circumstances)


def _texts(source: Task | Circumstance) -> tuple[str, ...]:
    return (in_language(source.conditions),) if source.conditions else ()


def _next_step(outcome: Outcome, why: set[Why]) -> NextStep:
    if outcome.permits:
        return NextStep.OPEN
    if why & FINAL:
        return NextStep.CATALOGUE
    return NextStep.REPORT if why & NEW_USE and not why & NOT_NOW else NextStep.ASK


def _each_once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
