# SPDX-License-Identifier: EUPL-1.2
"""Walks every state a tree can be in: a question, with the set of labels gathered so far."""

from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter

from aikompas.instruments.expressions import members_tested
from aikompas.instruments.trees.model import Answer, DecisionTree, Redirect, Target

State = tuple[str, frozenset[str]]
RedirectKey = tuple[str, int, int]

MAX_STATES = 50_000


@dataclass
class Exploration:
    """Every state that can be reached, and where each answer leads from there."""

    tree: DecisionTree
    steps: dict[State, list[State]] = field(default_factory=dict)
    endings: dict[State, list[State]] = field(default_factory=dict)
    chosen: set[RedirectKey] = field(default_factory=set)
    true_once: set[RedirectKey] = field(default_factory=set)
    dead_ends: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    complete: bool = True

    @cached_property
    def reached_questions(self) -> set[str]:
        """The questions that some answers lead to."""
        return {question_id for question_id, _ in self.steps}

    @cached_property
    def reached_conclusions(self) -> set[str]:
        """The conclusions that some answers lead to."""
        return {conclusion_id for conclusion_id, _ in self.final_states}

    @cached_property
    def final_states(self) -> set[State]:
        """Every conclusion with every set of labels it can be reached with."""
        return {ending for endings in self.endings.values() for ending in endings}

    @cached_property
    def path_count(self) -> int:
        """The number of different ways to answer the tree; only for a tree without cycles."""
        counts: dict[State, int] = {}
        for state in TopologicalSorter(self.steps).static_order():
            counts[state] = len(self.endings[state]) + sum(counts[after] for after in self.steps[state])
        return counts[self.tree.start.id, frozenset()]


def explore(tree: DecisionTree, *, only_asked_for: bool = False) -> Exploration:
    """Walk every state that can be reached; every reference in the tree must exist.

    With `only_asked_for`, labels that no further condition asks for are left out: the same paths in far fewer
    states (a tree with dozens of labels has tens of thousands), but without the complete sets of labels.
    """
    found = Exploration(tree)
    asked = _labels_asked(tree) if only_asked_for else None
    waiting: list[State] = [(tree.start.id, frozenset())]
    while waiting:
        state = waiting.pop()
        if state in found.steps:
            continue
        if len(found.steps) >= MAX_STATES:
            found.complete = False
            break
        _explore_state(found, state, asked)
        waiting.extend(found.steps[state])
    return found


def _explore_state(found: Exploration, state: State, asked: dict[str, frozenset[str]] | None) -> None:
    question_id, labels = state
    steps = found.steps[state] = []
    endings = found.endings[state] = []
    for index, answer in enumerate(found.tree.questions[question_id].answers):
        after = labels.union(answer.labels)
        target = _follow(found, (question_id, index), answer, after)
        if target is None:
            found.dead_ends.setdefault((question_id, index), after)
        elif target.is_conclusion:
            endings.append((target.id, frozenset() if asked else after))
        else:
            steps.append((target.id, after & asked[target.id] if asked else after))


def _follow(
    found: Exploration, key: tuple[str, int], answer: Answer, labels: frozenset[str]
) -> Target | None:
    """Return where the answer leads, and note which redirects were true and which one was chosen."""
    chosen: Redirect | None = None
    for number, redirect in enumerate(answer.redirects):
        if redirect.applies(labels):
            found.true_once.add((*key, number))
            if chosen is None:
                chosen = redirect
                found.chosen.add((*key, number))
    return chosen.target if chosen else answer.next


def _labels_asked(tree: DecisionTree) -> dict[str, frozenset[str]] | None:
    """Return for each question the labels that conditions there or later ask for; None when that cannot be told."""
    asked: dict[str, frozenset[str]] = {}
    after: dict[str, set[str]] = {}
    for question in tree.questions.values():
        asked[question.id], after[question.id] = frozenset(), set()
        for answer in question.answers:
            targets = [answer.next] if answer.next else []
            for redirect in answer.redirects:
                targets.append(redirect.target)
                members = (
                    members_tested(redirect.condition.node, "labels") if redirect.condition else frozenset()
                )
                if members is None:
                    return None
                asked[question.id] |= members
            after[question.id].update(target.id for target in targets if not target.is_conclusion)
    changed = True
    while changed:
        changed = False
        for question_id, targets_of in after.items():
            union = asked[question_id].union(*(asked[target] for target in targets_of))
            changed = changed or union != asked[question_id]
            asked[question_id] = union
    return asked
