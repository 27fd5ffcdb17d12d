# SPDX-License-Identifier: EUPL-1.2
"""The tab "Advice and decision" of an application."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.policy.selectors import profile_of
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.review import selectors
from aikompas.review.committee_box import committee_box
from aikompas.review.dossiers import changes_since
from aikompas.review.history import missing_expertises, sent_back, timeline
from aikompas.review.lapsing import way_back
from aikompas.review.rules import may_advise, may_conclude, may_decide, own_interest
from aikompas.review.selectors.decisions import FINAL, lapsed_without_successor
from aikompas.ui.views import found_or_404


@requires("review.view")
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show advice, conclusion, decision and conditions of an application, and what was said before."""
    subject = found_or_404(get_application, request.actor, pk)
    found = selectors.judgements(subject)
    conclusion, decision = found.conclusion, found.decision
    counting = [item for item in found.conditions if conclusion and item.conclusion_id == conclusion.pk]
    open_for_advice = selectors.is_open_for_advice(subject)
    lapsed = lapsed_without_successor(subject, found.decisions)
    context = {
        **application_page(request, subject, "review"),
        "lapsed": lapsed,
        "changes": changes_since(lapsed, subject, request.actor) if lapsed else [],
        "way_back": way_back(request.actor, subject, found) if lapsed else [],
        "may_make_known": decision is not None
        and decision.verdict in FINAL
        and request.may("review.make_known", decision),
        "bodies": profile_of(request.organisation).bodies,
        "committee": committee_box(request.actor, subject),
        "advices": found.current_advices,
        "missing": missing_expertises(subject, found.current_advices) if open_for_advice else [],
        "conclusion": conclusion,
        "decision": decision,
        "conditions": counting,
        "earlier_conditions": [item for item in found.conditions if item not in counting],
        "history": timeline(found, organisation, with_dossiers=request.may("review.view_queue")),
        "sent_back": sent_back(subject),
        "own_interest": own_interest(request.actor, subject),
        "open_for_advice": open_for_advice,
        "waits": open_for_advice or (conclusion is not None and decision is None),
        "may_see_dossier": request.may("review.view_queue"),
        "may_advise": may_advise(request.actor, subject),
        "may_conclude": may_conclude(request.actor, subject),
        "may_decide": may_decide(request.actor, subject),
    }
    return render(request, "review/application.html", context)
