# SPDX-License-Identifier: EUPL-1.2
"""How the history of jobs can be narrowed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, FilterSet

from aikompas.jobs.models import Outcome
from aikompas.jobs.registry import all_jobs


def _names() -> list[tuple[str, str]]:
    return [(job.name, str(job.label)) for job in all_jobs()]


class RunFilter(FilterSet):
    """By job and by outcome."""

    name = ChoiceFilter(label=_("Job"), choices=_names)
    outcome = ChoiceFilter(label=_("Outcome"), choices=Outcome.choices)
