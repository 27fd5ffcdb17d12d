# SPDX-License-Identifier: EUPL-1.2
"""Pages and saving of assessments, with five hundred of them that have two hundred answers each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from aikompas.assessments import services
from aikompas.assessments.models import Assessment, AssessmentAnswer, AssessmentInstance
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import filled_of
from aikompas.instruments.questionnaires import Item, evaluate
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from benchmarks.data import BATCH, Made
from benchmarks.timing import timed

URN = "urn:nl:aikompasmensenrechten"
ANSWERS = 200


def measure_assessments(made: Made, number: int) -> list[dict[str, Any]]:
    """Return figures per page, and of saving one field as a browser does."""
    first = _make(made, number)
    client = Client()
    client.force_login(made.secretary)
    form = questionnaire_of(first)
    section, question = _a_text(first)
    arguments = (made.organisation.slug, first.pk)

    def address(name: str, *more: str) -> str:
        return reverse(f"assessments:{name}", args=[*arguments, *more])

    texts = iter(range(10_000))
    latest = {"text": str(filled_of(first).answers.get(question, ""))}

    page = client.get(address("fill_in", section)).content.decode()
    open_page = {name: re.findall(rf'name="{name}" value="([^"]*)"', page) for name in ("shown", "instance")}

    def save() -> HttpResponse:
        before, latest["text"] = latest["text"], f"Antwoord {next(texts)}"
        data = {**open_page, f"initial-{question}": before, question: latest["text"]}
        return client.post(address("autosave", section), data)

    tasks: dict[str, Callable[[], HttpResponse]] = {
        "assessments": lambda: client.get(reverse("assessments:assessment_list", args=arguments[:1])),
        "assessment, overview": lambda: client.get(address("overview")),
        "assessment, a section": lambda: client.get(address("fill_in", form.sections[2].id)),
        "assessment, all of it": lambda: client.get(address("detail")),
        "assessment, save a field": save,
        "assessment, who is here": lambda: client.post(address("refresh", section), open_page),
    }
    return [{"page": name, **timed(task)} for name, task in tasks.items()]


def _make(made: Made, number: int) -> Assessment:
    """Fill in one assessment by the services, and give other applications the same; return the first."""
    membership = Membership.objects.get(organisation=made.organisation, user=made.secretary)
    actor = actor_for(membership, origin="console")
    applications = list(
        Application.objects.filter(organisation=made.organisation, state__in=ACTIVE_STATES).order_by(
            "number"
        )[:number]
    )
    with translation.override("nl"):
        first = services.start_assessment(actor=actor, application=applications[0], urn=URN)
    answers = _answers(first)
    while len(answers) < ANSWERS:
        for task_id, outer in questionnaire_of(first).outer.items():
            if not outer:
                services.add_instance(actor=actor, assessment=first, task_id=task_id)
        answers = _answers(first)
    services.save_answers(actor=actor, assessment=first, answers=dict(list(answers.items())[:ANSWERS]))
    _copy(first, applications[1:])
    return Assessment.objects.get(pk=first.pk)


def _answers(assessment: Assessment) -> dict[str, Any]:
    state = evaluate(questionnaire_of(assessment), filled_of(assessment))
    asked = (item for item in state.items if item.task.is_question and not item.task.takes_options_from)
    return {item.key: _answer(item) for item in asked}


def _answer(item: Item) -> Any:
    if item.options:
        text = item.options[0].text
        return [text] if item.task.kind in {"checkbox_option", "multiselect_scrollable"} else text
    return "2026-03-01" if item.task.kind == "date" else "Een antwoord van een paar woorden."


def _copy(first: Assessment, applications: list[Application]) -> None:
    common = {"organisation_id": first.organisation_id}
    copies = Assessment.objects.bulk_create(
        Assessment(
            **common,
            application=application,
            number=1,
            urn=first.urn,
            version=first.version,
            sha256=first.sha256,
            language=first.language,
        )
        for application in applications
    )
    answers = list(first.answers.values_list("key", "value"))
    instances = list(first.instances.values("task_id", "index", "parent", "source", "position"))
    AssessmentAnswer.objects.bulk_create(
        (
            AssessmentAnswer(**common, assessment=copy, key=key, value=value)
            for copy in copies
            for key, value in answers
        ),
        batch_size=BATCH,
    )
    AssessmentInstance.objects.bulk_create(
        (AssessmentInstance(**common, assessment=copy, **values) for copy in copies for values in instances),
        batch_size=BATCH,
    )


def _a_text(assessment: Assessment) -> tuple[str, str]:
    """Return a section and a question in it that is answered with a text."""
    form = questionnaire_of(assessment)
    for section in form.sections:
        for task in section.walk():
            if task.kind == "open_text" and not form.near[task.id]:
                return section.id, task.id
    raise SystemExit("the questionnaire asks for no text")
