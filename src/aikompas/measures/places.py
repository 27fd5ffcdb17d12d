# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the pages about one application."""

from __future__ import annotations

from django.urls import reverse

from aikompas.register.models import Application


def work_url(application: Application) -> str:
    """Return the page with the requirements and measures of an application."""
    return reverse("measures:application", args=(application.organisation.slug, application.pk))


def risks_url(application: Application) -> str:
    """Return the page with the risks of an application."""
    return reverse("measures:application_risks", args=(application.organisation.slug, application.pk))
