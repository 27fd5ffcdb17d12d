# SPDX-License-Identifier: EUPL-1.2
"""A meeting with an item, a seat, a procedure and a recusal in the world of the walk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from aikompas.organisations.models import MemberExpertise, Membership
from aikompas.organisations.roles import Role
from aikompas.register.models import Application
from aikompas.review.choices import ProcedureKind
from aikompas.review.models import AgendaItem, Meeting, Procedure, Recusal


def committee_at_work(application: Application, members: dict[str, Membership]) -> dict[str, Any]:
    """Return what the committee does with an application, by the names of the world."""
    about: dict[str, Any] = {"organisation": application.organisation}
    member, secretary = members[Role.COMMITTEE_MEMBER], members[Role.COMMITTEE_SECRETARY]
    starts_at = timezone.now() + timedelta(days=7)
    meeting = Meeting.objects.create(**about, starts_at=starts_at, place="Raadhuis")
    return {
        "meeting": meeting,
        "agenda_item": AgendaItem.objects.create(**about, meeting=meeting, position=1, title="Rondvraag"),
        "seat": MemberExpertise.objects.filter(membership=member).first(),
        "procedure": Procedure.objects.create(
            **about,
            application=application,
            kind=ProcedureKind.WRITTEN,
            reason="Eenvoudig.",
            started_by=secretary.user,
            due=timezone.localdate() + timedelta(days=14),
        ),
        "recusal": Recusal.objects.create(
            **about, application=application, member=member.user, reason="Belang.", declared_by=member.user
        ),
    }
