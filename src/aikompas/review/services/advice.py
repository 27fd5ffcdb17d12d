# SPDX-License-Identifier: EUPL-1.2
"""Advice of members, and the conclusion that the secretary draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import Reason, Refused
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.register.models import Application
from aikompas.register.services import move
from aikompas.review.choices import AdviceVerdict, ConclusionVerdict
from aikompas.review.missing_advice import not_ready
from aikompas.review.models import Advice, Conclusion, Condition, Decision
from aikompas.review.rounds import answer_round
from aikompas.review.rules import OPEN_FOR_ADVICE, check_checker
from aikompas.review.selectors.committee import recusal_of
from aikompas.review.selectors.meetings import item_in_session, open_procedure
from aikompas.review.services.lapse import lapse_judgements
from aikompas.review.snapshots import take_snapshot


@dataclass(frozen=True, slots=True)
class ProposedCondition:
    """A condition that the committee proposes: what, by whom, before when, and who checks it."""

    text: str
    owner_id: UUID
    due: date
    checker_id: UUID | None = None


@service
def give_advice(
    *, actor: Actor, application: Application, expertise: str, verdict: str, reasons: str, dossier: str = ""
) -> Advice:
    """Give (or replace) one's advice from one of one's expertises; while a meeting treats it, in that meeting.

    ``dossier`` is the digest of the dossier that was read: when it changed since, the advice is refused.
    """
    application.refresh_from_db()
    require(actor, "review.advise", application)
    _check_open(application)
    if actor.id is None or expertise not in actor.expertises:
        raise ValidationError({"expertise": _("You advise from your own expertises only.")})
    if verdict not in AdviceVerdict.values:
        raise ValidationError({"verdict": _("Choose an advice.")})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Give your reasons.")})
    if recusal := recusal_of(actor, application):
        raise Refused(_("You stay out of the advice on this application."), [Reason(recusal)])
    kept = take_snapshot(application, dossier)
    with translation.override(application.organisation.language):
        replaced = _("Replaced by a new advice of the same member.")
    Advice.objects.filter(
        application=application, member_id=actor.id, expertise=expertise, lapsed_at__isnull=True
    ).update(lapsed_at=timezone.now(), lapse_reason=replaced)
    advice = Advice.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        member_id=actor.id,
        expertise=expertise,
        verdict=verdict,
        reasons=reasons.strip(),
        snapshot=kept,
        item=item_in_session(application),
    )
    record(
        actor,
        "review.advice_given",
        application,
        changes={
            "expertise": (None, expertise),
            "verdict": (None, verdict),
            "dossier": (None, kept.sha256),
        },
    )
    return advice


@service
def conclude(
    *,
    actor: Actor,
    application: Application,
    verdict: str,
    reasons: str,
    conditions: Sequence[ProposedCondition] = (),
    dossier: str = "",
) -> Conclusion:
    """Conclude the committee's advice: go, no-go, or adjust first; with the conditions it proposes.

    It takes the place of an earlier conclusion, and lets the decision on that one lapse.
    """
    application.refresh_from_db()
    require(actor, "review.conclude", application)
    _check_open(application)
    if verdict not in ConclusionVerdict.values:
        raise ValidationError({"verdict": _("Choose a conclusion.")})
    if not reasons.strip():
        raise ValidationError({"reasons": _("Give the reasons of the committee.")})
    _check_conditions(application, conditions)
    kept = take_snapshot(application, dossier)
    adjust = verdict == ConclusionVerdict.ADJUST
    _move(actor, application, "ask_adjustment" if adjust else "advise", reasons.strip())
    lapse_judgements(
        actor=actor,
        application=application,
        reason=later("The committee concluded its advice anew."),
        kinds=(Conclusion, Decision),
    )
    conclusion = Conclusion.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        verdict=verdict,
        reasons=reasons.strip(),
        concluded_by_id=actor.id,
        snapshot=kept,
        item=item_in_session(application),
        procedure=open_procedure(application),
    )
    _answer(conclusion)
    _propose(conclusion, conditions)
    record(
        actor,
        "review.concluded",
        application,
        changes={
            "verdict": (None, verdict),
            "conditions": (None, len(conditions)),
            "dossier": (None, kept.sha256),
        },
    )
    if adjust:
        lapse_judgements(
            actor=actor, application=application, reason=later("The committee asked for adjustments first.")
        )
    return conclusion


def _move(actor: Actor, application: Application, action: str, reasons: str) -> None:
    """Take the step; when it is refused because advice is missing, say of each advice that it is."""
    try:
        move(
            actor=actor,
            application=application,
            action=action,
            reason=reasons[:500] if action == "ask_adjustment" else "",
        )
    except Refused as refused:
        raise Refused(refused.message, not_ready(application, refused.reasons)) from None


def _answer(conclusion: Conclusion) -> None:
    """Close what asked for this conclusion: the round of advice, and the procedure in writing."""
    answer_round(conclusion)
    if conclusion.procedure is not None:
        conclusion.procedure.closed_at = timezone.now()
        conclusion.procedure.save(update_fields=["closed_at"])


def _propose(conclusion: Conclusion, conditions: Sequence[ProposedCondition]) -> None:
    Condition.objects.bulk_create(
        Condition(
            organisation_id=conclusion.organisation_id,
            application_id=conclusion.application_id,
            conclusion=conclusion,
            text=condition.text.strip(),
            owner_id=condition.owner_id,
            due=condition.due,
            checker_id=condition.checker_id,
        )
        for condition in conditions
    )


def _check_open(application: Application) -> None:
    if application.state not in OPEN_FOR_ADVICE:
        raise Refused(_("This application is not open for advice now."))


def _check_conditions(application: Application, conditions: Sequence[ProposedCondition]) -> None:
    people = active_people(application.organisation_id).in_bulk()
    for condition in conditions:
        if not condition.text.strip():
            raise ValidationError({"conditions": _("Describe each condition.")})
        if condition.due < timezone.localdate():
            raise ValidationError({"conditions": _("Choose a date that is still to come.")})
        if condition.owner_id not in people:
            raise ValidationError({"conditions": _("Choose who takes care of each condition.")})
        if condition.checker_id is not None:
            checker = people.get(condition.checker_id)
            check_checker(application, condition.owner_id, checker, field="conditions")
