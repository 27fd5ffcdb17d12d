# SPDX-License-Identifier: EUPL-1.2
"""Texts of a policy in the languages of the interface."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

Texts = Mapping[str, str]


def in_language(texts: Texts) -> str:
    """Return a text in the language of the interface, or else the Dutch one."""
    return texts.get((get_language() or "nl")[:2]) or texts["nl"]
