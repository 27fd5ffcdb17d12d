# SPDX-License-Identifier: EUPL-1.2
"""Who may do what with one row or one risk; services enforce it, pages show it."""

from __future__ import annotations

from aikompas.core.actor import Actor
from aikompas.measures.choices import ReviewState
from aikompas.measures.models import Risk, WorkItem
from aikompas.organisations.permissions import may
from aikompas.policy.risk_matrix import Level


def may_work(actor: Actor, item: WorkItem) -> bool:
    """Tell whether the actor does this work, or keeps the dossier of its application."""
    if actor.organisation_id != item.organisation_id:
        return False
    return (actor.id is not None and actor.id == item.doer_id) or may(
        actor, "measures.work", item.application
    )


def may_review(actor: Actor, item: WorkItem) -> bool:
    """Tell whether the actor can review this finished work now; nobody reviews what is the own work."""
    if item.review != ReviewState.WAITING or actor.organisation_id != item.organisation_id:
        return False
    if actor.id is not None and actor.id in {item.doer_id, item.finished_by_id}:
        return False
    return (actor.id is not None and actor.id == item.reviewer_id) or may(actor, "measures.review")


def may_accept(actor: Actor, risk: Risk, level: Level | None) -> bool:
    """Tell whether the actor may accept what is left of a risk at this level; never of an own application or risk."""
    return (
        level is not None
        and may(actor, "measures.accept_risk", risk.application)
        and actor.id is not None
        and actor.id != risk.owner_id
        and not actor.roles.isdisjoint(level.accepted_by)
    )


def accepting_role(actor: Actor, level: Level) -> str:
    """Return the role in which the actor accepts a risk: the first that the matrix names."""
    return next(role for role in level.accepted_by if role in actor.roles)
