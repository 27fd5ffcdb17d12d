# SPDX-License-Identifier: EUPL-1.2
"""Rounds of advice: when the committee was asked, and what answered it. Kept inside the step that changes the state."""

from __future__ import annotations

from django.utils import timezone

from aikompas.register.models import Application
from aikompas.review.models import AdviceRound, Conclusion
from aikompas.review.selectors.judgements import is_open_for_advice


def follow_state(application: Application) -> None:
    """Begin a round when the application is open for advice and none runs; end the one that runs when it is not."""
    running = AdviceRound.objects.filter(application=application, conclusion=None, ended_at=None)
    if not is_open_for_advice(application):
        running.update(ended_at=timezone.now())
    elif not running.exists():
        AdviceRound.objects.create(organisation_id=application.organisation_id, application=application)


def answer_round(conclusion: Conclusion) -> None:
    """Let a conclusion answer the round that runs."""
    AdviceRound.objects.filter(
        application_id=conclusion.application_id, conclusion=None, ended_at=None
    ).update(conclusion=conclusion)
