# SPDX-License-Identifier: EUPL-1.2
"""Every address says who may reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from aikompas.core.access import Access
from aikompas.organisations import permissions
from aikompas.organisations.middleware import access_of

LIBRARIES = ("allauth.", "django.views.i18n")


def _patterns(
    resolver: URLResolver | URLPattern, prefix: str = ""
) -> Iterator[tuple[str, Callable[..., Any]]]:
    route = prefix + str(resolver.pattern)
    if isinstance(resolver, URLPattern):
        yield route, resolver.callback
        return
    for pattern in resolver.url_patterns:
        yield from _patterns(pattern, route)


@pytest.fixture(scope="module")
def views() -> list[tuple[str, Callable[..., Any]]]:
    """Every address of the product with its view."""
    found = list(_patterns(get_resolver()))
    assert len(found) > 10
    return found


def _own(view: Callable[..., Any]) -> bool:
    return not view.__module__.startswith(tuple(settings.PUBLIC_VIEW_MODULES))


def test_every_view_declares_its_access(views: list[tuple[str, Callable[..., Any]]]) -> None:
    silent = [
        f"{route} ({view.__module__})" for route, view in views if not isinstance(access_of(view), Access)
    ]
    assert not silent, "nobody can reach: " + "\n".join(silent)


def test_every_permission_that_a_view_asks_for_stands_in_the_matrix(
    views: list[tuple[str, Callable[..., Any]]],
) -> None:
    asked = {
        access.permission for _, view in views if (access := access_of(view)) and access.kind == "permission"
    }
    assert asked
    assert asked <= set(permissions.MATRIX), asked - set(permissions.MATRIX)


def test_a_view_with_a_permission_stands_below_an_organisation(
    views: list[tuple[str, Callable[..., Any]]],
) -> None:
    outside = [
        route
        for route, view in views
        if (access := access_of(view)) and access.kind == "permission" and "<slug:organisation>" not in route
    ]
    assert not outside, "\n".join(outside)


def test_only_the_named_libraries_have_views_without_an_access_of_our_own(
    views: list[tuple[str, Callable[..., Any]]],
) -> None:
    others = {view.__module__ for _, view in views if not _own(view)}
    assert all(module.startswith(LIBRARIES) for module in others), others
