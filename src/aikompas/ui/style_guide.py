# SPDX-License-Identifier: EUPL-1.2
"""The page that shows every component in every state, with examples as they occur in the product."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.access import requires
from aikompas.core.errors import Reason
from aikompas.ui import badges, icons
from aikompas.ui.forms import DateInput, MonthInput
from aikompas.ui.lists import Chip
from aikompas.ui.tables import Column, Heading, Table

NOW = datetime.datetime(2026, 9, 14, 10, 30, tzinfo=datetime.UTC)


class ExampleForm(forms.Form):
    """Every kind of field."""

    name = forms.CharField(
        label=_("Name of the application"),
        help_text=_("As colleagues call it, for example: scan car parking."),
        max_length=100,
    )
    email = forms.EmailField(
        label=_("E-mail address"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        help_text=_("In one or two sentences that a resident understands."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=400,
    )
    department = forms.ChoiceField(
        label=_("Department"),
        choices=[("", _("Choose a department")), ("w", _("Housing")), ("s", _("Social affairs"))],
    )
    kind = forms.ChoiceField(
        label=_("Which kind is it?"),
        choices=[("rules", _("Rules")), ("learning", _("Self-learning")), ("generative", _("Generative"))],
        widget=forms.RadioSelect,
    )
    data_used = forms.MultipleChoiceField(
        label=_("Which data does it use?"),
        help_text=_("Choose everything that applies."),
        choices=[
            (_("Without people"), [("none", _("No data")), ("internal", _("Internal data"))]),
            (_("About people"), [("personal", _("Personal data")), ("bsn", _("Citizen service number"))]),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    groups = forms.MultipleChoiceField(
        label=_("Affected groups"),
        choices=[("r", _("Residents")), ("e", _("Employees")), ("b", _("Businesses"))],
        required=False,
    )
    start = forms.DateField(label=_("In use since"), widget=DateInput(), required=False)
    month = forms.CharField(label=_("Month of the review"), widget=MonthInput(), required=False)
    people = forms.IntegerField(
        label=_("How many people are affected each year?"), min_value=0, required=False
    )
    file = forms.FileField(
        label=_("Vendor's declaration"), required=False, help_text=_("PDF of at most 10 MB.")
    )
    agreed = forms.BooleanField(label=_("I have read the house rules"))


@dataclass(frozen=True)
class ExampleRow:
    """A row of the example table."""

    name: str
    department: str
    risk: str
    state: tuple[Any, str]
    since: datetime.date | None
    affected: int | None

    def get_absolute_url(self) -> str:
        """Return an address for the example link."""
        return "#tables"


ROWS = [
    ExampleRow(
        "Scanauto parkeren",
        "Beheer openbare ruimte",
        "high",
        (_("In use"), "success"),
        datetime.date(2023, 4, 1),
        48000,
    ),
    ExampleRow(
        "Vraagvoorspelling Wmo",
        "Maatschappelijke ondersteuning",
        "limited",
        (_("Assessment"), "info"),
        None,
        2100,
    ),
    ExampleRow(
        "Chatbot gemeentewinkel",
        "Dienstverlening",
        "minimal",
        (_("Under review"), "warning"),
        datetime.date(2024, 11, 12),
        None,
    ),
]
COLUMNS = [
    Column("name", _("Application"), cell="link", sort="name"),
    Column("department", _("Department"), sort="department"),
    Column("risk", _("Risk"), cell="risk"),
    Column("state", _("State"), cell="badge"),
    Column("since", _("In use since"), cell="date", sort="since"),
    Column("affected", _("People affected"), cell="number"),
]


def _table() -> Table:
    headings = [
        Heading(
            column, "?sort=" + column.key if column.sort else "", "ascending" if column.key == "name" else ""
        )
        for column in COLUMNS
    ]
    return Table(COLUMNS, ROWS, _("Applications of AI"), headings)


def _listing(request: HttpRequest) -> Any:
    page = Paginator(range(240), 25).get_page(4)
    return SimpleNamespace(
        count=240,
        page=page,
        table=_table(),
        chips=[
            Chip(str(_("Risk")), str(_("High risk")), "?"),
            Chip(str(_("Department")), "Dienstverlening", "?"),
        ],
        clear_url="?",
        exports=[
            {"label": "CSV", "url": "#lists"},
            {"label": "XLSX", "url": "#lists"},
            {"label": "JSON", "url": "#lists"},
        ],
        empty={},
        row_template="",
    )


def _progress_examples() -> dict[str, Any]:
    return {
        "steps": [
            {"label": _("Reported"), "state": "done", "text": "3 maart 2026"},
            {"label": _("Classified"), "state": "done", "url": "#steps"},
            {"label": _("Assessed"), "state": "current", "text": _("4 of 7 parts")},
            {"label": _("Advised"), "state": "todo"},
            {"label": _("Decided"), "state": "blocked", "text": _("Two checks are not met")},
        ],
        "tabs": [
            {"label": _("Overview"), "url": "#overview", "current": True},
            {"label": _("Assessments"), "url": "#assessments", "count": 2},
            {"label": _("Conditions"), "url": "#conditions", "count": 0},
            {"label": _("History"), "url": "#history", "icon": "history"},
        ],
    }


def _content_examples() -> dict[str, Any]:
    return {
        "facts": [
            (_("Purpose"), "Handhaven van betaald parkeren in het centrum."),
            {"term": _("Owner"), "value": "S. de Wit", "url": "#facts", "edit_url": "#facts"},
            {
                "term": _("Human oversight"),
                "value": "",
                "help": _("Who can overrule the outcome?"),
                "edit_url": "#facts",
            },
        ],
        "timeline": [
            {
                "time": NOW,
                "title": _("Decision: may be used, with two conditions"),
                "actor": "College van B&W",
                "kind": "success",
                "icon": "check",
            },
            {
                "time": NOW - datetime.timedelta(days=9),
                "title": _("Advice of the committee"),
                "text": "Akkoord, mits de bewaartermijn korter wordt.",
                "kind": "info",
                "url": "#timeline",
            },
            {
                "time": NOW - datetime.timedelta(days=30),
                "title": _("Assessment returned"),
                "actor": "P. Janssen",
                "kind": "warning",
            },
        ],
        "reasons": [
            Reason(str(_("No owner is named.")), "#next"),
            Reason(str(_("The assessment is not approved.")), "#next"),
        ],
    }


def _chart_examples() -> dict[str, Any]:
    return {
        "bars": [
            ("Dienstverlening", 14),
            ("Sociaal domein", 9),
            ("Openbare ruimte", 6),
            ("Bedrijfsvoering", 3),
        ],
        "series": [_("High risk"), _("Limited risk"), _("Minimal risk")],
        "stacked": [
            ("Dienstverlening", [2, 5, 7]),
            ("Sociaal domein", [4, 3, 2]),
            ("Openbare ruimte", [1, 0, 5]),
        ],
        "moments": ["jan", "feb", "mrt", "apr", "mei", "jun"],
        "lines": [(_("Reported"), [3, 5, 4, 8, 9, 12]), (_("Decided"), [1, 2, 4, 4, 6, 9])],
        "shares": [
            (_("High risk"), 7),
            (_("Limited risk"), 8),
            (_("Minimal risk"), 14),
            (_("Not yet classified"), 3),
        ],
    }


@requires("ui.view_style_guide")
def style_guide(request: HttpRequest, organisation: str = "") -> HttpResponse:
    """Show every component in every state."""
    invalid = ExampleForm({"name": "", "email": "geen adres", "kind": "x"}, prefix="wrong")
    context = {
        **_progress_examples(),
        **_content_examples(),
        **_chart_examples(),
        "form": ExampleForm(
            initial={"name": "Scanauto parkeren", "purpose": "Controleren of voor een auto is betaald."}
        ),
        "invalid": invalid,
        "risks": list(badges.RISKS),
        "kinds": badges.KINDS,
        "icon_names": list(icons.ICONS),
        "table": _table(),
        "listing": _listing(request),
        "pages": Paginator(range(240), 25).get_page(4),
        "now": timezone.now(),
        "markdown_example": "Een **toets** gaat vooraf aan gebruik.\n\n- eerst melden\n- dan [indelen](https://example.org)\n",
    }
    return render(request, "ui/style_guide.html", context)
