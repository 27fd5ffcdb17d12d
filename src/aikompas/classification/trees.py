# SPDX-License-Identifier: EUPL-1.2
"""Which decision tree an organisation uses; parsed trees are kept in memory by their hash."""

from __future__ import annotations

from functools import lru_cache

from django.utils import translation

from aikompas.classification.models import ClassificationRun, LoadedTree
from aikompas.instruments import content
from aikompas.instruments.trees import DecisionTree, load_tree
from aikompas.organisations.models import Organisation


@lru_cache(maxsize=16)
def shipped_tree(language: str) -> DecisionTree:
    """Return the decision tree that ships with the product."""
    return load_tree(
        content.path(content.AI_ACT, language), definitions=content.definitions_path(content.AI_ACT, language)
    )


@lru_cache(maxsize=32)
def _parsed(sha256: str, text: str) -> DecisionTree:
    return load_tree(text)


def parsed(loaded: LoadedTree) -> DecisionTree:
    """Return a loaded tree, ready to run."""
    return _parsed(loaded.sha256, loaded.content)


def active_tree(organisation: Organisation) -> tuple[DecisionTree, LoadedTree | None]:
    """Return the tree for new classifications: the one the organisation activated, or else the shipped one."""
    loaded = LoadedTree.objects.filter(organisation=organisation, is_active=True).first()
    if loaded:
        return parsed(loaded), loaded
    return shipped_tree(_language()), None


def tree_of(run: ClassificationRun) -> DecisionTree | None:
    """Return the tree on which a run was made, or ``None`` when this version is no longer at hand."""
    if run.loaded_tree:
        return parsed(run.loaded_tree)
    tree = shipped_tree(run.language)
    return tree if tree.sha256 == run.tree_sha256 else None


def is_current(run: ClassificationRun, organisation: Organisation) -> bool:
    """Tell whether a run was made on the tree that the organisation uses now."""
    tree, loaded = active_tree(organisation)
    if loaded or run.loaded_tree_id:
        return run.loaded_tree_id == (loaded.pk if loaded else None)
    return (run.tree_urn, run.tree_version) == (tree.id, tree.version)


def _language() -> str:
    language = (translation.get_language() or "nl")[:2]
    return language if language in {"nl", "en"} else "nl"
