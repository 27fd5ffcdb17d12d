# SPDX-License-Identifier: EUPL-1.2
"""The tab of an application: what every control of the policy says about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from aikompas.compliance import selectors
from aikompas.compliance.counting import of, total
from aikompas.compliance.presentation import WEIGHTS, answer_badge, share_in_words
from aikompas.compliance.selectors import SubjectResult
from aikompas.core.access import requires
from aikompas.policy.controls import Evidence, Outcome
from aikompas.register.models import Application
from aikompas.register.pages import application_page, may_open
from aikompas.register.selectors import get_application
from aikompas.ui.views import found_or_404

OTHERS = (
    (Outcome.MET, _("Met")),
    (Outcome.NOT_APPLICABLE, _("Not applicable")),
    (Outcome.NOT_MEASURED, _("Not yet measured")),
)


@requires("compliance.view")
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the controls of all clauses about an application: first what is to be put right."""
    subject = found_or_404(get_application, request.actor, pk)
    found = sorted(selectors.results_of(subject), key=lambda item: WEIGHTS[item.result.outcome])
    counts = total(of(item.result.outcome) for item in found)
    opens = cache(partial(may_open, request, subject))
    context = {
        **application_page(request, subject, "compliance"),
        "counts": counts,
        "share": share_in_words(counts),
        "to_do": _shown(request, subject, opens, [item for item in found if not item.is_kept]),
        "others": [
            (
                label,
                _shown(request, subject, opens, [item for item in found if item.result.outcome == outcome]),
            )
            for outcome, label in OTHERS
        ],
    }
    return render(request, "compliance/application.html", context)


def _shown(
    request: HttpRequest, subject: Application, opens: Callable[[str], bool], found: Sequence[SubjectResult]
) -> list[dict[str, Any]]:
    slug = request.organisation.slug
    may_accept = request.may("compliance.accept_deviation", subject)
    return [
        {
            "item": item,
            "fix": item.result.fix if opens(item.result.fix) else "",
            "evidence": [
                proof if opens(proof.url) else Evidence(proof.text) for proof in item.result.evidence
            ],
            "badge": answer_badge(item.result.outcome),
            "clauses": [
                (clause, reverse("compliance:clause", args=[slug, clause.reference]))
                for clause in item.clauses
            ],
            "accept_url": reverse("compliance:deviation_accept", args=[slug, item.row.pk])
            if may_accept and item.row and not item.is_kept and not item.deviation
            else "",
        }
        for item in found
    ]
