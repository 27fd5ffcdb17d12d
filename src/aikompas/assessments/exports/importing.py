# SPDX-License-Identifier: EUPL-1.2
"""Reading an assessment from a file: the official output, or our own PDF with that inside; and what it would change."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from aikompas.assessments.exports.official import ATTACHMENT, official_output
from aikompas.assessments.models import Assessment
from aikompas.assessments.presentation import in_words, name_of_question
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.instruments.questionnaires import Filled, Questionnaire, State, evaluate, split_key
from aikompas.instruments.questionnaires.output import InvalidOutput, Output, read_output

MOST_PROBLEMS = 20


@dataclass(frozen=True, slots=True)
class Change:
    """An answer that is not the same in the file."""

    key: str
    title: str
    before: str
    after: str


def data_of(upload: File[Any]) -> Any:
    """Return the official output in an uploaded JSON or PDF; raises ``ValidationError`` that says what is wrong."""
    if upload.size > settings.FILES_LARGEST:
        raise ValidationError(_("The file is too large."))
    content = upload.read()
    if content.startswith(b"%PDF-"):
        content = _attached(content)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ValidationError(_("This is no JSON and no PDF of an assessment.")) from None


def _attached(content: bytes) -> bytes:
    from aikompas.documents.pdf import UnreadableDocument, read_attachment

    try:
        return read_attachment(content, ATTACHMENT)
    except UnreadableDocument:
        raise ValidationError(_("This PDF is damaged: it cannot be read.")) from None
    except LookupError:
        raise ValidationError(
            _("There are no answers inside this PDF. Choose a PDF that was made here of an assessment.")
        ) from None


def output_of(assessment: Assessment, data: Any) -> Output:
    """Return what a file says about an assessment; raises ``ValidationError`` with every problem in it."""
    form = questionnaire_of(assessment)
    try:
        output = read_output(form, data)
    except InvalidOutput as error:
        raise ValidationError([str(problem) for problem in error.problems[:MOST_PROBLEMS]]) from error
    wrong = [error for error in evaluate(form, output.filled).errors if error.code != "required"]
    if wrong:
        state = evaluate(form, output.filled)
        raise ValidationError(
            [
                f"{name_of_question(form, state, error.key)}: {error.message}"
                for error in wrong[:MOST_PROBLEMS]
            ]
        )
    return output


def is_other_version(assessment: Assessment, data: Any) -> bool:
    """Tell whether a file was written on another version of the questionnaire."""
    own = data.get("aikompas") if isinstance(data, dict) else None
    definition = own.get("definition") if isinstance(own, dict) else None
    return isinstance(definition, dict) and definition.get("sha256") != assessment.sha256


def present(assessment: Assessment) -> Output:
    """Return what an assessment says now, as a file would say it: only what is shown."""
    return read_output(questionnaire_of(assessment), official_output(assessment))


def changes(assessment: Assessment, output: Output) -> list[Change]:
    """Return what a file would change, in the order of the questionnaire."""
    form, now = questionnaire_of(assessment), present(assessment).filled
    before, after = evaluate(form, now), evaluate(form, output.filled)
    return [*_changed_instances(now, output.filled, before, after), *_changed_answers(form, before, after)]


def _changed_instances(now: Filled, then: Filled, before: State, after: State) -> Iterator[Change]:
    old = {item.key: item for item in now.instances}
    new = {item.key: item for item in then.instances}
    for key in old.keys() - new.keys():
        yield Change(key, before.label(key), _("Present"), _("Not present"))
    for key in new.keys() - old.keys():
        yield Change(key, after.label(key), _("Not present"), _("Present"))


def _changed_answers(form: Questionnaire, before: State, after: State) -> Iterator[Change]:
    keys = list(dict.fromkeys([*(item.key for item in before.items), *(item.key for item in after.items)]))
    for key in keys:
        old, new = before.values.get(key), after.values.get(key)
        if old != new:
            task = form.tasks[key if key in form.tasks else split_key(key)[0]]
            state = after if after.is_visible(key) else before
            yield Change(key, name_of_question(form, state, key), in_words(task, old), in_words(task, new))
