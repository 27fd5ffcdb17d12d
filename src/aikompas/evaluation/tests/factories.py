# SPDX-License-Identifier: EUPL-1.2
"""Evaluations, surveys and answers for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from aikompas.evaluation import services
from aikompas.evaluation.models import Evaluation, Proposal, Survey
from aikompas.evaluation.questionnaire import parse, shipped_data
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership, Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import member, system


def evaluation(organisation: Organisation, lead: Membership | None = None, year: int = 0) -> Evaluation:
    """Return an evaluation that has begun."""
    year = year or timezone.localdate().year
    return services.start_evaluation(
        actor=system(organisation),
        organisation=organisation,
        year=year,
        period_from=date(year, 1, 1),
        period_until=date(year, 12, 31),
        lead=(lead or member(organisation, Role.COMMITTEE_SECRETARY)).user,
    )


def open_survey(about: Evaluation, days: int = 14) -> Survey:
    """Return a survey that can be answered for some days."""
    return services.open_survey(
        actor=system(about.organisation),
        evaluation=about,
        closes_on=timezone.localdate() + timedelta(days=days),
    )


def answers(**given: Any) -> dict[str, Any]:
    """Return answers to every question: the first, unless said otherwise."""
    usual: dict[str, Any] = {}
    for question in parse(shipped_data()).questions:
        if question.kind in {"scale", "choice"}:
            usual[question.id] = question.choices[0][0]
        else:
            usual[question.id] = [] if question.kind == "several" else ""
    return {**usual, **given}


def answer(survey: Survey, who: Membership, **given: Any) -> None:
    """Answer a survey as somebody."""
    services.answer_survey(actor=actor_for(who), survey=survey, answers=answers(**given))


def proposal(organisation: Organisation) -> Proposal:
    """Return a proposal of an evaluation whose survey is closed."""
    about = evaluation(organisation)
    open_survey(about)
    actor = system(organisation)
    services.close_survey(actor=actor, evaluation=about)
    return services.add_proposal(
        actor=actor, evaluation=about, text="Huisregels aanvullen.", why="Weinig mensen kennen ze."
    )


def concluded(organisation: Organisation, year: int = 0) -> Evaluation:
    """Return an evaluation that is concluded today."""
    about, actor = evaluation(organisation, year=year), system(organisation)
    open_survey(about)
    services.close_survey(actor=actor, evaluation=about)
    services.write_findings(actor=actor, evaluation=about, findings="Het gebruik groeit.")
    services.finish_findings(actor=actor, evaluation=about)
    services.add_proposal(actor=actor, evaluation=about, text="Meer training.", why="Men vraagt erom.")
    return services.conclude(actor=actor, evaluation=about, conclusion="Wij gaan door.", offered_to="College")
