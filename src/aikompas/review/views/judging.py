# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an application is advised on, concluded about and decided about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.organisations.selectors import active_people
from aikompas.policy.gates import reasons
from aikompas.policy.selectors import profile_of
from aikompas.register.gates import gate_checks
from aikompas.register.models import Application
from aikompas.register.selectors import get_application
from aikompas.review import selectors, services
from aikompas.review.dossiers import in_short
from aikompas.review.forms import AdviceForm, ConclusionPage, DecisionForm
from aikompas.review.history import missing_expertises
from aikompas.review.missing_advice import not_ready
from aikompas.review.rules import may_advise, may_conclude, own_interest
from aikompas.review.selectors.mandates import authority_over, who_decides
from aikompas.review.snapshots import content_of, digest
from aikompas.review.views.links import links_of, to_application
from aikompas.ui.views import found_or_404, problems

FORM = ["GET", "HEAD", "POST"]


@requires("review.advise")
@require_http_methods(FORM)
def advise(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Give advice from one of one's own expertises."""
    subject = found_or_404(get_application, request.actor, pk)
    if stopped := _stop(request, subject, may_advise(request.actor, subject)):
        return stopped
    advices = list(selectors.current_advices(subject))
    own = {advice.expertise: advice for advice in advices if advice.member_id == request.actor.id}
    form = AdviceForm(
        request.POST or None,
        expertises=request.actor.expertises,
        given=own,
        asked=request.GET.get("expertise", ""),
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.give_advice(
                actor=request.actor, application=subject, dossier=_read(request), **form.cleaned_data
            )
        if outcome.ok:
            return to_application(request, subject, _("Your advice was recorded."))
    others = [advice for advice in advices if advice.member_id != request.actor.id]
    context = {"form": form, "given": list(own.values()), "advices": others}
    return render(request, "review/advise.html", {**context, **_page(request, subject)})


@requires("review.conclude")
@require_http_methods(FORM)
def conclude(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Conclude the advice of the committee, with the conditions it proposes."""
    subject = found_or_404(get_application, request.actor, pk)
    if stopped := _stop(request, subject, may_conclude(request.actor, subject)):
        return stopped
    page = ConclusionPage(
        request.POST if request.method == "POST" else None,
        people=active_people(subject.organisation_id),
        repeated=selectors.conditions_to_repeat(subject),
    )
    if request.method == "POST" and page.is_valid():
        with problems(page.conclusion) as outcome:
            services.conclude(
                actor=request.actor,
                application=subject,
                conditions=page.proposed,
                dossier=_read(request),
                **page.conclusion.cleaned_data,
            )
        if outcome.ok:
            return to_application(request, subject, _("The conclusion was recorded."))
    advices = list(selectors.current_advices(subject))
    context = {
        "form": page,
        "advices": advices,
        "missing": missing_expertises(subject, advices),
        "unready": not_ready(subject, reasons(gate_checks(subject, "advise"))),
    }
    return render(request, "review/conclude.html", {**context, **_page(request, subject)})


@requires("review.record_decision")
@require_http_methods(FORM)
def decide(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Decide on the advice of the committee."""
    subject = found_or_404(get_application, request.actor, pk)
    if stopped := _stop(request, subject, selectors.waits_for_decision(subject)):
        return stopped
    authority = authority_over(request.actor, subject)
    if authority is None:
        context = {"who_decides": who_decides(subject), **links_of(request, subject)}
        return render(request, "review/wrong_body.html", context, status=403)
    conclusion = selectors.current_conclusion(subject)
    form = DecisionForm(request.POST or None, conclusion=conclusion)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.decide(actor=request.actor, application=subject, dossier=_read(request), **form.decision)
        if outcome.ok:
            return to_application(request, subject, _("The decision was recorded."))
    context = {
        "form": form,
        "authority": authority,
        "conclusion": conclusion,
        "advices": list(selectors.current_advices(subject)),
    }
    return render(request, "review/decide.html", {**context, **_page(request, subject)})


def _stop(request: HttpRequest, subject: Application, is_open: bool) -> HttpResponse | None:
    """Explain why somebody may not judge this; what is sent in too late is refused by the service, on the form."""
    if interest := own_interest(request.actor, subject):
        context = {"interest": interest, **links_of(request, subject)}
        return render(request, "review/four_eyes.html", context, status=403)
    if not is_open and request.method != "POST":
        closed = _("You cannot do this now. Here you see where the application stands.")
        return to_application(request, subject, closed, level=messages.WARNING)
    return None


def _read(request: HttpRequest) -> str:
    """Return the digest of the dossier that was read on the page that was sent."""
    return request.POST.get("dossier", "")


def _page(request: HttpRequest, subject: Application) -> dict[str, Any]:
    """Return what every judging page shows: the dossier in short, and which dossier that is."""
    profile = profile_of(request.organisation)
    return {
        "dossier": digest(content_of(subject)),
        "summary": in_short(subject),
        "bodies": profile.bodies,
        **links_of(request, subject),
    }
