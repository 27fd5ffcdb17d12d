# SPDX-License-Identifier: EUPL-1.2
"""How a register text shows in a list."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from aikompas.publication.models import RegisterText
from aikompas.publication.presentation import badges_of
from aikompas.publication.standard import html
from aikompas.publication.standard.registration import text_of

register = template.Library()
LONGEST = 250


@register.filter
def text_badges(text: RegisterText) -> list[tuple[str, str]]:
    """Return status and publication category with the kind of their badges."""
    return badges_of(text, get_language() or "nl")


@register.filter
def text_summary(text: RegisterText) -> str:
    """Return the short description, else the beginning of the purpose."""
    short = text_of(text.fields, "description_short")
    return short or html.one_line(text_of(text.fields, "goal"), LONGEST)
