# SPDX-License-Identifier: EUPL-1.2
"""Judgements in words: the timeline of an application, and which expertises have spoken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from aikompas.organisations.roles import Expertise
from aikompas.register.choices import State
from aikompas.register.gates import profile_of
from aikompas.register.lifecycle import JUDGED_ANEW
from aikompas.register.models import Application
from aikompas.review.choices import ConclusionVerdict, DecisionVerdict
from aikompas.review.models import Advice, Conclusion, Decision
from aikompas.review.selectors import Judgements, latest_conclusion, latest_decision

SENDS_BACK = frozenset({ConclusionVerdict.ADJUST.value, DecisionVerdict.RETURN.value})
BACK_WITH_THE_OWNER = frozenset({State.CLASSIFIED}) | JUDGED_ANEW


def missing_expertises(application: Application, advices: Iterable[Advice]) -> list[str]:
    """Return what the expertises are called that the policy asks for and from which nobody advised yet."""
    given = {advice.expertise for advice in advices}
    wanted = profile_of(application).committee.expertises
    return [str(Expertise(code).label) for code in wanted if code not in given]


def timeline(found: Judgements, organisation: str, *, with_dossiers: bool) -> list[dict[str, Any]]:
    """Return every advice, conclusion and decision as items of a timeline, the newest first.

    ``with_dossiers`` links each to the dossier on which it was given.
    """
    items = []
    judged: list[Advice | Conclusion | Decision] = [*found.advices, *found.conclusions, *found.decisions]
    for judgement in judged:
        item = item_of(judgement)
        if with_dossiers:
            item["url"] = reverse("review:snapshot", args=[organisation, judgement.snapshot_id])
        items.append(item)
    return sorted(items, key=lambda item: item["time"], reverse=True)


def _decided_by(decision: Decision) -> Any:
    if not decision.mandate:
        return decision.decided_by
    return _("%(name)s, on behalf of %(body)s") % {"name": decision.decided_by, "body": decision.body}


def item_of(judgement: Advice | Conclusion | Decision) -> dict[str, Any]:
    """Return a judgement as an item of a timeline; one that lapsed says why."""
    words: dict[str, Any] = {"verdict": judgement.get_verdict_display()}
    if isinstance(judgement, Advice):
        words["expertise"] = judgement.get_expertise_display()
        title, actor = _("Advice %(expertise)s: %(verdict)s") % words, judgement.member
    elif isinstance(judgement, Conclusion):
        title, actor = _("Conclusion: %(verdict)s") % words, judgement.concluded_by
    else:
        title, actor = _("Decision: %(verdict)s") % words, _decided_by(judgement)
    text = judgement.reasons
    if isinstance(judgement, Decision) and judgement.deviates:
        text = f"{_('Deviates from the advice.')} {judgement.deviation}\n{text}"
    if not judgement.is_current:
        text = f"{_('No longer counts: %(reason)s') % {'reason': judgement.lapse_reason}}\n{text}"
    return {
        "time": judgement.created_at,
        "title": title,
        "actor": str(actor),
        "text": text,
        "kind": judgement.verdict_kind if judgement.is_current else "neutral",
    }


@dataclass(frozen=True, slots=True)
class SentBack:
    """The judgement that sent a dossier back to its owner, and what the committee proposed with it."""

    judgement: Conclusion | Decision
    title: str
    asked: Sequence[str] = ()


def sent_back(application: Application) -> SentBack | None:
    """Return why a dossier lies with its owner again: the last judgement asked for adjustments."""
    if application.state not in BACK_WITH_THE_OWNER:
        return None
    found = [item for item in (latest_conclusion(application), latest_decision(application)) if item]
    last = max(found, key=lambda item: item.created_at, default=None)
    if last is None or last.verdict not in SENDS_BACK:
        return None
    if isinstance(last, Decision):
        return SentBack(last, _("Returned for adjustment"))
    asked = [condition.text for condition in last.conditions.all()]
    return SentBack(last, _("The committee asked for adjustments first"), asked)
