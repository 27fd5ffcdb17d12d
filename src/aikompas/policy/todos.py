# SPDX-License-Identifier: EUPL-1.2
"""What waits for those who keep the policy, and house rules and steps that wait for anybody."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo
from aikompas.organisations.models import Membership
from aikompas.organisations.permissions import may
from aikompas.policy import selectors
from aikompas.policy.models import RoadmapStep
from aikompas.policy.presentation import title_of_step
from aikompas.policy.route import ADOPT, EDIT


def policy_todos(actor: Actor) -> Iterator[Todo]:
    """Count documents that wait for adoption, and those whose review is overdue."""
    if may(actor, ADOPT):
        waiting = selectors.waiting_for_adoption(actor.organisation_id).count()
        yield Todo(_("Policy documents to be adopted"), waiting, "policy:document_list")
    if may(actor, EDIT):
        overdue = selectors.overdue_for_review(actor.organisation_id).count()
        yield Todo(_("Policy documents to be reviewed"), overdue, "policy:document_list", urgent=True)


def house_rules_todos(actor: Actor) -> Iterator[Todo]:
    """Return who has still to acknowledge the house rules."""
    if may(actor, "policy.acknowledge_house_rules"):
        yield Todo(
            _("House rules to be read and acknowledged"),
            selectors.still_to_acknowledge(actor),
            "policy:house_rules",
            urgent=True,
            kind="policy.house_rules",
            do=_("Read and acknowledge the house rules"),
            describe=_acknowledge,
            due="acknowledge_before",
            holder="user_id",
            department="department_id",
            permission="policy.acknowledge_house_rules",
        )


def roadmap_todos(actor: Actor) -> Iterator[Todo]:
    """Return the steps of the timetable that somebody takes care of."""
    if may(actor, "policy.work_on_step"):
        yield Todo(
            _("Your steps of the timetable"),
            selectors.waiting_steps(actor),
            f"policy:roadmap?owner={actor.id}",
            kind="policy.roadmap",
            do=_("Take a step of the timetable"),
            describe=_step,
            due="due",
            holder="owner_id",
            permission="policy.work_on_step",
        )


def _acknowledge(member: Membership) -> Item:
    return Item(
        gettext("House rules for generative AI"),
        reverse("policy:house_rules", args=[member.organisation.slug]),
        due=member.acknowledge_before,
        why=_("There is a version that is not acknowledged yet."),
        holder_id=member.user_id,
    )


def _step(step: RoadmapStep) -> Item:
    return Item(
        title_of_step(step),
        step.get_absolute_url(),
        due=step.due,
        why=_("You take care of this step."),
        holder_id=step.owner_id,
    )
