# SPDX-License-Identifier: EUPL-1.2
"""Finds what is wrong with a tree by walking every state it can be in, so that what is reported can really happen."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from aikompas.instruments.problems import Problem
from aikompas.instruments.trees.exploration import MAX_STATES, Exploration, State, explore
from aikompas.instruments.trees.model import DecisionTree


def tree_problems(tree: DecisionTree) -> list[Problem]:
    """Return everything that is wrong with the structure of a tree."""
    dangling = list(_dangling(tree))
    if dangling:
        return dangling
    found = explore(tree, only_asked_for=True)
    problems = [*_cycles(found), *_dead_ends(found)]
    if not found.complete:
        message = f"the tree has more than {MAX_STATES:,} states; not all of them were checked"
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
                    message = (
                        f"the answer '{answer.answer}' leads to the {kind} {target.id}, which does not exist"
                    )
                    yield Problem("error", "dangling", question.id, message, line)


def _unreachable(found: Exploration) -> Iterator[Problem]:
    reached = found.reached_questions
    for question in found.tree.questions.values():
        if question.id not in reached:
            message = "no answers lead to this question"
            yield Problem("warning", "unreachable", question.id, message, question.line)
    concluded = found.reached_conclusions
    for conclusion in found.tree.conclusions.values():
        if conclusion.id not in concluded:
            message = "no answers lead to this conclusion"
            yield Problem("warning", "unreachable", conclusion.id, message, conclusion.line)


def _idle_redirects(found: Exploration) -> Iterator[Problem]:
    for question in found.tree.questions.values():
        for index, answer in enumerate(question.answers):
            for number, redirect in enumerate(answer.redirects):
                key = (question.id, index, number)
                if question.id in found.reached_questions and key not in found.chosen:
                    shadowed = key in found.true_once
                    reason = (
                        "whenever it is true, an earlier one is true as well"
                        if shadowed
                        else "it can never be true"
                    )
                    what = f"redirect {number + 1} of '{answer.answer}' to {redirect.target.id}"
                    message = f"{what} never matches: {reason}"
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
