# SPDX-License-Identifier: EUPL-1.2
"""The tabs on the page of an application: each app registers its own, so that the register knows no app above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from aikompas.register.models import Application

May = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class Tab:
    """A part of the page of an application, and the steps of the life cycle that are taken there."""

    key: str
    label: str | Promise
    url_name: str
    permission: str
    order: int
    actions: frozenset[str] = frozenset()

    def url(self, application: Application) -> str:
        """Return the address of this tab of an application."""
        return reverse(self.url_name, args=(application.organisation.slug, application.pk))


_tabs: dict[str, Tab] = {}


def register_tab(
    key: str,
    label: str | Promise,
    url_name: str,
    permission: str,
    order: int,
    actions: tuple[str, ...] = (),
) -> None:
    """Register a tab; the address has the short name of the organisation and the id of the application (``pk``)."""
    _tabs[key] = Tab(key, label, url_name, permission, order, frozenset(actions))


def all_tabs() -> list[Tab]:
    """Return the tabs from left to right."""
    return sorted(_tabs.values(), key=lambda tab: tab.order)


def tabs_of(application: Application, may: May, current: str) -> list[dict[str, Any]]:
    """Return the tabs that this person may open."""
    return [
        {"label": tab.label, "url": tab.url(application), "current": tab.key == current}
        for tab in all_tabs()
        if may(tab.permission)
    ]


def tab_of_action(action: str) -> Tab | None:
    """Return the tab on which a step of the life cycle is taken."""
    return next((tab for tab in all_tabs() if action in tab.actions), None)


def label_of_tab(key: str) -> str:
    """Return what a tab is called."""
    return str(_tabs[key].label)
