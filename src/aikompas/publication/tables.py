# SPDX-License-Identifier: EUPL-1.2
"""Columns of the lists."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aikompas.publication.choices import RunState, TextState
from aikompas.publication.controls import public_page, text_page
from aikompas.publication.models import ImportRun, RegisterText
from aikompas.publication.presentation import label_of, labels_of_themes
from aikompas.publication.records import status_of
from aikompas.publication.selectors import DUE_STATES
from aikompas.publication.standard.registration import text_of
from aikompas.register.choices import PUBLISH_WHEN
from aikompas.register.display import state_badge
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.ui.tables import Column

TEXT_KINDS = {
    TextState.DRAFT: "neutral",
    TextState.APPROVED: "info",
    TextState.PUBLISHED: "success",
    TextState.WITHDRAWN: "warning",
    TextState.SUPERSEDED: "neutral",
}
RUN_KINDS = {
    RunState.QUEUED: "neutral",
    RunState.RUNNING: "info",
    RunState.DONE: "success",
    RunState.FAILED: "danger",
}


def text_badge(text: RegisterText) -> tuple[str, str]:
    """Return the state of a text with the kind of its badge."""
    if text.state == TextState.DRAFT and text.submitted_at:
        return _("Offered for approval"), "info"
    return text.get_state_display(), TEXT_KINDS[TextState(text.state)]


def publication_badge(application: Any) -> tuple[str, str]:
    """Return in one word how an application of the overview stands in the register."""
    if application.published_status is not None:
        outdated = application.published_status != status_of(application) or application.gone_from_source
        return (_("Published, needs attention"), "warning") if outdated else (_("Published"), "success")
    if application.current_texts:
        return text_badge(application.current_texts[0])
    if application.risk_class in PUBLISH_WHEN and application.state in DUE_STATES:
        return _("Must be published"), "danger"
    if application.risk_class in PUBLISH_WHEN and application.state in ACTIVE_STATES:
        return _("To be published before the use"), "warning"
    return _("Not published"), "neutral"


def _languages(application: Any) -> str:
    published = [text for text in application.current_texts if text.is_published]
    return ", ".join(text.get_language_display() for text in published)


def _published_at(application: Any) -> Any:
    found = (text.published_at for text in application.current_texts if text.is_published)
    moment = next(found, None)
    return timezone.localtime(moment).date() if moment else None


def _public_page(application: Application) -> str:
    return reverse("publication:public_detail", args=(application.organisation.slug, application.pk))


TEXT_COLUMNS = [
    Column("reference", gettext_lazy("Reference"), sort="number"),
    Column("name", gettext_lazy("Application"), cell="link", url=text_page, sort="name"),
    Column("publication", gettext_lazy("Publication"), publication_badge, cell="badge"),
    Column("state", gettext_lazy("State"), state_badge, cell="badge", sort="state"),
    Column("risk_class", gettext_lazy("Risk class"), cell="risk", sort="risk_class"),
    Column("published_at", gettext_lazy("Published on"), _published_at, cell="date"),
    Column("languages", gettext_lazy("Languages"), _languages, shown=False),
    Column("department", gettext_lazy("Department"), "department.name", shown=False),
    Column("owner", gettext_lazy("Owner"), "owner.name", shown=False),
    Column("page", gettext_lazy("Public page"), _public_page, shown=False),
]


def _status(text: RegisterText) -> str:
    return label_of("status", text.status, get_language() or "nl")


def _category(text: RegisterText) -> str:
    return label_of("publication_category", text.category, get_language() or "nl")


def _themes(text: RegisterText) -> list[str]:
    return labels_of_themes(text.fields, get_language() or "nl")


def _summary(text: RegisterText) -> str:
    return text_of(text.fields, "description_short")


PUBLIC_COLUMNS = [
    Column("name", gettext_lazy("Name"), cell="link", url=public_page),
    Column("description_short", gettext_lazy("Short description"), _summary),
    Column("status", gettext_lazy("Status"), _status),
    Column("publication_category", gettext_lazy("Kind of algorithm"), _category),
    Column("category", gettext_lazy("Theme"), _themes),
    Column("published_at", gettext_lazy("Published on"), "published_at.date", cell="date"),
]


def run_badge(run: ImportRun) -> tuple[str, str]:
    """Return the state of an import with the kind of its badge."""
    if run.is_stalled:
        return _("Interrupted"), "danger"
    return run.get_state_display(), RUN_KINDS[RunState(run.state)]


IMPORT_COLUMNS = [
    Column("created_at", gettext_lazy("When"), cell="datetime", sort="created_at"),
    Column("filename", gettext_lazy("File"), cell="link", sort="filename"),
    Column("started_by", gettext_lazy("By"), "started_by.name"),
    Column("state", gettext_lazy("State"), run_badge, cell="badge", sort="state"),
    Column("dry_run", gettext_lazy("Only looked"), cell="yes_no"),
    Column("created", gettext_lazy("New"), cell="number"),
    Column("updated", gettext_lazy("Changed"), cell="number"),
    Column("unchanged", gettext_lazy("Unchanged"), cell="number"),
    Column("rejected", gettext_lazy("Rejected"), cell="number"),
    Column("disappeared", gettext_lazy("Disappeared"), cell="number"),
]
