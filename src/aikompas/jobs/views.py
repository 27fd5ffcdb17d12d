# SPDX-License-Identifier: EUPL-1.2
"""What an administrator sees of the work in the background."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.jobs import selectors
from aikompas.jobs.filters import RunFilter
from aikompas.jobs.models import JobRun
from aikompas.jobs.registry import all_jobs
from aikompas.jobs.selectors import JobFacts
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column, Table

KINDS = {"running": "info", "done": "success", "failed": "danger"}


def _label(run: JobRun) -> str:
    labels = {job.name: str(job.label) for job in all_jobs()}
    return labels.get(run.name, run.name)


def _outcome(run: JobRun | None) -> tuple[str, str] | None:
    return (run.get_outcome_display(), KINDS[run.outcome]) if run else None


RUNS = [
    Column("name", _("Job"), _label, sort="name"),
    Column("started_at", _("Started"), cell="datetime", sort="started_at"),
    Column("seconds", _("Seconds"), cell="number"),
    Column("outcome", _("Outcome"), _outcome, cell="badge", sort="outcome"),
    Column("result", _("Result")),
]
JOBS = [
    Column("label", _("Job"), "job.label"),
    Column("last", _("Last run"), "last.started_at", cell="datetime"),
    Column("outcome", _("Outcome"), lambda facts: _outcome(facts.last), cell="badge"),
    Column("seconds", _("Seconds"), "last.seconds", cell="number"),
    Column("failures", _("Failures"), cell="number"),
    Column("due_at", _("Next run"), lambda facts: _next(facts), cell="text"),
]


def _next(facts: JobFacts) -> object:
    return _("All the time") if facts.job.is_continuous else facts.due_at


@requires("jobs.view")
@require_safe
def run_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show all jobs with their last run, and the history."""
    return list_page(
        request,
        queryset=selectors.runs_visible_to(request.actor),
        filterset_class=RunFilter,
        columns=RUNS,
        filename="achtergrondwerk",
        default_sort="-started_at",
        template="jobs/run_list.html",
        caption=_("History"),
        context=lambda listing: {"jobs": Table(JOBS, selectors.overview(), _("Jobs"))},
        empty={"title": _("Nothing has run yet"), "text": _("The worker runs jobs when they are due.")},
    )
