# SPDX-License-Identifier: EUPL-1.2
"""The way back to an application, for pages beside its tabs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from aikompas.register.models import Application
from aikompas.ui.views import redirect_with_message


def links_of(request: HttpRequest, subject: Application) -> dict[str, Any]:
    """Return an application with its addresses, for the breadcrumb and the buttons."""
    slug = request.organisation.slug
    return {
        "application": subject,
        "application_url": reverse("register:application_detail", args=[slug, subject.pk]),
        "review_url": reverse("review:application", args=[slug, subject.pk]),
    }


def to_application(
    request: HttpRequest, subject: Application, message: str, level: int = messages.SUCCESS
) -> HttpResponse:
    """Go to the tab with advice and decision, with a message."""
    return redirect_with_message(
        request, message, "review:application", request.organisation.slug, subject.pk, level=level
    )
