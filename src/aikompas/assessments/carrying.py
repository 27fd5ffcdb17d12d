# SPDX-License-Identifier: EUPL-1.2
"""Carrying answers over from one assessment to another on the same questionnaire, or on another version of it."""

from __future__ import annotations

from aikompas.assessments.keeping import EMPTY, in_instance
from aikompas.instruments.questionnaires import Filled, Questionnaire, split_key


def carried_over(form: Questionnaire, source: Filled, *, pictures: bool = False) -> Filled:
    """Return of what was filled in elsewhere all that has a place in this questionnaire; pictures only when asked."""
    live: set[str] = set()
    instances = []
    for task_id, outer in form.outer.items():
        for item in source.instances:
            fits = item.parent in live and split_key(item.parent)[0] == outer if outer else not item.parent
            if item.task_id == task_id and fits:
                live.add(item.key)
                instances.append(item)
    answers = {
        key: value
        for key, value in source.answers.items()
        if value not in EMPTY
        and in_instance(form, key, live)
        and (pictures or form.tasks[key if key in form.tasks else split_key(key)[0]].kind != "image")
    }
    return Filled(answers, tuple(instances))
