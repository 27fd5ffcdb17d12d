# SPDX-License-Identifier: EUPL-1.2
"""Finds what is wrong with a tree by walking every state it can be in.

A state is a question with the set of labels gathered so far. Trees have few of them (the official one 563), so
every condition is tried on every set of labels that can really occur, and what is reported can really happen.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from aikompas.instruments.problems import Problem
from aikompas.instruments.trees.model import Answer, DecisionTree, Redirect, Target

State = tuple[str, frozenset[str]]

_MAX_STATES = 50_000


@dataclass
class Exploration:
    """Every state that can be reached, and where each answer leads from there."""

    tree: DecisionTree
    steps: dict[State, list[State]] = field(default_factory=dict)
    endings: dict[State, list[State]] = field(default_factory=dict)
    chosen: set[tuple[str, int, int]] = field(default_factory=set)
    true_once: set[tuple[str, int, int]] = field(default_factory=set)
    dead_ends: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    complete: bool = True

    @property
    def reached_questions(self) -> set[str]:
        """The questions that some answers lead to."""
        return {question_id for question_id, _ in self.steps}

    @property
    def final_states(self) -> set[State]:
        """Every conclusion with every set of labels it can be reached with."""
        return {ending for endings in self.endings.values() for ending in endings}

    @property
    def final_label_sets(self) -> set[frozenset[str]]:
        """Every set of labels with which the tree can end."""
        return {labels for _, labels in self.final_states}

    @cached_property
    def path_count(self) -> int:
        """The number of different ways to answer the tree; only for a tree without cycles."""
        counts: dict[State, int] = {}
        for state in _children_first(self.steps):
            counts[state] = len(self.endings[state]) + sum(counts[after] for after in self.steps[state])
        return counts[self.tree.start.id, frozenset()]


def explore(tree: DecisionTree) -> Exploration:
    """Walk every state that can be reached; the references must exist."""
    found = Exploration(tree)
    waiting: list[State] = [(tree.start.id, frozenset())]
    while waiting:
        state = waiting.pop()
        if state in found.steps:
            continue
        if len(found.steps) >= _MAX_STATES:
            found.complete = False
            break
        _explore_state(found, state)
        waiting.extend(found.steps[state])
    return found


def _explore_state(found: Exploration, state: State) -> None:
    question_id, labels = state
    found.steps[state], found.endings[state] = [], []
    for index, answer in enumerate(found.tree.questions[question_id].answers):
        after = labels.union(answer.labels)
        target = _follow(found, (question_id, index), answer, after)
        if target is None:
            found.dead_ends.setdefault((question_id, index), after)
        elif target.is_conclusion:
            found.endings[state].append((target.id, after))
        else:
            found.steps[state].append((target.id, after))


def _follow(found: Exploration, key: tuple[str, int], answer: Answer, labels: frozenset[str]) -> Target | None:
    """Return where the answer leads, and note which redirects were true and which one was chosen."""
    chosen: Redirect | None = None
    for number, redirect in enumerate(answer.redirects):
        if redirect.applies(labels):
            found.true_once.add((*key, number))
            if chosen is None:
                chosen = redirect
                found.chosen.add((*key, number))
    return chosen.target if chosen else answer.next


def tree_problems(tree: DecisionTree) -> list[Problem]:
    """Return everything that is wrong with the structure of a tree."""
    dangling = list(_dangling(tree))
    if dangling:
        return dangling
    found = explore(tree)
    problems = [*_cycles(found), *_dead_ends(found)]
    if not found.complete:
        message = f"the tree has more than {_MAX_STATES:,} states; not all of them were checked"
        return [*problems, Problem("warning", "too-large", "", message)]
    return [*problems, *_unreachable(found), *_idle_redirects(found)]


def _dangling(tree: DecisionTree) -> Iterator[Problem]:
    for question in tree.questions.values():
        for answer in question.answers:
            targets = [(redirect.target, redirect.line) for redirect in answer.redirects]
            if answer.next:
                targets.append((answer.next, answer.line))
            for target, line in targets:
                known: Iterable[str] = tree.conclusions if target.is_conclusion else tree.questions
                if target.id not in known:
                    kind = "conclusion" if target.is_conclusion else "question"
                    message = f"the answer '{answer.answer}' leads to the {kind} {target.id}, which does not exist"
                    yield Problem("error", "dangling", question.id, message, line)


def _unreachable(found: Exploration) -> Iterator[Problem]:
    reached = found.reached_questions
    for question in found.tree.questions.values():
        if question.id not in reached:
            message = "no answers lead to this question"
            yield Problem("warning", "unreachable", question.id, message, question.line)
    concluded = {conclusion_id for conclusion_id, _ in found.final_states}
    for conclusion in found.tree.conclusions.values():
        if conclusion.id not in concluded:
            message = "no answers lead to this conclusion"
            yield Problem("warning", "unreachable", conclusion.id, message, conclusion.line)


def _idle_redirects(found: Exploration) -> Iterator[Problem]:
    reached = found.reached_questions
    for question in found.tree.questions.values():
        if question.id not in reached:
            continue
        for index, answer in enumerate(question.answers):
            for number, redirect in enumerate(answer.redirects):
                key = (question.id, index, number)
                if key not in found.chosen:
                    shadowed = key in found.true_once
                    reason = "an earlier redirect is always true before it" if shadowed else "it can never be true"
                    message = f"redirect {number + 1} of '{answer.answer}' to {redirect.target.id} never matches: {reason}"
                    yield Problem("warning", "idle-redirect", question.id, message, redirect.line)


def _dead_ends(found: Exploration) -> Iterator[Problem]:
    for (question_id, index), labels in found.dead_ends.items():
        answer = found.tree.questions[question_id].answers[index]
        names = ", ".join(sorted(labels)) or "none"
        message = f"no redirect of '{answer.answer}' is true with the labels: {names}"
        yield Problem("error", "dead-end", question_id, message, answer.line)


def _cycles(found: Exploration) -> Iterator[Problem]:
    """Report every question that can be asked a second time on one path."""
    after: dict[str, set[str]] = defaultdict(set)
    for (question_id, _), states in found.steps.items():
        after[question_id].update(target for target, _ in states)
    for question in found.tree.questions.values():
        if question.id in _reachable_from(question.id, after) and _returns(found, question.id):
            message = "answers can lead back to this question (a cycle)"
            yield Problem("error", "cycle", question.id, message, question.line)


def _reachable_from(start: str, after: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(after[start])
    while waiting:
        question_id = waiting.pop()
        if question_id not in reached:
            reached.add(question_id)
            waiting.extend(after[question_id])
    return reached


def _returns(found: Exploration, question_id: str) -> bool:
    """Return whether a state of the question really leads to a state of the same question."""
    waiting = [after for state in found.steps if state[0] == question_id for after in found.steps[state]]
    seen: set[State] = set()
    while waiting:
        state = waiting.pop()
        if state[0] == question_id:
            return True
        if state not in seen:
            seen.add(state)
            waiting.extend(found.steps.get(state, ()))
    return False


def _children_first(steps: dict[State, list[State]]) -> Iterator[State]:
    """Yield every state after all states it leads to."""
    done: set[State] = set()
    for start in steps:
        stack = [(start, iter(steps[start]))]
        while stack:
            state, children = stack[-1]
            child = next((item for item in children if item not in done), None)
            if child is not None:
                stack.append((child, iter(steps[child])))
            else:
                stack.pop()
                if state not in done:
                    done.add(state)
                    yield state
