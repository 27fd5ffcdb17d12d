# SPDX-License-Identifier: EUPL-1.2
"""Policy documents, profiles, house rules, steps and budget lines for tests."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import system
from aikompas.policy import services
from aikompas.policy.models import (
    AdoptedBy,
    Audience,
    BudgetLine,
    DocumentVersion,
    HouseRules,
    LineKind,
    RoadmapEvidence,
    RoadmapStep,
)
from aikompas.policy.profiles import shipped_text


def draft(organisation: Organisation, **fields: Any) -> DocumentVersion:
    """Return the draft of a policy document."""
    given = {
        "title": "AI-beleid",
        "audience": Audience.INTERNAL,
        "final_body": AdoptedBy.EXECUTIVE,
        "text": "# Beleid\n\nWij melden AI vooraf.",
        **fields,
    }
    return services.create_document(actor=system(organisation), **given)


def adopted_version(organisation: Organisation, **fields: Any) -> DocumentVersion:
    """Return a version that the management adopted and that is in force from today."""
    actor = system(organisation)
    version = services.move_version(actor=actor, version=draft(organisation, **fields), action="offer")
    today = timezone.localdate()
    return services.adopt_version(
        actor=actor, version=version, action="adopt", body="Directie", decided_on=today, in_force_from=today
    )


def profile_text() -> str:
    """Return the text of a third municipality's profile: the model with another id and name."""
    text = shipped_text("model").replace("id: model\n", "id: utopia\n", 1)
    return text.replace("name: Modelbeleid AI voor gemeenten", "name: Beleid van Utopia", 1)


def published_house_rules(
    organisation: Organisation, text: str = "", counts_from: date | None = None, grace_days: int = 30
) -> HouseRules:
    """Return a next version of the house rules, which counts from today unless said otherwise."""
    actor = system(organisation)
    version = services.start_house_rules(actor=actor, organisation=organisation)
    if text:
        services.edit_house_rules(actor=actor, version=version, text=text)
    return services.publish_house_rules(
        actor=actor,
        version=version,
        counts_from=counts_from or timezone.localdate(),
        grace_days=grace_days,
    )


def step(organisation: Organisation, days: int = 30, **fields: Any) -> RoadmapStep:
    """Return a step of the organisation's own that ends so many days from now."""
    today = timezone.localdate()
    given = {
        "title": "Training geven",
        "start": today - timedelta(days=60),
        "due": today + timedelta(days=days),
    }
    return services.add_step(actor=system(organisation), organisation=organisation, **{**given, **fields})


def step_with_evidence(organisation: Organisation) -> RoadmapEvidence:
    """Return evidence of a step."""
    return services.add_step_evidence(
        actor=system(organisation), step=step(organisation), text="Zestig mensen getraind."
    )


def budget_line(
    organisation: Organisation, amount: int | str = 100, kind: str = LineKind.SPENT, **fields: Any
) -> BudgetLine:
    """Return a line on this year's budget, with a reason in case that is exceeded."""
    given = {
        "day": timezone.localdate(),
        "description": "Licenties",
        "confirmed": True,
        "over_reason": "Nodig.",
        **fields,
    }
    return services.enter_budget_line(
        actor=system(organisation), organisation=organisation, kind=kind, amount=Decimal(amount), **given
    )
