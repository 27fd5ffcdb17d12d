# SPDX-License-Identifier: EUPL-1.2
"""Which policy profiles an organisation can choose: the app that knows them says so, in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Choices = Sequence[tuple[str, str]]
_providers: list[Callable[[], Choices]] = []


def register_policy_profiles(provider: Callable[[], Choices]) -> None:
    """Register the function that lists the policy profiles as (id, name)."""
    if provider not in _providers:
        _providers.append(provider)


def policy_profiles() -> list[tuple[str, str]]:
    """Return the policy profiles to choose from."""
    return [choice for provider in _providers for choice in provider()]
