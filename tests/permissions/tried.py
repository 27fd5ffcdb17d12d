# SPDX-License-Identifier: EUPL-1.2
"""A pilot that runs and an article about it, in the world of the walk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.pilots.choices import PilotState
from aikompas.pilots.models import Article, Criterion, Pilot
from aikompas.register.models import Application


def pilot_and_article(application: Application) -> dict[str, Any]:
    """Return a pilot of an application that runs, and an article that was proposed about it."""
    today = timezone.localdate()
    about: dict[str, Any] = {"organisation": application.organisation, "application": application}
    pilot = Pilot.objects.create(
        **about,
        number=1,
        state=PilotState.RUNNING,
        hypothesis="Het scheelt tijd.",
        participants="Tien medewerkers.",
        data_used="Verzonnen brieven.",
        begins=today,
        ends=today + timedelta(days=30),
        started_on=today,
        lead=application.owner,
    )
    Criterion.objects.create(
        organisation=application.organisation,
        pilot=pilot,
        position=1,
        what="Tijd",
        target="10 minuten",
        how="Steekproef",
    )
    article = Article.objects.create(
        **about, pilot=pilot, title="Begin klein", summary="Kort.", text="Tekst."
    )
    return {"pilot": pilot, "article": article}
