# SPDX-License-Identifier: EUPL-1.2
"""What other assessments can tell this one: by the references of the questionnaires, or by copying one as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from aikompas.assessments.carrying import carried_over
from aikompas.assessments.keeping import same
from aikompas.assessments.models import Assessment
from aikompas.assessments.questionnaires import questionnaire_of
from aikompas.assessments.selectors import filled_of, state_of
from aikompas.instruments.questionnaires import Filled, Instance, Questionnaire, evaluate, instance_of
from aikompas.instruments.questionnaires.references import FILL, proposals


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer from elsewhere for one question; what does not fit there can only be read."""

    key: str
    value: Any
    current: Any
    source: Assessment
    source_key: str
    fits: bool


def offers_by_reference(assessment: Assessment, sources: Iterable[Assessment]) -> list[Offer]:
    """Return what the references of other questionnaires about the same application offer."""
    form, filled = questionnaire_of(assessment), filled_of(assessment)
    by_urn = {source.urn: source for source in sources}
    given = {urn: (questionnaire_of(source), filled_of(source)) for urn, source in by_urn.items()}
    return [
        Offer(
            proposal.key,
            proposal.value,
            filled.answers.get(proposal.key),
            by_urn[proposal.source_urn],
            proposal.source_key,
            proposal.kind == FILL,
        )
        for proposal in proposals(form, given, filled)
    ]


def offers_by_copy(assessment: Assessment, source: Assessment) -> list[Offer]:
    """Return the answers of another assessment that counted there and are something else here."""
    form, now = questionnaire_of(assessment), filled_of(assessment).answers
    counted = state_of(source).values
    carried = carried_over(form, Filled(counted, filled_of(source).instances))
    order = {item.key: place for place, item in enumerate(evaluate(form, carried).items)}
    offers = [
        Offer(key, value, now.get(key), source, key, True)
        for key, value in carried.answers.items()
        if not same(value, now.get(key))
    ]
    return sorted(offers, key=lambda offer: order.get(offer.key, len(order)))


def instances_for(form: Questionnaire, source: Assessment, keys: Collection[str]) -> tuple[Instance, ...]:
    """Return the instances of another assessment in which these keys stand, with those around them."""
    carried = {item.key: item for item in carried_over(form, filled_of(source)).instances}
    wanted: set[str] = set()
    for key in keys:
        around = instance_of(form, key) or ""
        while around in carried and around not in wanted:
            wanted.add(around)
            around = carried[around].parent
    return tuple(item for key, item in carried.items() if key in wanted)
