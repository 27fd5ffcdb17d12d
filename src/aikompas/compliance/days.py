# SPDX-License-Identifier: EUPL-1.2
"""History: how each clause was kept on each day, counted whenever results were made anew."""

from __future__ import annotations

from django.utils import timezone

from aikompas.compliance.counting import FIELDS
from aikompas.compliance.models import ClauseDay
from aikompas.compliance.selectors import clause_states
from aikompas.organisations.models import Organisation
from aikompas.policy.profiles import Profile


def count_today(organisation: Organisation, profile: Profile) -> None:
    """Keep how every clause stands today; a later count of the same day takes its place."""
    day = timezone.localdate()
    ClauseDay.objects.bulk_create(
        (
            ClauseDay(
                organisation=organisation,
                profile_id=profile.id,
                reference=state.clause.reference,
                day=day,
                **{name: getattr(state.counts, name) for name in FIELDS},
            )
            for state in clause_states(organisation, profile)
        ),
        update_conflicts=True,
        unique_fields=("organisation", "profile_id", "reference", "day"),
        update_fields=FIELDS,
    )
