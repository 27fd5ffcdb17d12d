# SPDX-License-Identifier: EUPL-1.2
"""The survey of staff: opening, answering without a trace of who answered what, and closing."""

from __future__ import annotations

import random
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.evaluation.models import BallotBox, Evaluation, Invitation, Survey
from aikompas.evaluation.moving import move
from aikompas.evaluation.questionnaire import Question, shipped_data
from aikompas.evaluation.route import LEAD
from aikompas.evaluation.selectors import ANSWER, people_to_invite, questionnaire_of
from aikompas.evaluation.telling import SURVEY
from aikompas.notifications.telling import tell
from aikompas.organisations.permissions import require

LONGEST_REMARK = 2000


@service
def open_survey(*, actor: Actor, evaluation: Evaluation, closes_on: date) -> Survey:
    """Ask everybody who works here to answer until a date."""
    require(actor, LEAD, evaluation)
    _check_later(closes_on, timezone.localdate())
    move(actor, evaluation, "open_survey")
    survey = Survey.objects.create(
        organisation_id=evaluation.organisation_id,
        evaluation=evaluation,
        questionnaire=shipped_data(),
        closes_on=closes_on,
    )
    members = list(people_to_invite(evaluation.organisation_id))
    random.SystemRandom().shuffle(members)
    about: dict[str, Any] = {"organisation_id": evaluation.organisation_id, "survey": survey}
    Invitation.objects.bulk_create(
        Invitation(**about, person_id=member.user_id, department_id=member.department_id)
        for member in members
    )
    departments = {member.department_id for member in members}
    BallotBox.objects.bulk_create(BallotBox(**about, department_id=pk) for pk in departments)
    tell(
        SURVEY,
        [member.user for member in members],
        organisation=evaluation.organisation,
        key=f"{SURVEY}:{survey.pk}",
        url=survey.get_absolute_url(),
        facts={"date": date_format(closes_on)},
    )
    return survey


@service
def prolong_survey(*, actor: Actor, survey: Survey, closes_on: date) -> Survey:
    """Let people answer longer, while they still can: once results can be seen nobody answers any more."""
    require(actor, LEAD, survey.evaluation)
    if not survey.is_open:
        raise Refused(_("The survey is closed. It cannot be opened again, because its results can be seen."))
    before = survey.closes_on
    _check_later(closes_on, before)
    survey.closes_on = closes_on
    survey.save(update_fields=("closes_on",))
    changes = {"closes_on": (before.isoformat(), closes_on.isoformat())}
    record(actor, "evaluation.survey_prolonged", survey.evaluation, changes=changes)
    return survey


@service
def close_survey(*, actor: Actor, evaluation: Evaluation) -> Evaluation:
    """Let nobody answer any more, and go on to the findings."""
    survey = Survey.objects.filter(evaluation=evaluation).first()
    if survey:
        survey.closed_on = timezone.localdate()
        survey.save(update_fields=("closed_on",))
    move(actor, evaluation, "close_survey")
    return evaluation


@service
def answer_survey(*, actor: Actor, survey: Survey, answers: Mapping[str, Any]) -> None:
    """Put a sheet in the box of one's department, and note that one answered: nothing links the two.

    The history gets no entry, because an entry has a person and a moment. The sheet lands at a random place among
    the others, and the whole box is written again.
    """
    require(actor, ANSWER)
    invitation = Invitation.objects.select_for_update().filter(survey=survey, person_id=actor.id).first()
    if invitation is None:
        raise Refused(_("This survey does not ask you."))
    if not Survey.objects.get(pk=survey.pk).is_open:
        raise Refused(_("The survey is closed."))
    if invitation.answered:
        raise Refused(_("You have answered already. Thank you."))
    sheet = _sheet(survey, answers)
    box = BallotBox.objects.select_for_update().get(survey=survey, department_id=invitation.department_id)
    box.sheets.insert(secrets.randbelow(len(box.sheets) + 1), sheet)
    box.save(update_fields=("sheets",))
    invitation.answered = True
    invitation.save(update_fields=("answered",))
    unchanged()


def _sheet(survey: Survey, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that fit the questions; raises ``ValidationError`` for each that is missing or unknown."""
    sheet: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for question in questionnaire_of(survey).questions:
        try:
            sheet[question.id] = _answer(question, answers.get(question.id))
        except ValueError as error:
            wrong[question.id] = str(error)
    if wrong:
        raise ValidationError(wrong)
    return sheet


def _answer(question: Question, given: Any) -> str | list[str]:
    codes = [code for code, _words in question.choices]
    if question.kind == "free":
        return str(given or "").strip()[:LONGEST_REMARK]
    if question.kind == "several":
        chosen = set(given or ())
        if not chosen <= set(codes):
            raise ValueError(_("Choose from the answers."))
        return [code for code in codes if code in chosen]
    if given not in codes:
        raise ValueError(_("Choose an answer."))
    return str(given)


def _check_later(closes_on: date, than: date) -> None:
    if closes_on <= than:
        raise ValidationError({"closes_on": _("Choose a date after %(date)s.") % {"date": date_format(than)}})
