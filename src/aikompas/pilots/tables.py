# SPDX-License-Identifier: EUPL-1.2
"""Columns of the lists of pilots and articles."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aikompas.pilots.presentation import article_badge, pilot_badge
from aikompas.ui.tables import Column

PILOT_COLUMNS = [
    Column("reference", _("Pilot"), cell="code", sort="number"),
    Column("application", _("Application"), "application.name", cell="link", sort="application__name"),
    Column("department", _("Department"), "application.department", sort="application__department__name"),
    Column("state", _("State"), pilot_badge, cell="badge", sort="state"),
    Column("begins", _("From"), cell="date", sort="begins"),
    Column("ends", _("Until"), cell="date", sort="ends"),
    Column("lead", _("Led by"), sort="lead__name"),
    Column("guide", _("Guided by"), shown=False),
    Column("budget", pgettext_lazy("money", "Budget (euros)"), cell="number", sort="budget", shown=False),
    Column("hypothesis", _("What we expect"), shown=False),
    Column("participants", _("Who take part"), shown=False),
    Column("data_used", _("Data used"), shown=False),
    Column("conclusion", _("What it brought"), shown=False),
    Column("lessons", _("Lessons"), shown=False),
    Column("decision_reasons", _("Reasons of the decision"), shown=False),
]

ARTICLE_COLUMNS = [
    Column("title", _("Title"), cell="link", sort="title"),
    Column("summary", _("In short")),
    Column("tags", _("Tags"), "tag_names"),
    Column("department", _("Department"), sort="department__name"),
    Column("published_on", _("Published on"), cell="date", sort="published_on"),
    Column("state", _("State"), article_badge, cell="badge", sort="state"),
    Column("by", _("By"), "by_line", shown=False),
    Column("application", _("Application"), shown=False),
    Column("text", _("Text"), shown=False),
]
