# SPDX-License-Identifier: EUPL-1.2
"""What waits for those who keep inventories and ICT environments."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.home import Item, Todo, register_todos
from aikompas.organisations.models import Department
from aikompas.organisations.permissions import may
from aikompas.register import selectors
from aikompas.register.models import Environment


@register_todos
def inventory_todos(actor: Actor) -> Iterator[Todo]:
    """Return inventories to confirm, and environments whose approval ends while something runs there."""
    if may(actor, "register.confirm_inventory"):
        yield Todo(
            _("Inventories to be confirmed"),
            selectors.inventories_to_confirm(actor),
            "register:inventory_list?state=to_confirm",
            kind="register.inventory",
            do=_("Confirm the inventory"),
            describe=_inventory,
            due="confirmed_until",
            holder="contact_person__user_id",
            department="id",
            permission="register.confirm_inventory",
        )
    if may(actor, "register.manage_environments"):
        yield Todo(
            _("ICT environments whose approval ends"),
            selectors.approvals_to_renew(actor),
            "register:environment_list",
            kind="register.environment",
            do=_("Renew the approval, or have the systems moved"),
            describe=_environment,
            due="approved_until",
            permission="register.manage_environments",
        )


def _inventory(department: Department) -> Item:
    confirmed_until = getattr(department, "confirmed_until", None)
    contact = department.contact_person
    return Item(
        department.name,
        reverse("register:inventory", args=[department.organisation.slug, department.pk]),
        confirmed_until,
        why=_("The list of AI of this department has to be confirmed again.")
        if confirmed_until
        else _("The list of AI of this department was never confirmed."),
        holder_id=contact.user_id if contact else None,
    )


def _environment(environment: Environment) -> Item:
    why = _("AI systems run here, and the approval ends.")
    return Item(environment.name, environment.get_absolute_url(), environment.approved_until, why)
