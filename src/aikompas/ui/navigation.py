# SPDX-License-Identifier: EUPL-1.2
"""The menu of the staff pages, from one declarative list named by the setting ``AIKOMPAS_NAVIGATION``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class NavItem:
    """One line of the menu; the first item of the list is the home page of the organisation."""

    label: str | Promise
    url_name: str
    permission: str
    icon: str = ""
    group: str | Promise = ""


@dataclass(frozen=True, slots=True)
class MenuLink:
    """A menu line for one request."""

    label: str
    url: str
    icon: str
    current: bool


@dataclass(slots=True)
class MenuGroup:
    """Menu lines under one heading."""

    label: str
    links: list[MenuLink] = field(default_factory=list)


def registered() -> Sequence[NavItem]:
    """Return the menu of the installation."""
    path = getattr(settings, "AIKOMPAS_NAVIGATION", "")
    return import_string(path) if path else ()


def organisation_url(request: HttpRequest, url_name: str) -> str:
    """Return the address of a page within the organisation of the request, or of one that belongs to none."""
    organisation: Any = getattr(request, "organisation", None)
    if organisation is not None:
        try:
            return reverse(url_name, kwargs={"organisation": organisation.slug})
        except NoReverseMatch:
            pass
    return reverse(url_name)


def _address(request: HttpRequest, item: NavItem) -> str:
    """Return the address of a menu line, or nothing when an installation leaves that part out."""
    try:
        return organisation_url(request, item.url_name)
    except NoReverseMatch:
        return ""


def home_url(request: HttpRequest) -> str:
    """Return the home page of the organisation of the request, else the root of the site."""
    items = registered()
    if items and getattr(request, "organisation", None) is not None:
        return organisation_url(request, items[0].url_name)
    return "/"


def menu(request: HttpRequest) -> list[MenuGroup]:
    """Return the groups with the items that this person may see; empty outside an organisation."""
    may = getattr(request, "may", None)
    if getattr(request, "organisation", None) is None or may is None:
        return []
    visible = [
        (item, url) for item in registered() if may(item.permission) and (url := _address(request, item))
    ]
    home = home_url(request)
    matching = [
        url for _, url in visible if request.path == url or (url != home and request.path.startswith(url))
    ]
    current = max(matching, key=len, default="")
    groups: list[MenuGroup] = []
    for item, url in visible:
        label = str(item.group)
        if not groups or groups[-1].label != label:
            groups.append(MenuGroup(label))
        groups[-1].links.append(MenuLink(str(item.label), url, item.icon, url == current))
    return groups
