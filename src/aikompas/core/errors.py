# SPDX-License-Identifier: EUPL-1.2
"""Errors that services raise; views turn them into messages, the API into problem+json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a step is refused, with the page where it can be put right and who can do that."""

    text: str
    url: str = ""
    control: str = ""
    who: str = ""


class Refused(Exception):
    """A step that is not possible in the present state of affairs."""

    def __init__(self, message: str, reasons: Sequence[Reason] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.reasons = tuple(reasons)


class NotAllowed(Exception):
    """A step that this actor may not take."""

    def __init__(self, action: str) -> None:
        super().__init__(action)
        self.action = action
