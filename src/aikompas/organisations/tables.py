# SPDX-License-Identifier: EUPL-1.2
"""The columns of the lists of people, departments and invitations."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Department, Invitation, Membership
from aikompas.ui.tables import Column

INVITATION_STATES = {
    "open": (_("Open"), "info"),
    "expired": (_("Expired"), "warning"),
    "accepted": (_("Accepted"), "success"),
    "withdrawn": (_("Withdrawn"), "neutral"),
}


def _url(name: str, slug: str, row: Any) -> str:
    return reverse(f"organisations:{name}", kwargs={"organisation": slug, "pk": row.pk})


def _active(row: Membership | Department) -> tuple[Any, str]:
    return (_("Active"), "success") if row.is_active else (_("No longer active"), "neutral")


def people_columns(slug: str, *, with_email: bool) -> list[Column]:
    """Return the columns of the list of people; e-mail addresses are for administrators only."""
    email = [Column("email", _("E-mail address"), "user.email", sort="user__email")] if with_email else []
    return [
        Column(
            "name", _("Name"), "user.name", sort="user__name", cell="link", url=partial(_url, "person", slug)
        ),
        *email,
        Column("job_title", _("Job title"), shown=False),
        Column("department", _("Department"), "department.name", sort="department__name"),
        Column("roles", _("Roles"), lambda row: ", ".join(row.role_labels)),
        Column("active", _("Active"), _active, sort="-is_active", cell="badge"),
    ]


def department_columns(slug: str) -> list[Column]:
    """Return the columns of the list of departments."""
    return [
        Column("name", _("Name"), sort="name", cell="link", url=partial(_url, "department", slug)),
        Column("contact_person", _("AI contact person"), "contact_person.user.name"),
        Column("members", _("People"), "member_count", sort="member_count", cell="number"),
        Column("active", _("Active"), _active, cell="badge"),
    ]


def invitation_columns(slug: str) -> list[Column]:
    """Return the columns of the list of invitations."""
    return [
        Column("name", _("Name"), sort="name", cell="link", url=partial(_url, "invitation", slug)),
        Column("email", _("E-mail address"), sort="email"),
        Column("roles", _("Roles"), lambda row: ", ".join(row.role_labels)),
        Column("expires_at", _("Valid until"), sort="expires_at", cell="date"),
        Column("state", _("State"), _state, cell="badge"),
    ]


def _state(row: Invitation) -> tuple[Any, str]:
    return INVITATION_STATES[row.state]
