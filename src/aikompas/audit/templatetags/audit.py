# SPDX-License-Identifier: EUPL-1.2
"""`{% load audit %}{% audit_history application %}`: what was done to one object, on the page of that object."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model
from django.template import Context
from django.urls import reverse

from aikompas.audit import selectors
from aikompas.audit.presentation import timeline_of

register = template.Library()
READ = 100


@register.inclusion_tag("audit/object_timeline.html", takes_context=True)
def audit_history(context: Context, obj: Model, limit: int = 25, level: int = 3) -> dict[str, Any]:
    """Show the latest things done to an object, to who may see the history of objects."""
    request = context["request"]
    if not request.may("audit.view_object_history"):
        return {"items": []}
    events = list(selectors.events_of(request.actor, obj)[:READ])
    slug = request.organisation.slug if request.may("audit.view_history") else ""
    more = ""
    if slug and events:
        more = reverse("audit:object_history", args=[slug, obj._meta.label_lower, obj.pk])
    return {"items": timeline_of(events, slug, gather=True)[:limit], "more": more, "level": level}
