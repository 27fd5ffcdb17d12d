# SPDX-License-Identifier: EUPL-1.2
"""Filters of the staff's list and of the public register."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from aikompas.publication.models import RegisterText
from aikompas.publication.records import searchable
from aikompas.publication.selectors import by_todo
from aikompas.publication.standard.fields import standard
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.ui.forms import SearchInput
from aikompas.ui.lists import SearchFilter

TO_DO = [
    ("missing", _("Must be published and is not")),
    ("approve", _("Waits for approval")),
    ("publish", _("Approved, waits for publication")),
    ("returned", _("Given back to the writer")),
    ("outdated", _("Status no longer right")),
    ("gone", _("No longer in the source")),
    ("published", _("Published")),
    ("unpublished", _("Not published")),
]
ORDERS = {"name": ("name", "pk"), "new": ("-published_at", "pk")}
MOST_WORDS = 8


class TextFilter(FilterSet):
    """What waits, risk class, state and words."""

    q = SearchFilter(label=_("Search"), fields=["name", "purpose"])
    todo = ChoiceFilter(label=_("Publication"), choices=TO_DO, method="filter_todo", empty_label=_("All"))
    risk_class = ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices, empty_label=_("All"))
    state = ChoiceFilter(label=_("State"), choices=State.choices, empty_label=_("All"))

    class Meta:
        model = Application
        fields = ("q", "todo", "risk_class", "state")

    def filter_todo(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        """Narrow to what waits in this way."""
        return by_todo(queryset, value)


def codes_of(key: str) -> list[tuple[str, str]]:
    """Return our codes of a field with their words in the language of the page."""
    language = get_language() or "nl"
    return [
        (choice.code, choice.label(language)) for choice in standard().fields[key].choices if choice.permitted
    ]


class WordsFilter(CharFilter):
    """Free text: every word must occur in the text, whatever its capitals and accents."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, widget=SearchInput(), **kwargs)

    def filter(self, qs: QuerySet[RegisterText], value: str) -> QuerySet[RegisterText]:
        """Narrow to texts with all words."""
        for word in searchable(value or "").split()[:MOST_WORDS]:
            qs = qs.filter(search__contains=word)
        return qs


class PublicFilter(FilterSet):
    """Words, theme, status, publication category and order of the public register."""

    q = WordsFilter(label=_("Search"))
    thema = ChoiceFilter(
        label=_("Theme"), field_name="themes", method="filter_theme", empty_label=_("All themes")
    )
    status = ChoiceFilter(label=_("Status"), empty_label=_("Every status"))
    categorie = ChoiceFilter(label=_("Kind of algorithm"), field_name="category", empty_label=_("All kinds"))
    volgorde = ChoiceFilter(
        label=_("Order"),
        method="filter_order",
        empty_label=None,
        choices=[("name", _("By name")), ("new", _("Newest first"))],
    )

    class Meta:
        model = RegisterText
        fields = ("q", "thema", "status", "categorie", "volgorde")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, key in (("thema", "category"), ("status", "status"), ("categorie", "publication_category")):
            self.filters[name].extra["choices"] = codes_of(key)

    def filter_theme(self, queryset: QuerySet[RegisterText], name: str, value: str) -> QuerySet[RegisterText]:
        """Narrow to texts with this theme."""
        return queryset.filter(themes__contains=f"|{value}|")

    def filter_order(self, queryset: QuerySet[RegisterText], name: str, value: str) -> QuerySet[RegisterText]:
        """Put the texts in the order asked for."""
        return queryset.order_by(*ORDERS[value])
