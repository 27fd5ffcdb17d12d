# SPDX-License-Identifier: EUPL-1.2
"""The gates of the life cycle as the policy of the application's organisation has them."""

from __future__ import annotations

from collections.abc import Iterable

from aikompas.policy import selectors as policy
from aikompas.policy.gates import Check, check_gate, run_controls
from aikompas.policy.profiles import Profile
from aikompas.register.models import Application


def profile_of(application: Application) -> Profile:
    """Return the policy profile of the application's organisation."""
    return policy.profile_of(application.organisation)


def gate_checks(application: Application, gate: str) -> list[Check]:
    """Return the answers of the controls at a gate; no gate gives none."""
    return check_gate(profile_of(application), gate, application) if gate else []


class Gates:
    """The gates of one application for one page: each control is asked once, however many gates it stands at."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.profile = profile_of(application)
        self._answers: dict[str, Check] = {}

    def at(self, gate: str) -> list[Check]:
        """Return the answers of the controls at a gate; no gate gives none."""
        return self._ask(self.profile.gates.get(gate, ()))

    def everywhere(self) -> list[Check]:
        """Return the answers of every control that stands at any gate, each once."""
        return self._ask(dict.fromkeys(name for names in self.profile.gates.values() for name in names))

    def _ask(self, control_ids: Iterable[str]) -> list[Check]:
        ids = list(control_ids)
        unknown = [name for name in ids if name not in self._answers]
        self._answers.update((check.control_id, check) for check in run_controls(unknown, self.application))
        return [self._answers[name] for name in ids]


def all_checks(application: Application) -> list[Check]:
    """Return the answers of every control that stands at any gate of the policy about this application."""
    return Gates(application).everywhere()
