# SPDX-License-Identifier: EUPL-1.2
"""Reading classifications and loaded trees."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from aikompas.classification.models import ClassificationRun, LoadedTree, RunState
from aikompas.classification.trees import shipped_tree
from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.register.selectors import active_applications, applications_visible_to


def runs_of(application: Application) -> QuerySet[ClassificationRun]:
    """Return all runs of an application, the newest first, without discarded ones."""
    return (
        ClassificationRun.objects.filter(application=application)
        .exclude(state=RunState.DISCARDED)
        .select_related("signed_by", "started_by", "loaded_tree")
    )


def get_run(actor: Actor, run_id: UUID) -> ClassificationRun:
    """Return a run of a visible application; raises ``ClassificationRun.DoesNotExist``."""
    return (
        ClassificationRun.objects.filter(application__in=applications_visible_to(actor))
        .exclude(state=RunState.DISCARDED)
        .select_related("application__organisation", "signed_by", "started_by", "loaded_tree")
        .get(pk=run_id)
    )


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


def outdated_runs(actor: Actor) -> QuerySet[ClassificationRun]:
    """Return the runs that count of active applications, but that were made on another tree than the one in use."""
    tree = shipped_tree("nl")
    another = LoadedTree.objects.filter(organisation_id=OuterRef("organisation_id"), is_active=True)
    shipped = Q(loaded_tree=None, tree_urn=tree.id, tree_version=tree.version) & ~Exists(another)
    return ClassificationRun.objects.filter(
        state=RunState.SIGNED, application__in=active_applications(actor)
    ).exclude(Q(loaded_tree__is_active=True) | shipped)


def get_tree(actor: Actor, tree_id: UUID) -> LoadedTree:
    """Return a tree that the actor's organisation loaded; raises ``LoadedTree.DoesNotExist``."""
    return trees_visible_to(actor).get(pk=tree_id)


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
