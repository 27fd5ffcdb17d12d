# SPDX-License-Identifier: EUPL-1.2
"""Decisions for all staff in plain words, the list of all decisions, and making one known."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import require
from aikompas.review import services
from aikompas.review.decision_lists import DECISION_COLUMNS, KNOWN_COLUMNS, DecisionFilter, KnownFilter
from aikompas.review.forms import MakeKnownForm
from aikompas.review.plain_words import in_plain_words
from aikompas.review.selectors import decisions
from aikompas.review.views.links import links_of, to_application
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems


@requires("review.view")
@require_safe
def made_known(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show all staff what was decided about the use of AI, in plain words, the newest first."""
    return list_page(
        request,
        queryset=decisions.made_known(request.actor),
        filterset_class=KnownFilter,
        columns=KNOWN_COLUMNS,
        filename=_("decisions-about-ai"),
        default_sort="-made_known_at",
        template="review/made_known.html",
        row_template="review/made_known_row.html",
        caption=_("Decisions about AI"),
        empty={
            "title": _("No decisions have been made known yet"),
            "text": _("As soon as a decision about the use of AI is made known, you read it here."),
        },
        context={
            "waiting": decisions.to_make_known(request.actor).count()
            if request.may("review.make_known")
            else 0
        },
    )


@requires("review.view_queue")
@require_safe
def decision_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List all decisions, with who took them, and which deviate from the advice."""
    return list_page(
        request,
        queryset=decisions.decisions_visible_to(request.actor),
        filterset_class=DecisionFilter,
        columns=DECISION_COLUMNS,
        filename=_("decisions"),
        default_sort="-created_at",
        template="review/decision_list.html",
        caption=_("All decisions"),
        empty={
            "title": _("No decisions"),
            "text": _("A decision appears here as soon as the deciding body has taken it."),
        },
    )


@requires("review.make_known")
@require_http_methods(["GET", "HEAD", "POST"])
def make_known(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Write a decision in plain words, and make it known to all staff."""
    decision = found_or_404(decisions.get_decision, request.actor, pk)
    require(request.actor, "review.make_known", decision)
    form = MakeKnownForm(
        request.POST or None, initial={"summary": decision.summary or in_plain_words(decision)}
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.make_known(actor=request.actor, decision=decision, **form.cleaned_data)
        if outcome.ok:
            return to_application(
                request, decision.application, _("The decision has been made known to all staff.")
            )
    context = {"decision": decision, "form": form, **links_of(request, decision.application)}
    return render(request, "review/make_known.html", context)
