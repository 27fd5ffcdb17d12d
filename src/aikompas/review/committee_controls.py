# SPDX-License-Identifier: EUPL-1.2
"""Controls about the committee: advice with quorum and all expertises, and a seat taken for each expertise."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Organisation
from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation
from aikompas.register.models import Application
from aikompas.review.missing_advice import QUORATE, missing_advice
from aikompas.review.models import Advice, Recusal
from aikompas.review.places import application_url
from aikompas.review.selectors.committee import (
    places_of,
    present_at_meetings,
    quorum_of,
    read_recused,
    seats_today,
)


@control(
    QUORATE,
    scope="application",
    by="committee_secretary",
    question=_("Was advice given with a quorum and all expertises?"),
    law=_("Leidschendam-Voorburg policy point 3; De Ronde Venen art. 2.3"),
)
def advice_quorate(application: Application) -> Result:
    """Met when enough members took part who may, and every expertise of the policy advised."""
    quorum = quorum_of(application)
    url = application_url(application)
    if not quorum.is_complete:
        why = " ".join(reason.text for reason in missing_advice(application, quorum))
        return Result.not_met(why, fix=url)
    return Result.met(
        _("All expertises advised, and enough members took part."),
        Evidence(_("Advice of the committee"), url),
    )


@control(
    "review.committee_complete",
    scope="organisation",
    question=_("Does the advising body have members with all expertises?"),
    law=_("Leidschendam-Voorburg policy point 3"),
)
def committee_complete(organisation: Organisation) -> Result:
    """Met when as many seats are taken for each expertise as the policy asks for."""
    url = reverse("review:committee", args=[organisation.slug])
    vacant = [place.label for place in places_of(organisation) if place.vacant]
    if vacant:
        why = _("There is a vacant seat for: %(expertises)s.") % {"expertises": ", ".join(vacant)}
        return Result.not_met(why, fix=url)
    return Result.met(_("All seats are taken."), Evidence(_("The committee"), url))


@preparation("application")
def load_committees(applications: list[Application]) -> None:
    """Load the advices, who stays out and who was present, in four queries and one per organisation."""
    ids = [application.pk for application in applications]
    advices: dict[UUID, list[Advice]] = defaultdict(list)
    for advice in Advice.objects.filter(application__in=ids, lapsed_at=None).select_related("member"):
        advices[advice.application_id].append(advice)
    present = present_at_meetings(ids)
    declared: dict[UUID, list[Recusal]] = defaultdict(list)
    for recusal in Recusal.objects.filter(application__in=ids, withdrawn_at=None):
        declared[recusal.application_id].append(recusal)
    people: dict[UUID, dict[UUID, UUID | None]] = {}
    for application in applications:
        of = application.organisation_id
        if of not in people:
            people[of] = {seat.membership.user_id: seat.membership.department_id for seat in seats_today(of)}
        recused = read_recused(application, declared[application.pk], people[of])
        keep(application, "review.recused", recused)
        keep(application, "review.present", present)
        keep(application, "review.current_advices", advices[application.pk])
