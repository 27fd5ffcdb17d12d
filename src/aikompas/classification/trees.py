# SPDX-License-Identifier: EUPL-1.2
"""Which decision tree a classification is made on, and whether that is still the one in use."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import translation

from aikompas.classification.models import ClassificationRun
from aikompas.instruments.trees import DecisionTree
from aikompas.library.models import InstrumentFile
from aikompas.library.selectors import Version, active_trees, kept_tree
from aikompas.organisations.models import Organisation


def tree_of(run: ClassificationRun) -> DecisionTree | None:
    """Return the tree on which a run was made, or ``None`` when this version is no longer at hand."""
    try:
        return kept_tree(run.organisation_id, run.tree_sha256)
    except InstrumentFile.DoesNotExist:
        return None


def is_current(run: ClassificationRun, organisation: Organisation) -> bool:
    """Tell whether a run was made on the tree in use; of ours a version in another language will do."""
    return is_one_of(run, active_trees(organisation.pk))


def is_one_of(run: ClassificationRun, versions: Iterable[Version]) -> bool:
    """Tell whether a run was made on one of these versions."""
    return any(
        run.tree_sha256 == version.sha256
        or (version.is_shipped and (run.tree_urn, run.tree_version) == (version.urn, version.version))
        for version in versions
    )


def interface_language() -> str:
    """Return the language in which a new classification is made and its texts are shown."""
    language = (translation.get_language() or "nl")[:2]
    return language if language in {"nl", "en"} else "nl"
