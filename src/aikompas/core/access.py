# SPDX-License-Identifier: EUPL-1.2
"""What a view says about who may reach it; a view that says nothing cannot be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Access:
    """The access rule of one view: a permission, or one of the two rules that need none."""

    kind: Literal["permission", "signed_in", "public"]
    permission: str = ""


def requires(permission: str) -> Callable[[View], View]:
    """Declare that a view needs this permission in the organisation of its URL."""

    def declare(view: View) -> View:
        view.access = Access("permission", permission)  # type: ignore[attr-defined]
        return view

    return declare


def signed_in(view: View) -> View:
    """Declare that a view needs a signed-in person and nothing more."""
    view.access = Access("signed_in")  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Declare that anyone may reach a view."""
    view.access = Access("public")  # type: ignore[attr-defined]
    return view
