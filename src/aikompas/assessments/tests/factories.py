# SPDX-License-Identifier: EUPL-1.2
"""Assessments for tests: made through the services, so that they are as real as can be."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.models import Assessment, Position
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import answers_of
from aikompas.core.actor import Actor
from aikompas.instruments import content
from aikompas.instruments.questionnaires import Task, evaluate, load_questionnaire
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor
from aikompas.register.models import Application


def owner_of(application: Application) -> Actor:
    """Return the owner of an application as the actor of services."""
    membership = Membership.objects.get(organisation=application.organisation, user=application.owner)
    return actor_for(membership, origin="192.0.2.1")


def privacy_adviser(application: Application) -> Actor:
    """Return a new privacy adviser of the organisation."""
    return actor(Role.PRIVACY_ADVISER, application.organisation)


def started(application: Application) -> Assessment:
    """Return an assessment in Dutch that the owner began."""
    with translation.override("nl"):
        return services.start_assessment(
            actor=owner_of(application), application=application, urn=content.AIA
        )


def an_answer(task: Task) -> Any:
    """Return some valid answer to a question."""
    if task.kind in {"checkbox_option", "multiselect_scrollable"}:
        return [task.options[0].text]
    if task.options:
        return task.options[0].text
    return "2026-03-01" if task.kind == "date" else "Een antwoord."


def filled_in(application: Application) -> Assessment:
    """Return an assessment in which everything that is asked has an answer."""
    assessment = started(application)
    form = questionnaire_of(assessment)
    while missing := evaluate(form, answers_of(assessment)).errors:
        answers = {error.task_id: an_answer(form.tasks[error.task_id]) for error in missing}
        services.save_answers(actor=owner_of(application), assessment=assessment, answers=answers)
        assessment = Assessment.objects.get(pk=assessment.pk)
    return assessment


def submitted(application: Application) -> Assessment:
    """Return an assessment that waits for approval."""
    return services.submit_assessment(actor=owner_of(application), assessment=filled_in(application))


def advised(application: Application, adviser: Actor | None = None) -> Assessment:
    """Return a submitted assessment on which the privacy adviser advised."""
    assessment = submitted(application)
    services.advise(
        actor=adviser or privacy_adviser(application),
        assessment=assessment,
        role=Role.PRIVACY_ADVISER,
        position=Position.POSITIVE,
        text="",
    )
    return assessment


def approved(application: Application) -> Assessment:
    """Return an approved assessment."""
    adviser = privacy_adviser(application)
    return services.approve_assessment(actor=adviser, assessment=advised(application, adviser))


def aia() -> Any:
    """Return the shipped AI impact assessment in Dutch."""
    return load_questionnaire(content.path(content.AIA, "nl"))
