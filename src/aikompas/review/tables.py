# SPDX-License-Identifier: EUPL-1.2
"""Columns of the queue; downloads have more of them than the page."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.roles import Expertise, labels_of
from aikompas.register.choices import State
from aikompas.register.display import state_badge
from aikompas.register.models import Application
from aikompas.review.history import missing_expertises
from aikompas.ui.tables import Column


def _url(application: Application) -> str:
    return reverse("review:application", args=[application.organisation.slug, application.pk])


def _changed_on(application: Application) -> date:
    return timezone.localdate(application.changed_at)


def _given(application: Application) -> list[str]:
    advices = application.given_advices
    return labels_of(Expertise, {advice.expertise for advice in advices})


def _missing(application: Application) -> str:
    if _is_concluded(application):
        return ""
    missing = missing_expertises(application.given_advices)
    return now_("All six") if len(missing) == len(Expertise) else ", ".join(missing)


def _waits_for(application: Application) -> str:
    if _is_concluded(application):
        return now_("Decision")
    if application.given_advices:
        return now_("More advice, or the conclusion")
    return now_("Advice")


def _conclusion(application: Application) -> str:
    found = application.current_conclusions
    return found[0].get_verdict_display() if found else ""


def _is_concluded(application: Application) -> bool:
    return application.state == State.ADVISED or bool(application.current_conclusions)


QUEUE_COLUMNS = [
    Column("reference", _("Reference"), sort="number"),
    Column("name", _("Application"), cell="link", url=_url, sort="name"),
    Column("risk_class", _("Risk class"), cell="risk", sort="risk_class"),
    Column("waits_for", _("Waits for"), _waits_for, sort=("state", "changed_at")),
    Column("missing", _("No advice yet from"), _missing),
    Column("changed_at", _("Last change"), _changed_on, cell="date", sort="changed_at"),
    Column("department", _("Department"), "department.name", sort="department__name", shown=False),
    Column("given", _("Advice given from"), _given, shown=False),
    Column("conclusion", _("Conclusion"), _conclusion, shown=False),
    Column("state", _("State"), state_badge, cell="badge", shown=False),
    Column("owner", _("Owner"), "owner.name", shown=False),
    Column("purpose", _("Purpose"), shown=False),
]
