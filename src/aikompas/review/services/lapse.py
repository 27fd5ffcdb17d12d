# SPDX-License-Identifier: EUPL-1.2
"""Judgements lapse when the dossier on which they rest changes."""

from __future__ import annotations

from django.utils import timezone

from aikompas.audit.recording import record, service, unchanged
from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.review.choices import ConditionState
from aikompas.review.models import Advice, Conclusion, Condition, Decision


@service
def lapse_judgements(*, actor: Actor, application: Application, reason: str) -> int:
    """Let every current advice, conclusion and decision on the application lapse; return how many did."""
    now = timezone.now()
    lapsed = {
        model._meta.model_name: model.objects.filter(application=application, lapsed_at__isnull=True).update(
            lapsed_at=now, lapse_reason=reason[:300]
        )
        for model in (Advice, Conclusion, Decision)
    }
    Condition.objects.filter(
        application=application, state__in=(ConditionState.PROPOSED, ConditionState.OPEN)
    ).update(state=ConditionState.LAPSED)
    total = sum(lapsed.values())
    if total:
        changes = {name: ("current", "lapsed") for name, count in lapsed.items() if count and name}
        record(actor, "review.lapsed", application, changes=changes, note=reason)
    else:
        unchanged()
    return total
