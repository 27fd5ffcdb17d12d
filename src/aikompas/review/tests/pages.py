# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages of advice and decision, for their tests."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from aikompas.organisations.models import Organisation
from aikompas.organisations.testing import sign_in
from aikompas.review.tests.factories import Scene

WITHOUT_OBJECT = {
    "committee",
    "decision_list",
    "handling_times",
    "made_known",
    "mandate_create",
    "mandate_list",
    "meeting_list",
    "meeting_new",
    "my_conditions",
    "periodic_list",
    "procedure_list",
    "queue",
    "seat_new",
}


def address(name: str, organisation: Organisation, obj: Any = None) -> str:
    """Return the address of a page about an application, a condition or a kept dossier."""
    return reverse(f"review:{name}", args=[organisation.slug, *([] if name in WITHOUT_OBJECT else [obj.pk])])


def as_member(client: Client, scene: Scene, name: str, page: str) -> str:
    """Sign in as one of the people of a scene; return the address of a page about its application."""
    sign_in(client, scene.members[name])
    return address(page, scene.organisation, scene.application)


def exported(client: Client, url: str) -> str:
    """Return the list at an address as a CSV file."""
    return b"".join(client.get(f"{url}?export=csv").streaming_content).decode("utf-8-sig")
