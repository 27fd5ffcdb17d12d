# SPDX-License-Identifier: EUPL-1.2
"""Reading classifications."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from aikompas.classification.models import ClassificationRun, RunState
from aikompas.core.actor import Actor
from aikompas.library.selectors import active_trees
from aikompas.policy.subjects import prepared
from aikompas.register.models import Application
from aikompas.register.selectors import active_applications, applications_visible_to


def runs_of(application: Application) -> QuerySet[ClassificationRun]:
    """Return all runs of an application, the newest first, without discarded ones."""
    return (
        ClassificationRun.objects.filter(application=application)
        .exclude(state=RunState.DISCARDED)
        .select_related("signed_by", "started_by")
    )


def get_run(actor: Actor, run_id: UUID) -> ClassificationRun:
    """Return a run of a visible application; raises ``ClassificationRun.DoesNotExist``."""
    return (
        ClassificationRun.objects.filter(application__in=applications_visible_to(actor))
        .exclude(state=RunState.DISCARDED)
        .select_related("application__organisation", "signed_by", "started_by")
        .get(pk=run_id)
    )


def signed_run(application: Application) -> ClassificationRun | None:
    """Return the run that counts: signed and not replaced."""
    return prepared(
        application, "classification.signed_run", lambda: _signed().filter(application=application).first()
    )


def _signed() -> QuerySet[ClassificationRun]:
    return ClassificationRun.objects.filter(state=RunState.SIGNED).select_related("signed_by")


def signed_runs(applications: Iterable[Application]) -> dict[UUID, ClassificationRun]:
    """Return the run that counts of each of these applications that has one, without the answers."""
    runs = _signed().filter(application__in=applications).defer("answers", "result")
    return {run.application_id: run for run in runs}


def draft_run(application: Application) -> ClassificationRun | None:
    """Return the run that somebody is filling in."""
    return (
        ClassificationRun.objects.filter(application=application, state=RunState.DRAFT)
        .select_related("started_by")
        .first()
    )


def outdated_runs(actor: Actor) -> QuerySet[ClassificationRun]:
    """Return the runs that count of active applications, but that were made on another tree than the one in use."""
    active = active_trees(actor.organisation_id)
    current = Q(tree_sha256__in=[version.sha256 for version in active])
    for version in active:
        if version.is_shipped:
            current |= Q(tree_urn=version.urn, tree_version=version.version)
    return ClassificationRun.objects.filter(
        state=RunState.SIGNED, application__in=active_applications(actor)
    ).exclude(current)


def dossier_part(application: Application) -> dict[str, Any] | None:
    """Return the classification that counts, as plain values for the dossier."""
    run = _signed().select_related(None).defer("result").filter(application=application).first()
    if run is None:
        return None
    return {
        "risk_class": run.risk_class,
        "conclusion": run.conclusion_id,
        "tree": {"id": run.tree_urn, "version": run.tree_version, "sha256": run.tree_sha256},
        "answers": run.answers,
        "signed_at": run.signed_at.isoformat() if run.signed_at else None,
    }


def runs_by_tree(organisation_id: UUID | None) -> dict[str, int]:
    """Return how many classifications were begun on each decision tree, by the hash of its file."""
    runs = ClassificationRun.objects.filter(organisation_id=organisation_id).exclude(state=RunState.DISCARDED)
    return dict(runs.values_list("tree_sha256").annotate(number=Count("pk")).order_by())
