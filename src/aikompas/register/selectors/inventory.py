# SPDX-License-Identifier: EUPL-1.2
"""Reading what departments confirmed about their inventory of AI, and what it consists of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.core.dates import months_later
from aikompas.organisations.models import Department, Organisation
from aikompas.policy.clocks import clock_of, last_day
from aikompas.policy.selectors import profile_of
from aikompas.policy.subjects import prepared
from aikompas.register.choices import OPEN_REPORT_STATES
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application, InventoryConfirmation, UsageReport

CONFIRM_SOON = timedelta(days=30)
CLOCK, MONTHS = "inventory", 12


def departments_with_inventory(actor: Actor) -> QuerySet[Department]:
    """Return the active departments with what they confirmed last, and how much there is."""
    latest = InventoryConfirmation.objects.filter(department=OuterRef("pk")).order_by("-created_at")
    return (
        Department.objects.filter(organisation_id=actor.organisation_id, is_active=True)
        .select_related("organisation", "contact_person__user")
        .annotate(
            confirmed_on=Subquery(latest.values("confirmed_on")[:1]),
            confirmed_until=Subquery(latest.values("valid_until")[:1]),
            confirmed_count=Subquery(latest.values("applications")[:1]),
            application_count=_number(Application.objects.filter(state__in=ACTIVE_STATES)),
            open_report_count=_number(UsageReport.objects.filter(state__in=OPEN_REPORT_STATES)),
        )
        .order_by("name")
    )


def _number(rows: QuerySet[Any]) -> Coalesce:
    about = rows.filter(department=OuterRef("pk")).order_by().values("department")
    return Coalesce(Subquery(about.annotate(number=Count("pk")).values("number")), 0)


def get_inventory(actor: Actor, department_id: UUID) -> Department:
    """Return an active department with what it confirmed last; raises ``Department.DoesNotExist``."""
    return departments_with_inventory(actor).get(pk=department_id)


def inventories_to_confirm(actor: Actor) -> QuerySet[Department]:
    """Return the departments that never confirmed their list, or whose confirmation has ended or ends soon."""
    soon = timezone.localdate() + CONFIRM_SOON
    return departments_with_inventory(actor).filter(Q(confirmed_until=None) | Q(confirmed_until__lte=soon))


def inventory_of(department: Department) -> QuerySet[Application]:
    """Return the list of AI of a department: its applications that have not ended."""
    return (
        Application.objects.filter(department=department, state__in=ACTIVE_STATES)
        .select_related("organisation", "department", "owner", "system")
        .order_by("name")
    )


def open_reports_of(department: Department) -> QuerySet[UsageReport]:
    """Return the reports of a department that nobody handled yet."""
    return UsageReport.objects.filter(department=department, state__in=OPEN_REPORT_STATES)


def confirmations_of(department: Department) -> QuerySet[InventoryConfirmation]:
    """Return every confirmation of a department, the newest first."""
    return InventoryConfirmation.objects.filter(department=department).select_related("confirmed_by")


def latest_confirmation(department: Department) -> InventoryConfirmation | None:
    """Return the last confirmation of a department, whether it still counts or not."""
    return prepared(department, "register.confirmation", lambda: confirmations_of(department).first())


def confirmed_until(organisation: Organisation, day: date) -> date:
    """Return until when a confirmation of this day counts: the period of the policy, or else a year."""
    clock = clock_of(profile_of(organisation), CLOCK)
    return last_day(clock, day) if clock else months_later(day, MONTHS)
