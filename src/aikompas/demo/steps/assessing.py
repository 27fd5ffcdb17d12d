# SPDX-License-Identifier: EUPL-1.2
"""Impact assessments: the owner fills in and submits, the privacy adviser returns or approves."""

from __future__ import annotations

from typing import Any

from aikompas.assessments import services
from aikompas.assessments.models import Assessment, Position
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import answers_of, open_assessment
from aikompas.demo.content import Facts, answers_in_common
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.instruments.content import AIA
from aikompas.instruments.questionnaires import evaluate
from aikompas.organisations.roles import Role


@step
def fill_in_assessment(
    world: World, key: str, *, upto: str | None = None, answers: Facts | None = None
) -> None:
    """Answer the assessment, up to and including a section when one is named."""
    actor = world.owner(key)
    assessment = services.start_assessment(actor=actor, application=world.applications[key], urn=AIA)
    given = _written(world.story(key)["aia"], answers)
    part = {task: value for task, value in given.items() if not upto or task.split(".")[0] <= upto}
    services.save_answers(actor=actor, assessment=assessment, answers=_shown(assessment, part))


@step
def submit_assessment(world: World, key: str) -> None:
    """Submit the assessment for approval."""
    services.submit_assessment(actor=world.owner(key), assessment=_open(world, key))


@step
def return_assessment(world: World, key: str, *, comments: dict[str, str]) -> None:
    """Return the assessment with comments by section."""
    adviser = world.actor(world.with_role(Role.PRIVACY_ADVISER))
    services.return_assessment(actor=adviser, assessment=_open(world, key), comments=world.texts(comments))


@step
def approve_assessment(world: World, key: str) -> None:
    """Let the privacy adviser advise, and approve the assessment."""
    adviser = world.actor(world.with_role(Role.PRIVACY_ADVISER))
    assessment = _open(world, key)
    remark = world.story(key)["aia"].get("approval", "").strip()
    services.advise(
        actor=adviser,
        assessment=assessment,
        role=Role.PRIVACY_ADVISER,
        position=Position.CONDITIONS if remark else Position.POSITIVE,
        text=remark,
    )
    world.wait(60)
    services.approve_assessment(actor=adviser, assessment=assessment, comments={"": remark})


def _written(aia: Facts, answers: Facts | None) -> dict[str, Any]:
    """Return what is written: the answers of the kind of application, then its own; ids begin with a digit."""
    written = {**answers_in_common(aia["profile"]), **aia, **(answers or {})}
    return {task: _value(value) for task, value in written.items() if task[0].isdigit()}


def _value(value: Any) -> Any:
    """Return an answer as the form keeps it; a date is written as a number of days from that day."""
    if isinstance(value, dict):
        return in_days(value["days"]).isoformat()
    return value.strip() if isinstance(value, str) else value


def _shown(assessment: Assessment, part: dict[str, Any]) -> dict[str, Any]:
    """Return the answers to the questions that are asked, given these answers and the earlier ones."""
    form = questionnaire_of(assessment)
    visible = set(evaluate(form, {**answers_of(assessment), **part}).visible)
    return {task: value for task, value in part.items() if task in visible}


def _open(world: World, key: str) -> Assessment:
    assessment = open_assessment(world.applications[key], AIA)
    assert assessment is not None
    return assessment
