# SPDX-License-Identifier: EUPL-1.2
"""Writes of taking over: accept answers that other assessments offer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from django.core.exceptions import ObjectDoesNotExist

from aikompas.assessments.keeping import check_open, keep_filled, kept_of, renamed_key
from aikompas.assessments.models import AnswerOrigin, Assessment
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import get_assessment, sources_of
from aikompas.assessments.services.answering import Saved, save_answers
from aikompas.assessments.taking_over import Offer, instances_for, offers_by_copy, offers_by_reference
from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.instruments.questionnaires import synchronised
from aikompas.organisations.permissions import require


@service
def take_over(
    *, actor: Actor, assessment: Assessment, keys: Collection[str], source: Assessment | None = None
) -> Saved:
    """Take over the answers to these questions: from one other assessment, or else as references offer them."""
    require(actor, "assessments.fill_in", assessment)
    check_open(assessment)
    offers = offers_by_copy(assessment, source) if source else _referred(actor, assessment)
    accepted = {offer.key: offer for offer in offers if offer.fits and offer.key in keys}
    if not accepted:
        unchanged()
        return Saved((), (), kept_of(assessment))
    if source:
        _check_visible(actor, source)
        accepted = _with_instances(actor, assessment, source, accepted)
    answers = {key: offer.value for key, offer in accepted.items()}
    saved = save_answers(actor=actor, assessment=assessment, answers=answers, origin=AnswerOrigin.OTHER)
    origins = sorted({str(offer.source.pk) for offer in accepted.values()})
    record(actor, "assessments.taken_over", assessment, changes={"source": (None, origins)})
    return saved


def _referred(actor: Actor, assessment: Assessment) -> list[Offer]:
    return offers_by_reference(assessment, sources_of(actor, assessment))


def _check_visible(actor: Actor, source: Assessment) -> None:
    try:
        get_assessment(actor, source.pk)
    except ObjectDoesNotExist:
        raise NotAllowed("assessments.view") from None


def _with_instances(
    actor: Actor, assessment: Assessment, source: Assessment, accepted: dict[str, Offer]
) -> dict[str, Offer]:
    """Make the instances in which accepted answers stand; return the answers under the keys that they got."""
    form, kept = questionnaire_of(assessment), kept_of(assessment)
    live = {item.key for item in kept.filled.instances}
    new = tuple(item for item in instances_for(form, source, accepted) if item.key not in live)
    if not new:
        return accepted
    wanted = replace(kept.filled, instances=(*kept.filled.instances, *new))
    renamed = keep_filled(assessment, form, kept, synchronised(form, wanted), actor.id)
    return {renamed_key(form, key, renamed): offer for key, offer in accepted.items()}
