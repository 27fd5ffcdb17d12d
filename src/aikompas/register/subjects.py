# SPDX-License-Identifier: EUPL-1.2
"""What controls are asked about: applications, departments, people and organisations; and what the register loads.

A person is a membership: a place in one organisation, with its department and roles.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from aikompas.organisations.models import Department, Membership, Organisation
from aikompas.organisations.selectors import active_departments
from aikompas.policy.subjects import keep, register_subjects
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application, InventoryConfirmation, UsageReport
from aikompas.register.selectors.reports import reports_of_past_year


def applications(organisation_id: UUID) -> QuerySet[Application]:
    """Return the applications of an organisation that have not ended."""
    return (
        Application.objects.filter(organisation_id=organisation_id, state__in=ACTIVE_STATES)
        .select_related("organisation", "department", "owner", "oversight_person", "system__environment")
        .order_by("number")
    )


def departments(organisation_id: UUID) -> QuerySet[Department]:
    """Return the departments of an organisation that still exist."""
    return active_departments(organisation_id).select_related("organisation", "contact_person__user")


def people(organisation_id: UUID) -> QuerySet[Membership]:
    """Return who works in an organisation now."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, is_active=True, user__is_active=True)
        .select_related("user", "organisation", "department")
        .prefetch_related("role_assignments")
        .order_by("user__name")
    )


def organisations(organisation_id: UUID) -> QuerySet[Organisation]:
    """Return the organisation itself."""
    return Organisation.objects.filter(pk=organisation_id)


def load_for_applications(subjects: list[Application]) -> None:
    """Load the reports that led to applications, and which of their owners work here now."""
    reports = grouped(
        UsageReport.objects.filter(application__in=subjects)
        .select_related("organisation")
        .order_by("number"),
        "application_id",
    )
    here = set(
        Membership.objects.filter(
            user__in={subject.owner_id for subject in subjects if subject.owner_id},
            is_active=True,
            user__is_active=True,
        ).values_list("organisation_id", "user_id")
    )
    for subject in subjects:
        keep(subject, "register.reports", reports[subject.pk])
        keep(subject, "register.owner_works_here", (subject.organisation_id, subject.owner_id) in here)


def load_for_departments(subjects: list[Department]) -> None:
    """Load what departments confirmed last."""
    confirmations = grouped(
        InventoryConfirmation.objects.filter(department__in=subjects).order_by("-created_at"), "department_id"
    )
    for subject in subjects:
        keep(subject, "register.confirmation", next(iter(confirmations[subject.pk]), None))


def load_for_organisations(subjects: list[Organisation]) -> None:
    """Load the reports of organisations that are open, or were handled in the past year."""
    reports = grouped(reports_of_past_year().filter(organisation__in=subjects), "organisation_id")
    for subject in subjects:
        keep(subject, "register.recent_reports", reports[subject.pk])


def grouped(rows: Iterable[Any], field: str) -> defaultdict[Any, list[Any]]:
    """Return rows in lists by the value of a field, each in the order in which they came."""
    found: defaultdict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found


register_subjects("application", applications, load_for_applications)
register_subjects("department", departments, load_for_departments)
register_subjects("person", people)
register_subjects("organisation", organisations, load_for_organisations)
