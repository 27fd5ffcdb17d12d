# SPDX-License-Identifier: EUPL-1.2
"""Pictures as answers: a stored file of the assessment, with a title, a description and a source.

An answer is kept as the official output has it (``title``, ``description``, ``source``), with the ``file`` that holds
the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aikompas.assessments.models import Assessment
from aikompas.core.actor import Actor
from aikompas.files.models import StoredFile
from aikompas.files.selectors import files_of
from aikompas.organisations.permissions import may

DETAILS = ("title", "description", "source")


def may_change_pictures(actor: Actor, assessment: Assessment) -> bool:
    """Tell whether the actor may add pictures to an assessment, or take them away."""
    return assessment.is_open and may(actor, "assessments.fill_in", assessment)


def pictures_of(assessment: Assessment) -> Mapping[str, StoredFile]:
    """Return the stored pictures of an assessment by id."""
    return {str(file.pk): file for file in files_of(assessment) if file.is_image}


def file_id_of(answer: Any) -> UUID | None:
    """Return the id of the file in an answer, if there is one."""
    found = answer.get("file") if isinstance(answer, dict) else None
    return UUID(found) if found else None


def shown_picture(answer: Any, files: Mapping[str, StoredFile]) -> dict[str, str] | None:
    """Return a picture as pages show it, with where its content is."""
    if not isinstance(answer, dict):
        return None
    file = files.get(str(answer.get("file")))
    return {name: str(answer.get(name) or "") for name in DETAILS} | {
        "url": file.get_absolute_url() if file else ""
    }
