# SPDX-License-Identifier: EUPL-1.2
"""Addresses of pages about an application, a condition or a review, for whoever leads people there."""

from __future__ import annotations

from django.urls import reverse

from aikompas.register.models import Application
from aikompas.review.models import Condition


def application_url(application: Application) -> str:
    """Return the page with advice and decision of an application."""
    return page_url("application", application)


def page_url(name: str, application: Application) -> str:
    """Return a page of this app about an application."""
    return reverse(f"review:{name}", args=[application.organisation.slug, application.pk])


def condition_url(condition: Condition) -> str:
    """Return the page of a condition."""
    return reverse("review:condition", args=[condition.application.organisation.slug, condition.pk])
