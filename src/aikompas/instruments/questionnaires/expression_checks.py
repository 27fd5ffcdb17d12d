# SPDX-License-Identifier: EUPL-1.2
"""Finds what is wrong with the calculations and results of a questionnaire."""

from collections.abc import Iterator, Mapping

from aikompas.instruments.expression_values import Array, Binary, Call, Literal, Member, Name, Node
from aikompas.instruments.expressions import Expression
from aikompas.instruments.problems import Problem
from aikompas.instruments.questionnaires.model import Level, Outcome, Questionnaire, Task
from aikompas.instruments.questionnaires.scoring import ARGUMENTS, LEVELS

_ALWAYS = frozenset({"null", "undefined"})
_Finding = tuple[str, str]


def expression_problems(form: Questionnaire) -> list[Problem]:
    """Return everything that is odd about the calculations and results."""
    scores = [task.calculation.score_key for task in form.calculated if task.calculation]
    problems = [
        Problem("warning", code, task.id, message, task.line)
        for task in form.calculated
        for code, message in _calculation_findings(form, task, scores)
    ]
    ids = [outcome.id for outcome in form.outcomes]
    for outcome in form.outcomes:
        findings = list(_outcome_findings(form, outcome, frozenset(scores)))
        if ids.count(outcome.id) > 1:
            findings.append(("duplicate", f"the result {outcome.id} occurs more than once"))
        problems += [
            Problem("warning", code, outcome.id, message, outcome.line)
            for code, message in dict.fromkeys(findings)
        ]
    return problems


def _calculation_findings(form: Questionnaire, task: Task, scores: list[str]) -> Iterator[_Finding]:
    calculation = task.calculation
    if calculation is None:
        return
    if not calculation.score_key or not calculation.rules:
        yield "calculation", "the calculation has no 'scoreKey' or no 'riskScore', so it gives no score"
    elif scores.count(calculation.score_key) > 1:
        yield "duplicate", f"the score {calculation.score_key} is calculated more than once"
    if form.near[task.id]:
        yield "calculation", "the calculation stands in something repeatable; it looks at the first instance"
    yield from dict.fromkeys(_Checking(form).findings(calculation.expression))
    stands_for = _asked(calculation.expression.node)
    checking = _Checking(
        form,
        frozenset({calculation.score_key}),
        stands_for={calculation.score_key: stands_for} if stands_for else {},
    )
    yield from dict.fromkeys(found for when, _ in calculation.rules for found in checking.findings(when))


def _outcome_findings(form: Questionnaire, outcome: Outcome, scores: frozenset[str]) -> Iterator[_Finding]:
    for level in outcome.levels:
        if level.level not in LEVELS:
            yield "level", f"the level '{level.level}' is not known; it comes after {' and '.join(LEVELS)}"
        yield from _level_findings(form, level, scores)


def _level_findings(form: Questionnaire, level: Level, scores: frozenset[str]) -> Iterator[_Finding]:
    criteria = [item.id for item in level.criteria]
    for criterion_id in sorted({item for item in criteria if criteria.count(item) > 1}):
        yield "duplicate", f"the criterion {criterion_id} occurs more than once"
    checking = _Checking(form, frozenset({"scores"}), {"scores": scores})
    for criterion in level.criteria:
        yield from checking.findings(criterion.expression)
    members = {"scores": scores, "criteria": frozenset(criteria)}
    yield from _Checking(form, frozenset(members), members).findings(level.expression)


class _Checking:
    """What one kind of expression may use: names, and members of these; `stands_for` is the task behind a name."""

    def __init__(
        self,
        form: Questionnaire,
        names: frozenset[str] = frozenset(),
        members: Mapping[str, frozenset[str]] | None = None,
        stands_for: Mapping[str, str] | None = None,
    ) -> None:
        self.form, self.names = form, names
        self.members, self.stands_for = members or {}, stands_for or {}

    def findings(self, expression: Expression) -> Iterator[_Finding]:
        for name in sorted(expression.names - self.names - _ALWAYS):
            yield "unknown-name", f"the name '{name}' does not exist here"
        for node in expression.parts():
            match node:
                case Call():
                    yield from self.call(node)
                case Member(Name(name), member) if member not in self.members.get(name, {member}):
                    yield "dangling", f"nothing gives '{name}.{member}'"
                case Binary("==" | "!=", left, right):
                    yield from self.comparison(left, right)
                    yield from self.comparison(right, left)
                case Binary("in", left, Array(items)):
                    for item in items:
                        yield from self.comparison(left, item)

    def call(self, node: Call) -> Iterator[_Finding]:
        kind = "transform" if node.transform else "function"
        wanted = ARGUMENTS[kind].get(node.name)
        if wanted is None:
            yield "unknown-function", f"there is no {kind} '{node.name}'; the expression has no outcome"
        elif wanted != len(node.arguments):
            yield "unknown-function", f"'{node.name}' needs {wanted} value(s); the expression has no outcome"
        elif node.name in ("answers", "countSelectedOptions"):
            match node.arguments[0]:
                case Literal(task_id) if task_id not in self.form.tasks:
                    yield "dangling", f"looks at '{task_id}', which does not exist; it counts as not answered"
        elif node.name == "weightedCountMap":
            yield from self.weights(*node.arguments)

    def weights(self, values: Node, keys: Node, weights: Node) -> Iterator[_Finding]:
        if isinstance(keys, Array) and isinstance(weights, Array) and len(keys.items) != len(weights.items):
            yield "weights", f"there are {len(keys.items)} keys and {len(weights.items)} weights"
        for key in keys.items if isinstance(keys, Array) else ():
            if isinstance(key, Literal) and (options := self.options(values)) and key.value not in options:
                yield (
                    "impossible-key",
                    f"the weight of '{key.value}' is never used: it is no option of {_asked(values)}",
                )

    def comparison(self, asked: Node, wanted: Node) -> Iterator[_Finding]:
        """Find an answer that is compared with what it can never be."""
        if not isinstance(wanted, Literal) or not (options := self.options(asked)):
            return
        if isinstance(wanted.value, bool):
            message = "an answer is kept as the text 'true' or 'false', which does not equal true or false; use bool()"
            yield "impossible-value", message
        elif isinstance(wanted.value, str) and wanted.value not in options:
            task_id = _asked(asked) or self.stands_for.get(getattr(asked, "name", ""), "")
            yield "impossible-value", f"compares with '{wanted.value}', which is no option of {task_id}"

    def options(self, asked: Node) -> frozenset[str]:
        """Return the options of the question whose answer this is, when these are fixed."""
        task_id = _asked(asked) or (self.stands_for.get(asked.name) if isinstance(asked, Name) else None)
        task = self.form.tasks.get(task_id or "")
        if task is None or task.takes_options_from:
            return frozenset()
        return frozenset(option.text for option in task.options)


def _asked(node: Node) -> str | None:
    """Return the task of which an expression gives the answer as it is, if any."""
    match node:
        case Call("answers", (Literal(str(task_id)),), False):
            return task_id
    return None
