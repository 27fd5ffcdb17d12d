# SPDX-License-Identifier: EUPL-1.2
"""Which decision tree an organisation uses; parsed trees are kept in memory by their text."""

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
def parse(text: str, categories: str = "", definitions: str = "") -> DecisionTree:
    """Return a tree from its file and, when given, its files of categories and definitions."""
    return load_tree(text, categories=categories or None, definitions=definitions or None)


def parsed(loaded: LoadedTree) -> DecisionTree:
    """Return a loaded tree, ready to run."""
    return parse(loaded.content, loaded.categories, loaded.definitions)


def loaded_active_tree(organisation: Organisation) -> LoadedTree | None:
    """Return the loaded tree that the organisation uses, or ``None`` when it uses the shipped one."""
    return LoadedTree.objects.filter(organisation=organisation, is_active=True).first()


def active_tree(organisation: Organisation) -> tuple[DecisionTree, LoadedTree | None]:
    """Return the tree for new classifications: the one the organisation activated, or else the shipped one."""
    loaded = loaded_active_tree(organisation)
    return (parsed(loaded), loaded) if loaded else (shipped_tree(interface_language()), None)


def tree_of(run: ClassificationRun) -> DecisionTree | None:
    """Return the tree on which a run was made, or ``None`` when this version is no longer at hand."""
    if run.loaded_tree:
        return parsed(run.loaded_tree)
    tree = shipped_tree(run.language)
    return tree if tree.sha256 == run.tree_sha256 else None


def is_current(run: ClassificationRun, organisation: Organisation) -> bool:
    """Tell whether a run was made on the tree that the organisation uses now."""
    active = loaded_active_tree(organisation)
    if active or run.loaded_tree_id:
        return run.loaded_tree_id == (active.pk if active else None)
    tree = shipped_tree("nl")
    return (run.tree_urn, run.tree_version) == (tree.id, tree.version)


def interface_language() -> str:
    """Return the language in which a new classification is made and its texts are shown."""
    language = (translation.get_language() or "nl")[:2]
    return language if language in {"nl", "en"} else "nl"
