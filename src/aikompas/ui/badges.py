# SPDX-License-Identifier: EUPL-1.2
"""Kinds of badges, and how each risk class looks: a colour, a shape and a word, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from aikompas.ui.icons import icon as icon_html

KINDS = ("neutral", "info", "success", "warning", "danger")

UTRECHT_STATUS = {
    "neutral": "inactive",
    "info": "neutral",
    "success": "success",
    "warning": "warning",
    "danger": "danger",
}
KIND_ICONS = {"neutral": "", "info": "info", "success": "check", "warning": "alert", "danger": "ban"}


@dataclass(frozen=True, slots=True)
class RiskLook:
    """How a risk class is shown."""

    label: str | Promise
    kind: str
    icon: str


RISKS: dict[str, RiskLook] = {
    "prohibited": RiskLook(_("Prohibited"), "prohibited", "ban"),
    "high": RiskLook(_("High risk"), "danger", "triangle"),
    "limited": RiskLook(_("Limited risk"), "warning", "circle-half"),
    "minimal": RiskLook(_("Minimal risk"), "success", "circle"),
    "gpai_systemic": RiskLook(_("General-purpose model with systemic risk"), "danger", "layers"),
    "gpai": RiskLook(_("General-purpose model"), "info", "hexagon"),
    "impactful_algorithm": RiskLook(_("Impactful algorithm"), "warning", "diamond"),
    "other_algorithm": RiskLook(_("Other algorithm"), "neutral", "square"),
    "out_of_scope": RiskLook(_("Outside the AI Act"), "neutral", "dash"),
    "no_algorithm": RiskLook(_("No algorithm"), "neutral", "close"),
    "unknown": RiskLook(_("Not yet classified"), "open", "square-dashed"),
}


def risk_look(code: str | None) -> RiskLook:
    """Return how a risk class is shown; an empty or unknown code shows as not yet classified."""
    return RISKS.get(code or "unknown", RISKS["unknown"])


def badge(label: Any, kind: str = "neutral", icon: str | None = None) -> SafeString:
    """Return a status badge; the word carries the meaning."""
    name = KIND_ICONS[kind] if icon is None else icon
    return format_html(
        '<span class="utrecht-status-badge utrecht-status-badge--{} ak-badge">{}{}</span>',
        UTRECHT_STATUS[kind],
        icon_html(name) if name else "",
        label,
    )


def risk_badge(code: str | None) -> SafeString:
    """Return the badge of a risk class: a word, a shape and a colour."""
    look = risk_look(code)
    return format_html(
        '<span class="utrecht-status-badge ak-badge ak-risk ak-risk--{}">{}{}</span>',
        look.kind,
        icon_html(look.icon),
        look.label,
    )
