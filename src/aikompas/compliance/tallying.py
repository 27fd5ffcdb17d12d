# SPDX-License-Identifier: EUPL-1.2
"""The tally: how many answers of each control say what, by department, so that a page adds up no results.

What changed is counted from the results again, in the transaction that changed them. Nothing is added or taken off, so
a tally is never off by what somebody forgot.
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from aikompas.compliance.models import ControlResult, Measuring, Tally


def hold_tally(organisation_id: UUID) -> None:
    """Let nobody else write results of an organisation until this transaction ends; first of all in it."""
    list(Measuring.objects.select_for_update().filter(organisation_id=organisation_id).values_list("pk"))


def count_anew(organisation_id: UUID, controls: Collection[str]) -> None:
    """Count the results of these controls, in the transaction in which they changed."""
    if not controls:
        return
    asked = {"organisation_id": organisation_id, "control_id__in": controls}
    Tally.objects.filter(**asked).delete()
    counted = (
        ControlResult.objects.filter(**asked).order_by().values("control_id", "department_id", "outcome")
    )
    Tally.objects.bulk_create(
        Tally(organisation_id=organisation_id, **row) for row in counted.annotate(number=Count("*"))
    )
