# SPDX-License-Identifier: EUPL-1.2
"""How lists of notifications and messages can be narrowed."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.forms import CheckboxInput
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.models import Channel, OutgoingState


class NotificationFilter(FilterSet):
    """By kind, and only what was not read."""

    kind = ChoiceFilter(
        label=_("About"), choices=lambda: [(kind.name, str(kind.label)) for kind in all_kinds()]
    )
    unread = BooleanFilter(label=_("Only unread"), method="only_unread", widget=CheckboxInput)

    def only_unread(self, queryset: QuerySet[Any], name: str, value: bool) -> QuerySet[Any]:
        """Leave out what was read."""
        return queryset.filter(read_at=None) if value else queryset


class DeliveryFilter(FilterSet):
    """By state."""

    state = ChoiceFilter(label=_("State"), choices=OutgoingState.choices)


class MessageFilter(DeliveryFilter):
    """By way out and by state."""

    channel = ChoiceFilter(label=_("Way"), choices=Channel.choices)
