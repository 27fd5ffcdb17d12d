# SPDX-License-Identifier: EUPL-1.2
"""Whether the plan of a pilot is complete: everything that must be agreed on before it begins."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.pilots.models import Pilot
from aikompas.pilots.terms import committee_guides


def what_is_missing(pilot: Pilot) -> list[str]:
    """Return what the plan still lacks, in words."""
    guide_needed = committee_guides(pilot.application)
    facts = [
        (_("what you expect"), pilot.hypothesis.strip()),
        (_("success criteria"), pilot.criteria.all()),
        (_("who take part"), pilot.participants.strip()),
        (_("which data are used"), pilot.data_used.strip()),
        (_("who guides it for the committee"), pilot.guide_id or not guide_needed),
        (_("an end that is still to come"), not pilot.is_past_end),
    ]
    return [name for name, value in facts if not value]
