# SPDX-License-Identifier: EUPL-1.2
"""The list of applications that wait for advice, a conclusion or a decision."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django_filters import ChoiceFilter, FilterSet

from aikompas.core.access import requires
from aikompas.register.choices import RiskClass, State
from aikompas.register.display import state_badge
from aikompas.register.models import Application
from aikompas.review import selectors
from aikompas.ui.lists import SearchFilter, list_page
from aikompas.ui.tables import Column

WAITING_STATES = [(state.value, state.label) for state in (State.ASSESSED, State.ADVISED, State.UNDER_REVIEW)]


class QueueFilter(FilterSet):
    """Search and filters of the queue."""

    q = SearchFilter(label=_("Search"), fields=["name", "purpose"])
    state = ChoiceFilter(label=_("State"), choices=WAITING_STATES)
    risk_class = ChoiceFilter(label=_("Risk class"), choices=RiskClass.choices)

    class Meta:
        model = Application
        fields: tuple[str, ...] = ()
        form = forms.Form


def _waiting_for(application: Application) -> str:
    conclusion = next(iter(application.current_conclusions), None)  # type: ignore[attr-defined]
    if application.state == State.ADVISED or conclusion:
        return str(_("Decision"))
    if application.advice_count:  # type: ignore[attr-defined]
        return str(_("More advice, or the conclusion"))
    return str(_("Advice"))


@requires("review.view_queue")
@require_GET
def queue(request: HttpRequest, organisation: str) -> HttpResponse:
    """List what waits for the committee and the deciding body."""

    def url(application: Application) -> str:
        return reverse("review:application", args=[organisation, application.pk])

    columns = [
        Column("reference", _("Number"), "reference", sort="number"),
        Column("name", _("Application"), "name", cell="link", sort="name", url=url),
        Column("department", _("Department"), "department.name", sort="department__name"),
        Column("risk", _("Risk class"), "risk_class", cell="risk", sort="risk_class"),
        Column("state", _("State"), state_badge, cell="badge", sort="state"),
        Column("advices", _("Advices"), "advice_count", cell="number", sort="advice_count"),
        Column("waiting_for", _("Waits for"), _waiting_for),
        Column("changed_at", _("Last change"), "changed_at", cell="date", sort="changed_at"),
    ]
    return list_page(
        request,
        queryset=selectors.queue_visible_to(request.actor),
        filterset_class=QueueFilter,
        columns=columns,
        filename="advies-en-besluit",
        default_sort="changed_at",
        template="review/queue.html",
        caption=_("Applications that wait for advice or a decision"),
        empty={
            "title": _("Nothing waits for advice or a decision"),
            "text": _("An application appears here as soon as its assessment is finished."),
        },
    )
