# SPDX-License-Identifier: EUPL-1.2
"""A decision in plain words, as a beginning for whoever makes it known."""

from __future__ import annotations

from django.utils.translation import gettext as _

from aikompas.review.choices import DecisionVerdict
from aikompas.review.models import Decision


def in_plain_words(decision: Decision) -> str:
    """Return what was decided, and what the application is for."""
    words = {"name": decision.application.name}
    if decision.verdict == DecisionVerdict.REJECT:
        return _("%(name)s will not be used.") % words
    purpose = decision.application.purpose.strip()
    return " ".join(part for part in (_("%(name)s may be used.") % words, purpose) if part)
