# SPDX-License-Identifier: EUPL-1.2
"""Pages that show classifications: the tab of an application, one classification, and two side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from aikompas.classification import outcomes, selectors, services, trees
from aikompas.classification.models import ClassificationRun, RunState
from aikompas.classification.presentation import COMPARED, obligations_shown
from aikompas.core.access import requires
from aikompas.register.lifecycle import LIFECYCLE
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems


@requires("classification.view")
@require_GET
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the classification that counts, the draft, and earlier ones."""
    subject = found_or_404(get_application, request.actor, pk)
    runs = list(selectors.runs_of(subject))
    signed = next((run for run in runs if run.state == RunState.SIGNED), None)
    context = {
        **application_page(request, subject, "classification"),
        "draft": next((run for run in runs if run.state == RunState.DRAFT), None),
        "earlier": [run for run in runs if run.state == RunState.SUPERSEDED],
        "may_classify": LIFECYCLE.allows(subject.state, "classify")
        and request.may("classification.classify", subject),
        "outdated": signed is not None and not trees.is_current(signed, request.organisation),
        **_shown(signed),
    }
    return render(request, "classification/application.html", context)


@requires("classification.classify")
@require_POST
def start(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Start a classification, or go on with the one that was started."""
    subject = found_or_404(get_application, request.actor, pk)
    with problems(request=request) as outcome:
        draft = services.start_run(actor=request.actor, application=subject)
    if not outcome.ok:
        return redirect("classification:application", organisation, pk)
    return redirect("classification:fill_in", organisation, draft.pk)


@requires("classification.view")
@require_GET
def run(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a signed classification with the reasons of each step."""
    shown = found_or_404(selectors.get_run, request.actor, pk)
    if shown.state == RunState.DRAFT:
        return redirect("classification:application", organisation, shown.application_id)
    others = selectors.runs_of(shown.application).exclude(state=RunState.DRAFT).exclude(pk=shown.pk)
    context = {"application": shown.application, "others": others, **_shown(shown)}
    return render(request, "classification/run.html", context)


@requires("classification.view")
@require_GET
def compare(request: HttpRequest, organisation: str, pk: UUID, other: UUID) -> HttpResponse:
    """Show two signed classifications side by side, the older one first."""
    pair = [found_or_404(selectors.get_run, request.actor, key) for key in (pk, other)]
    before, after = sorted(pair, key=lambda item: item.number)
    if before.application_id != after.application_id or not (before.result and after.result):
        raise Http404
    rows = outcomes.compare(before, after)
    context = {
        "application": after.application,
        "pair": [{"label": _("Earlier"), "run": before}, {"label": _("Later"), "run": after}],
        "table": Table(COMPARED, rows),
        "differences": sum(row["differs"] for row in rows),
    }
    return render(request, "classification/compare.html", context)


def _shown(signed: ClassificationRun | None) -> dict[str, Any]:
    if signed is None:
        return {"run": None}
    outcome = outcomes.signed_outcome(signed)
    return {"run": signed, "outcome": outcome, "obligations": obligations_shown(outcome.obligations)}
