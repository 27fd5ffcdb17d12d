# SPDX-License-Identifier: EUPL-1.2
"""Filters of the history."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from aikompas.audit.labels import label_of, label_of_type
from aikompas.audit.models import AuditEvent
from aikompas.audit.selectors import Occurring
from aikompas.ui.forms import DateInput


class HistoryFilter(FilterSet):
    """Period, person, action, kind of object; the choices are what occurs in this log."""

    occurring: ClassVar[Occurring]

    since = DateFilter(method="from_day", label=_("From"), widget=DateInput())
    until = DateFilter(method="to_day", label=_("Up to and including"), widget=DateInput())
    actor = ChoiceFilter(field_name="actor_id", label=_("Person"), empty_label=_("Everyone"))
    action = ChoiceFilter(label=_("Action"), empty_label=_("All actions"))
    object_type = ChoiceFilter(label=_("Kind of object"), empty_label=_("All kinds"))

    class Meta:
        model = AuditEvent
        fields = ("since", "until", "actor", "action", "object_type")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        occurring = self.occurring
        people = [(str(key), name) for key, name in occurring.people.items()]
        self._choose("actor", people)
        self._choose("action", [(action, label_of(action)) for action in occurring.actions])
        self._choose("object_type", [(kind, label_of_type(kind)) for kind in occurring.object_types])

    def from_day(self, events: QuerySet[AuditEvent], name: str, day: date) -> QuerySet[AuditEvent]:
        """Keep what was done on this day or later."""
        return events.filter(time__gte=_start_of(day))

    def to_day(self, events: QuerySet[AuditEvent], name: str, day: date) -> QuerySet[AuditEvent]:
        """Keep what was done on this day or earlier."""
        return events.filter(time__lt=_start_of(day + timedelta(days=1)))

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.filters[name].extra["choices"] = sorted(choices, key=lambda choice: choice[1].casefold())


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def history_filter(occurring: Occurring) -> type[HistoryFilter]:
    """Return the filter that offers what occurs in a log."""
    return type("HistoryFilterOfLog", (HistoryFilter,), {"occurring": occurring})
