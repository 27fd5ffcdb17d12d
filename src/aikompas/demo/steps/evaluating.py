# SPDX-License-Identifier: EUPL-1.2
"""The yearly evaluation: a survey that staff answered, findings, proposals and what became of them."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aikompas.demo.content import Facts
from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.evaluation import selectors, services
from aikompas.evaluation.models import Evaluation
from aikompas.evaluation.questionnaire import Question, parse, shipped_data
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role


@step
def start_evaluation(world: World, key: str, *, lead: str, years_ago: int = 0, purpose: str = "") -> None:
    """Begin the evaluation of a year."""
    year = world.today.year - years_ago
    services.start_evaluation(
        actor=world.actor(world.with_role(Role.COMMITTEE_SECRETARY)),
        organisation=world.place,
        year=year,
        period_from=date(year, 1, 1),
        period_until=date(year, 12, 31),
        lead=world.user(lead),
        purpose=purpose.strip(),
    )


@step
def open_survey(world: World, key: str, *, within: int) -> None:
    """Ask everybody, until so many days from then."""
    services.open_survey(actor=_lead(world), evaluation=_latest(world), closes_on=in_days(within))


@step
def answer_survey(
    world: World, key: str, *, but: Sequence[str] = (), remarks: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Let everybody who was asked answer, but these people; some write something."""
    survey = selectors.survey_of(_latest(world))
    if survey is None:
        raise LookupError("no survey is open")
    questions = parse(shipped_data()).questions
    for person in sorted(set(world.members) - set(but)):
        actor = world.actor(person)
        if may(actor, selectors.ANSWER):
            written = (remarks or {}).get(person, {})
            answers = {item.id: written.get(item.id, _answer(person, item)) for item in questions}
            services.answer_survey(actor=actor, survey=survey, answers=answers)


@step
def finish_evaluation(
    world: World, key: str, *, findings: str, proposals: Sequence[Facts], conclusion: str, offered_to: str
) -> None:
    """Close the survey, write findings and proposals, and conclude."""
    actor, evaluation = _lead(world), _latest(world)
    services.close_survey(actor=actor, evaluation=evaluation)
    services.write_findings(actor=actor, evaluation=evaluation, findings=findings.strip())
    services.finish_findings(actor=actor, evaluation=evaluation)
    for proposal in proposals:
        services.add_proposal(actor=actor, evaluation=evaluation, **proposal)
    services.conclude(
        actor=actor, evaluation=evaluation, conclusion=conclusion.strip(), offered_to=offered_to
    )


@step
def decide_proposal(world: World, key: str, *, number: int, state: str, reason: str) -> None:
    """Adopt or decline a proposal."""
    proposal = selectors.proposals_of(_latest(world))[number]
    actor = world.actor(world.with_role(Role.DECISION_MAKER))
    services.decide_proposal(actor=actor, proposal=proposal, state=state, reason=reason)


def _latest(world: World) -> Evaluation:
    return selectors.evaluations_of(world.place.pk)[0]


def _lead(world: World) -> Any:
    lead = _latest(world).lead_id
    return next(world.actor(person) for person, member in world.members.items() if member.user_id == lead)


def _answer(person: str, question: Question) -> Any:
    """Return an answer that is always the same for a person, and not the same for everybody."""
    chance = zlib.crc32(f"{person} {question.id}".encode())
    codes = [code for code, _words in question.choices]
    if question.kind == "free":
        return ""
    if question.kind == "several":
        return [code for place, code in enumerate(codes) if chance >> place & 3 == 0]
    return codes[1 + chance % (len(codes) - 1)] if question.kind == "scale" else codes[chance % len(codes)]
