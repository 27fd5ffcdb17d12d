# SPDX-License-Identifier: EUPL-1.2
"""The gates of the life cycle as the policy of the application's organisation has them."""

from __future__ import annotations

from aikompas.policy import selectors as policy
from aikompas.policy.gates import Check, check_all, check_gate
from aikompas.policy.profiles import Profile
from aikompas.register.models import Application


def profile_of(application: Application) -> Profile:
    """Return the policy profile of the application's organisation."""
    return policy.profile_of(application.organisation)


def gate_checks(application: Application, gate: str) -> list[Check]:
    """Return the answers of the controls at a gate; no gate gives none."""
    return check_gate(profile_of(application), gate, application) if gate else []


def all_checks(application: Application) -> list[Check]:
    """Return the answers of every control of the policy about this application."""
    return check_all(profile_of(application), application)
