# SPDX-License-Identifier: EUPL-1.2
"""Writes of pictures: put one in the place of an answer, or take it away."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from aikompas.assessments.keeping import check_open
from aikompas.assessments.models import Assessment
from aikompas.assessments.pictures import DETAILS, file_id_of
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import answer_rows
from aikompas.assessments.services.answering import Saved, save_answers
from aikompas.audit.recording import service
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.files.services import store_file
from aikompas.files.uploads import Accepted
from aikompas.instruments.questionnaires import split_key
from aikompas.organisations.permissions import require


@service
def set_picture(
    *,
    actor: Actor,
    assessment: Assessment,
    key: str,
    upload: Accepted | None,
    details: Mapping[str, str],
) -> Saved:
    """Answer a question with a picture; without an upload only what stands with it changes."""
    _check(actor, assessment, key)
    row = answer_rows(assessment).get(key)
    file_id = file_id_of(row.value) if row else None
    if upload:
        file_id = store_file(actor=actor, upload=upload, belongs_to=assessment).pk
    if file_id is None:
        raise Refused(_("Choose an image."))
    answer = {name: details.get(name, "").strip() for name in DETAILS} | {"file": str(file_id)}
    return save_answers(actor=actor, assessment=assessment, answers={key: answer})


@service
def remove_picture(*, actor: Actor, assessment: Assessment, key: str) -> Saved:
    """Take a picture away as an answer; its file stays with the history, so that it can be restored."""
    _check(actor, assessment, key)
    return save_answers(actor=actor, assessment=assessment, answers={key: None})


def _check(actor: Actor, assessment: Assessment, key: str) -> None:
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    form = questionnaire_of(assessment)
    task = form.tasks.get(key if key in form.tasks else split_key(key)[0])
    if task is None or task.kind != "image":
        raise Refused(_("This question is not answered with an image."))
