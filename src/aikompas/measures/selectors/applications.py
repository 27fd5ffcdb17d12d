# SPDX-License-Identifier: EUPL-1.2
"""Applications whose requirements follow from classification and facts, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from aikompas.classification.models import ClassificationRun, RunState
from aikompas.core.actor import Actor
from aikompas.register.choices import RiskClass, State
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.selectors import applications_visible_to


def applications_to_follow(actor: Actor) -> QuerySet[Application]:
    """Return the classified applications that are not rejected, retired or archived."""
    return (
        applications_visible_to(actor)
        .filter(state__in=(*ACTIVE_STATES, State.PROHIBITED))
        .exclude(risk_class=RiskClass.UNKNOWN)
    )


def signed_runs(applications: Iterable[Application]) -> dict[UUID, ClassificationRun]:
    """Return the classification that counts of each of these applications."""
    runs = ClassificationRun.objects.filter(application__in=list(applications), state=RunState.SIGNED)
    return {run.application_id: run for run in runs}
