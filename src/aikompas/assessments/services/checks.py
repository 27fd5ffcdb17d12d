# SPDX-License-Identifier: EUPL-1.2
"""What must be true of an assessment before it can be changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment
from aikompas.core.errors import Refused


def check_open(assessment: Assessment) -> None:
    """Refuse when answers can no longer be changed."""
    assessment.refresh_from_db(fields=["state"])
    if not assessment.is_open:
        raise Refused(_("This assessment was submitted; take it back to change it."))
