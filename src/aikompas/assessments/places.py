# SPDX-License-Identifier: EUPL-1.2
"""Addresses of an assessment's pages."""

from __future__ import annotations

from django.urls import reverse

from aikompas.assessments.models import Assessment
from aikompas.instruments.questionnaires import Questionnaire, Task, instance_of, split_key
from aikompas.register.models import Application


def assessments_url(application: Application) -> str:
    """Return the page with the assessments of an application."""
    return reverse("assessments:application", args=[application.organisation.slug, application.pk])


def page_url(name: str, assessment: Assessment, *more: str) -> str:
    """Return a page of an assessment."""
    return reverse(
        f"assessments:{name}", args=[assessment.application.organisation.slug, assessment.pk, *more]
    )


def section_of(form: Questionnaire, key: str) -> Task:
    """Return the section in which a task stands, or an instance of it."""
    task = form.tasks[key if key in form.tasks else split_key(key)[0]]
    while task.parent_id:
        task = form.tasks[task.parent_id]
    return task


def question_url(assessment: Assessment, form: Questionnaire, key: str) -> str:
    """Return where a question is answered."""
    section = section_of(form, key)
    return f"{page_url('fill_in', assessment, section.id)}#{anchor(key)}"


def anchor(key: str) -> str:
    """Return the name of the place of a question on its page: of every key another one."""
    return "vraag-" + "".join(map(_plain, key))


_SIGNS = {".": "-", "[": "_", "]": ""}


def _plain(sign: str) -> str:
    return _SIGNS.get(sign, sign if sign.isalnum() else f"x{ord(sign):x}")


def is_place(form: Questionnaire, key: str) -> bool:
    """Tell whether a questionnaire has a question or part with this key, where something can be said."""
    return instance_of(form, key) is not None
