# SPDX-License-Identifier: EUPL-1.2
"""Addresses of an assessment's pages."""

from __future__ import annotations

from django.urls import reverse

from aikompas.assessments.models import Assessment
from aikompas.instruments.questionnaires import Questionnaire, Task
from aikompas.register.models import Application


def assessments_url(application: Application) -> str:
    """Return the page with the assessments of an application."""
    return reverse("assessments:application", args=[application.organisation.slug, application.pk])


def page_url(name: str, assessment: Assessment, *more: str) -> str:
    """Return a page of an assessment."""
    return reverse(
        f"assessments:{name}", args=[assessment.application.organisation.slug, assessment.pk, *more]
    )


def section_of(form: Questionnaire, task_id: str) -> Task:
    """Return the section in which a task stands."""
    task = form.tasks[task_id]
    while task.parent_id:
        task = form.tasks[task.parent_id]
    return task


def question_url(assessment: Assessment, form: Questionnaire, task_id: str) -> str:
    """Return where a question is answered."""
    section = section_of(form, task_id)
    return f"{page_url('fill_in', assessment, section.id)}#{anchor(task_id)}"


def anchor(task_id: str) -> str:
    """Return the name of the place of a question on its page."""
    plain = "".join(sign if sign.isalnum() else "-" for sign in task_id)
    return f"vraag-{plain}"
