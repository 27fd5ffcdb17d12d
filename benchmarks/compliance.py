# SPDX-License-Identifier: EUPL-1.2
"""Measuring every control about every application in the background, and the pages that show the results."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aikompas.compliance import touching
from aikompas.compliance.measuring import controls_of
from aikompas.compliance.models import ControlResult
from aikompas.compliance.refreshing import refresh
from aikompas.policy.gates import run_controls
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import prepare
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from benchmarks.data import Made

WARM_UP, COUNTED = 3, 30


def measure_compliance(made: Made) -> list[dict[str, Any]]:
    """Return figures of measuring everything once and once more, of one change, and of the pages."""
    application = Application.objects.filter(organisation=made.organisation, state__in=ACTIVE_STATES).first()
    assert application is not None
    everything = [touching.EVERYTHING]
    rows = [
        _refresh(made, "compliance, measure everything", everything),
        _refresh(made, "compliance, measure everything again", everything),
        _refresh(made, "compliance, measure one change", [(touching.APPLICATION, application.pk)]),
    ]
    rows.append({"page": "compliance, ask one application", **_measured(partial(_ask, application.pk))})
    number = ControlResult.objects.filter(organisation=made.organisation).count()
    rows[0]["page"] += f" ({number} results)"
    client = Client()
    client.force_login(made.secretary)
    slug = made.organisation.slug
    results = reverse("compliance:result_list", args=[slug])
    pages = {
        "compliance, overview": reverse("compliance:overview", args=[slug]),
        "compliance, departments": reverse("compliance:departments", args=[slug]),
        "compliance, council": reverse("compliance:council", args=[slug]),
        "compliance, results": f"{results}?outcome=not_met&sort=subject",
        "compliance, of an application": reverse("compliance:application", args=[slug, application.pk]),
    }
    return rows + [{"page": name, **_measured(partial(client.get, path))} for name, path in pages.items()]


def _refresh(made: Made, name: str, subjects: list[touching.Subject]) -> dict[str, Any]:
    """Return how long measuring takes, in all; it happens in the background."""
    touching.add(made.organisation.pk, subjects)
    start = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        refresh(made.organisation)
    duration = round((time.perf_counter() - start) * 1000)
    return {"page": name, "median ms": duration, "p95 ms": duration, "queries": len(queries)}


def _ask(application_id: UUID) -> None:
    """Ask every control of the policy about one application, as its pages do when something changed."""
    application = Application.objects.get(pk=application_id)
    ids = [control.id for control in controls_of(profile_of(application.organisation), touching.APPLICATION)]
    run_controls(ids, *prepare(touching.APPLICATION, [application]))


def _measured(task: Callable[[], Any]) -> dict[str, Any]:
    times = []
    for number in range(WARM_UP + COUNTED):
        start = time.perf_counter()
        response = task()
        duration = (time.perf_counter() - start) * 1000
        if response is not None and response.status_code != 200:
            raise SystemExit(f"a page of compliance answers {response.status_code}")
        if number >= WARM_UP:
            times.append(duration)
    with CaptureQueriesContext(connection) as queries:
        task()
    return {
        "median ms": round(statistics.median(times), 1),
        "p95 ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "queries": len(queries),
    }
