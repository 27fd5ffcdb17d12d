# SPDX-License-Identifier: EUPL-1.2
"""Reading classifications and loaded trees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from aikompas.classification.models import ClassificationRun, LoadedTree, RunState
from aikompas.core.actor import Actor
from aikompas.register.models import Application


def runs_of(application: Application) -> QuerySet[ClassificationRun]:
    """Return all runs of an application, the newest first, without discarded ones."""
    return (
        ClassificationRun.objects.filter(application=application)
        .exclude(state=RunState.DISCARDED)
        .select_related("signed_by", "started_by", "loaded_tree")
    )


def get_run(actor: Actor, run_id: UUID) -> ClassificationRun:
    """Return a run in the actor's organisation; raises ``ClassificationRun.DoesNotExist``."""
    return ClassificationRun.objects.select_related(
        "application__organisation", "signed_by", "started_by", "loaded_tree"
    ).get(pk=run_id, organisation_id=actor.organisation_id)


def signed_run(application: Application) -> ClassificationRun | None:
    """Return the run that counts: signed and not replaced."""
    return (
        ClassificationRun.objects.filter(application=application, state=RunState.SIGNED)
        .select_related("signed_by", "loaded_tree")
        .first()
    )


def draft_run(application: Application) -> ClassificationRun | None:
    """Return the run that somebody is filling in."""
    return (
        ClassificationRun.objects.filter(application=application, state=RunState.DRAFT)
        .select_related("started_by", "loaded_tree")
        .first()
    )


def trees_visible_to(actor: Actor) -> QuerySet[LoadedTree]:
    """Return the trees that the actor's organisation loaded."""
    return LoadedTree.objects.filter(organisation_id=actor.organisation_id).select_related("loaded_by")


def dossier_part(application: Application) -> dict[str, Any] | None:
    """Return the classification that counts, as plain values for the dossier."""
    run = signed_run(application)
    if run is None:
        return None
    return {
        "risk_class": run.risk_class,
        "conclusion": run.conclusion_id,
        "tree": {"id": run.tree_urn, "version": run.tree_version, "sha256": run.tree_sha256},
        "answers": run.answers,
        "signed_at": run.signed_at.isoformat() if run.signed_at else None,
    }
