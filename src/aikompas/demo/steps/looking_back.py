# SPDX-License-Identifier: EUPL-1.2
"""Mandates, decisions that are made known, and the periodic reviews."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from aikompas.demo.steps.registering import in_days
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.register.choices import RiskClass
from aikompas.review import services
from aikompas.review.periodic import may_confirm
from aikompas.review.plain_words import in_plain_words
from aikompas.review.selectors import current_decision
from aikompas.review.selectors.decisions import FINAL

CONFIRMING = (Role.COMMITTEE_SECRETARY, Role.PRIVACY_ADVISER)
STILL_TO_DO = timedelta(days=30)
"""What was decided in these last days is not made known yet."""


@step
def give_mandate(
    world: World, key: str, *, body: str, role: str, reference: str, risk_classes: Sequence[str] = ()
) -> None:
    """Record that a body lets everybody with a role decide, about uses of little risk unless told otherwise."""
    services.give_mandate(
        actor=world.actor(world.with_role(Role.COMMITTEE_SECRETARY)),
        body=body,
        role=role,
        risk_classes=risk_classes or (RiskClass.MINIMAL, RiskClass.NO_ALGORITHM, RiskClass.OUT_OF_SCOPE),
        starts=timezone.localdate(),
        reference=reference,
    )


@step
def make_known(world: World, key: str) -> None:
    """Make a decision known to all staff, unless it was taken only just."""
    decision = current_decision(world.applications[key])
    if decision is None or decision.verdict not in FINAL or timezone.localdate() > world.today - STILL_TO_DO:
        return
    services.make_known(
        actor=world.actor(world.with_role(Role.COMMITTEE_SECRETARY)),
        decision=decision,
        summary=in_plain_words(decision),
    )


@step
def review_again(
    world: World,
    key: str,
    *,
    outcome: str = "keeps",
    reasons: str = "Het gebruik voldoet en de gegevens kloppen nog.",
    monitoring: str = "Medewerkers verbeteren de uitkomst een paar keer per maand; dat is niet meer dan verwacht.",
    incidents: str = "Geen incidenten en geen klachten.",
    within: int = 0,
    upto: str = "done",
) -> None:
    """Review an application again: up to a draft, until it waits for confirmation, or to the end."""
    owner, application = world.owner(key), world.applications[key]
    review = services.start_review(actor=owner, application=application)
    fields = {"facts_right": True, "incidents": incidents, "monitoring": monitoring}
    if upto != "draft":
        fields |= {
            "controls_note": "De eigenaar lost dit op met de secretaris.",
            "open_work_note": "Loopt volgens planning.",
            "outcome": outcome,
            "reasons": reasons,
            "changes_due": in_days(within) if within else None,
        }
    services.save_review(actor=owner, review=review, fields=fields)
    if upto == "draft":
        return
    services.finish_review(actor=owner, review=review)
    if upto == "done" and review.waits_for_confirmation:
        confirmers = (world.actor(world.with_role(role)) for role in CONFIRMING)
        confirmer = next(actor for actor in confirmers if may_confirm(actor, review))
        services.confirm_review(actor=confirmer, review=review)
