# SPDX-License-Identifier: EUPL-1.2
"""What can be wrong with an instrument or with the answers given to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Problem:
    """One finding about an instrument: an error makes it unusable, a warning does not."""

    level: Level
    code: str
    where: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.where + ': ' if self.where else ''}{self.message}"

    def as_dict(self) -> dict[str, object]:
        """Return the problem as plain data, for JSON."""
        return {
            "level": self.level,
            "code": self.code,
            "where": self.where,
            "line": self.line,
            "message": self.message,
        }


class InvalidInstrument(Exception):
    """The file is no usable instrument; `problems` says why, errors first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.level != "error"))
        super().__init__(str(self.problems[0]))


class AnswerError(Exception):
    """An answer is wrong, superfluous or missing at one question."""

    def __init__(self, question_id: str, message: str) -> None:
        self.question_id = question_id
        self.message = message
        super().__init__(f"question {question_id}: {message}")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether at least one of the problems is an error."""
    return any(problem.level == "error" for problem in problems)
