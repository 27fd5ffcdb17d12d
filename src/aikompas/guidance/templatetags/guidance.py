# SPDX-License-Identifier: EUPL-1.2
"""What a row of the catalogue shows."""

from __future__ import annotations

from django import template

from aikompas.guidance import presentation
from aikompas.register.models import Application

register = template.Library()


@register.filter
def standing_label(application: Application) -> str:
    """Return whether an application may be used, in words."""
    return presentation.standing_badge(application)[0]


@register.filter
def standing_kind(application: Application) -> str:
    """Return how that is shown."""
    return presentation.standing_badge(application)[1]


@register.filter
def data_name(application: Application) -> str:
    """Return the most sensitive data that may go in."""
    return presentation.data_name(application)


@register.filter
def task_names(application: Application) -> list[str]:
    """Return the tasks for which it may be used."""
    return presentation.task_names(application)
