# SPDX-License-Identifier: EUPL-1.2
"""Who sits in the committee, and who stays out of the advice on an application."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from aikompas.audit.recording import record, service
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.models import MemberExpertise, Membership, User
from aikompas.organisations.permissions import may, require
from aikompas.organisations.roles import Expertise
from aikompas.register.models import Application
from aikompas.review.models import Advice, Recusal
from aikompas.review.rules import OPEN_FOR_ADVICE
from aikompas.review.selectors.committee import people_in_the_committee, possible_members, seats_of


@service
def give_seat(
    *,
    actor: Actor,
    membership: Membership,
    expertise: str,
    since: date,
    until: date | None = None,
    deputy_for: Membership | None = None,
) -> MemberExpertise:
    """Give a committee member a seat for an expertise, as a member or as somebody's deputy."""
    require(actor, "review.manage_committee", membership)
    if not possible_members(actor).filter(pk=membership.pk).exists():
        raise ValidationError({"membership": _("Only a committee member can have a seat.")})
    if expertise not in Expertise.values:
        raise ValidationError({"expertise": _("Choose an expertise.")})
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day cannot come before the first.")})
    _check_deputy(membership, expertise, deputy_for)
    if _overlaps(membership, expertise, since, until):
        raise ValidationError({"expertise": _("This member has a seat for this expertise in that period.")})
    seat = MemberExpertise.objects.create(
        organisation_id=membership.organisation_id,
        membership=membership,
        expertise=expertise,
        since=since,
        until=until,
        deputy_for=deputy_for,
    )
    changes: dict[str, tuple[None, str | None]] = {
        "member": (None, str(membership.pk)),
        "expertise": (None, expertise),
        "since": (None, str(since)),
    }
    changes["deputy_for"] = (None, str(deputy_for.pk) if deputy_for else None)
    record(actor, "review.seat_given", seat, changes=changes)
    return seat


@service
def end_seat(*, actor: Actor, seat: MemberExpertise, until: date) -> MemberExpertise:
    """End a seat after a day; the seat stays in the history of the committee."""
    require(actor, "review.manage_committee", seat)
    seat.refresh_from_db()
    if until < seat.since:
        raise ValidationError({"until": _("The last day cannot come before the first.")})
    before, seat.until = seat.until, until
    seat.save(update_fields=["until"])
    record(
        actor,
        "review.seat_ended",
        seat,
        changes={"until": (str(before) if before else None, str(until))},
    )
    return seat


def _overlaps(membership: Membership, expertise: str, since: date, until: date | None) -> bool:
    seats = seats_of(membership.organisation_id).filter(membership=membership, expertise=expertise)
    return any(
        (seat.until is None or seat.until >= since) and (until is None or seat.since <= until)
        for seat in seats
    )


def _check_deputy(membership: Membership, expertise: str, deputy_for: Membership | None) -> None:
    if deputy_for is None:
        return
    if deputy_for.pk == membership.pk:
        raise ValidationError({"deputy_for": _("Nobody is their own deputy.")})
    has_seat = seats_of(membership.organisation_id).filter(
        membership=deputy_for, expertise=expertise, deputy_for=None
    )
    if not any(seat.counts for seat in has_seat):
        raise ValidationError({"deputy_for": _("This member has no seat for this expertise.")})


@service
def recuse(*, actor: Actor, application: Application, member: User, reason: str) -> Recusal:
    """Let a member stay out of the advice on an application: declared by the member, or by the secretary.

    What the member advised on it does not count any more.
    """
    application.refresh_from_db()
    require(actor, "review.recuse")
    if member.pk != actor.id and not may(actor, "review.conclude", application):
        raise NotAllowed("review.recuse")
    if application.state not in OPEN_FOR_ADVICE:
        raise Refused(_("This application is not open for advice now."))
    if member not in people_in_the_committee(application.organisation_id):
        raise ValidationError({"member": _("Choose a member of the committee.")})
    if not reason.strip():
        raise ValidationError({"reason": _("Give the reason.")})
    if Recusal.objects.filter(application=application, member=member, withdrawn_at=None).exists():
        raise Refused(_("This member already stays out of the advice on this application."))
    recusal = Recusal.objects.create(
        organisation_id=application.organisation_id,
        application=application,
        member=member,
        reason=reason.strip(),
        declared_by_id=actor.id,
    )
    with translation.override(application.organisation.language):
        lapsed = str(later("The member stays out of this advice."))
    Advice.objects.filter(application=application, member=member, lapsed_at=None).update(
        lapsed_at=timezone.now(), lapse_reason=lapsed
    )
    record(
        actor, "review.recused", application, changes={"member": (None, str(member.pk))}, note=recusal.reason
    )
    return recusal


@service
def withdraw_recusal(*, actor: Actor, recusal: Recusal) -> Recusal:
    """Let a member take part again; advice that lapsed does not come back."""
    recusal.refresh_from_db()
    require(actor, "review.recuse")
    if recusal.member_id != actor.id and not may(actor, "review.conclude", recusal.application):
        raise NotAllowed("review.recuse")
    if recusal.withdrawn_at is not None:
        raise Refused(_("This member takes part already."))
    recusal.withdrawn_at = timezone.now()
    recusal.save(update_fields=["withdrawn_at"])
    record(
        actor,
        "review.recusal_withdrawn",
        recusal.application,
        changes={"member": (str(recusal.member_id), None)},
    )
    return recusal
