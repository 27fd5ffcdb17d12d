# SPDX-License-Identifier: EUPL-1.2
"""What has been loaded, in one line."""

from __future__ import annotations

from aikompas.audit.models import AuditEvent
from aikompas.demo.content import MUNICIPALITIES
from aikompas.organisations.models import Membership, Organisation
from aikompas.register.models import Application, UsageReport


def loaded_slugs() -> list[str]:
    """Return which municipalities of the demonstration are in the database."""
    found = Organisation.objects.filter(slug__in=MUNICIPALITIES).values_list("slug", flat=True)
    return sorted(found)


def summary_of(slug: str) -> str:
    """Return what is in the register of a municipality."""
    organisation = Organisation.objects.get(slug=slug)
    people = Membership.objects.filter(organisation=organisation).count()
    applications = Application.objects.filter(organisation=organisation).count()
    reports = UsageReport.objects.filter(organisation=organisation).count()
    events = AuditEvent.objects.filter(organisation_id=organisation.pk).count()
    return (
        f"{organisation.name}: {people} people, {applications} applications, {reports} reports of AI use, "
        f"{events} events in the audit trail."
    )
