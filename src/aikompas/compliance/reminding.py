# SPDX-License-Identifier: EUPL-1.2
"""Reminding of accepted deviations that end within two weeks, each person once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from aikompas.compliance.models import Deviation
from aikompas.compliance.selectors import deviations_that_end
from aikompas.compliance.telling import ENDS
from aikompas.compliance.touching import APPLICATION
from aikompas.notifications.telling import tell
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import active_organisations, active_people
from aikompas.policy.labels import question_of
from aikompas.policy.subjects import subjects_of

BEFORE = timedelta(days=14)


def remind() -> int:
    """Tell who accepted a deviation, and the owner of the application; return how many deviations end soon."""
    last = timezone.localdate() + BEFORE
    ending = deviations_that_end(last).select_related("organisation")
    return sum(
        _remind(organisation, list(ending.filter(organisation=organisation)))
        for organisation in active_organisations()
    )


def _remind(organisation: Organisation, ending: list[Deviation]) -> int:
    if not ending:
        return 0
    people = {person.pk: person for person in active_people(organisation.pk)}
    owners = _owners(organisation, ending)
    with translation.override(organisation.language), transaction.atomic():
        for deviation in ending:
            keys = {deviation.accepted_by_id, owners.get(deviation.subject_id)}
            tell(
                ENDS,
                [people[key] for key in keys if key in people],
                organisation=organisation,
                key=f"{ENDS}:{deviation.pk}",
                url=deviation.get_absolute_url(),
                facts={"subject": deviation.subject_name, "until": date_format(deviation.until)},
                text=question_of(deviation.control_id),
            )
    return len(ending)


def _owners(organisation: Organisation, ending: list[Deviation]) -> dict[UUID, UUID | None]:
    applications = subjects_of(APPLICATION, organisation.pk).filter(
        pk__in=[item.subject_id for item in ending]
    )
    return dict(applications.order_by().values_list("pk", "owner_id"))
