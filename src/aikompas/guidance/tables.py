# SPDX-License-Identifier: EUPL-1.2
"""Columns of the catalogue and of the applications that wait for a designation."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.guidance.presentation import data_name, standing_badge, task_names
from aikompas.guidance.selectors import conditions_of
from aikompas.register.choices import DataCategory
from aikompas.register.display import labels, state_badge
from aikompas.register.models import Application
from aikompas.ui.tables import Column


def _page(application: Application) -> str:
    return reverse("guidance:application", args=(application.organisation.slug, application.pk))


def _designation(application: Application) -> str:
    return reverse("guidance:designation", args=(application.organisation.slug, application.pk))


# The page shows rows of its own; the download has all of these.
CATALOGUE_COLUMNS = [
    Column("reference", _("Reference"), sort="number"),
    Column("name", _("Application"), cell="link", url=_page, sort="name"),
    Column("system", _("AI system"), "system.name", sort="system__name"),
    Column("stand", _("May it be used?"), standing_badge, cell="badge", export_value="get_state_display"),
    Column("tasks", _("For which tasks"), task_names),
    Column("data", _("Data up to"), data_name),
    Column("conditions", _("Conditions"), conditions_of),
    Column("department", _("Department"), "department.name", sort="department__name"),
    Column("owner", _("Owner"), "owner.name"),
    Column("purpose", _("Purpose")),
]


UNDESIGNATED_COLUMNS = [
    Column("reference", _("Reference"), sort="number"),
    Column("name", _("Application"), cell="link", url=_designation, sort="name"),
    Column("data", _("Kinds of data"), lambda row: ", ".join(labels(row.data_categories, DataCategory))),
    Column("department", _("Department"), "department.name", sort="department__name"),
    Column("owner", _("Owner"), "owner.name", sort="owner__name"),
    Column("state", _("State"), state_badge, cell="badge", sort="state"),
]
