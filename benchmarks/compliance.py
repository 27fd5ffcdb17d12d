# SPDX-License-Identifier: EUPL-1.2
"""Measuring every control about every application in the background, and the pages that show the results."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from aikompas.compliance import touching
from aikompas.compliance.measuring import controls_of
from aikompas.compliance.models import ControlResult
from aikompas.compliance.refreshing import refresh
from aikompas.organisations.models import Organisation
from aikompas.policy.gates import run_controls
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import prepare, subjects_of
from benchmarks.data import Made, analyse
from benchmarks.timing import once, timed


def measure_compliance(made: Made) -> list[dict[str, Any]]:
    """Return figures of measuring everything once and once more, of one change, and of the pages."""
    organisation, slug = made.organisation, made.organisation.slug
    one = made.application.pk
    everything, changed = [touching.EVERYTHING], [(touching.APPLICATION, one)]
    rows = [
        {"page": "compliance, measure everything", **once(partial(_refresh, organisation, everything))},
        {"page": "compliance, measure everything again", **once(partial(_refresh, organisation, everything))},
    ]
    number = ControlResult.objects.filter(organisation=organisation).count()
    rows[0]["page"] += f" ({number} results)"
    analyse()
    client = Client()
    client.force_login(made.secretary)
    clause = profile_of(organisation).clauses[0].reference
    results, tab = (
        reverse("compliance:result_list", args=[slug]),
        reverse("compliance:application", args=[slug, one]),
    )

    def changed_tab() -> Any:
        touching.add(organisation.pk, changed)
        return client.get(tab)

    tasks = {
        "measure one change": partial(_refresh, organisation, changed),
        "ask one application": partial(_ask, organisation, one),
        "overview": partial(client.get, reverse("compliance:overview", args=[slug])),
        "departments": partial(client.get, reverse("compliance:departments", args=[slug])),
        "council": partial(client.get, reverse("compliance:council", args=[slug])),
        "clause": partial(client.get, reverse("compliance:clause", args=[slug, clause])),
        "results": partial(client.get, f"{results}?outcome=not_met&sort=subject"),
        "of an application": partial(client.get, tab),
        "of an application that changed": changed_tab,
    }
    return rows + [{"page": f"compliance, {name}", **timed(task)} for name, task in tasks.items()]


def _refresh(organisation: Organisation, subjects: list[touching.Subject]) -> None:
    """Have these measured, as the worker does."""
    touching.add(organisation.pk, subjects)
    refresh(organisation)


def _ask(organisation: Organisation, application_id: UUID) -> None:
    """Ask every control of the policy about one application, as its pages do when something changed."""
    application = subjects_of(touching.APPLICATION, organisation.pk).get(pk=application_id)
    ids = [control.id for control in controls_of(profile_of(organisation), touching.APPLICATION)]
    run_controls(ids, *prepare(touching.APPLICATION, [application]))
