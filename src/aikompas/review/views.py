# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an application is advised on and decided about."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.core.access import requires
from aikompas.policy.profiles import get_profile
from aikompas.register.models import Application
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.review import selectors, services
from aikompas.review.choices import ConditionState
from aikompas.review.forms import AdviceForm, ConclusionForm, ConditionFormSet, DecisionForm
from aikompas.review.next_steps import may_advise, may_conclude, may_decide
from aikompas.review.pages import history_of
from aikompas.review.services.conditions import may_handle
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("review.view")
@require_GET
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show advice, conclusion, decision and conditions of an application."""
    subject = found_or_404(get_application, request.actor, pk)
    advices = list(selectors.current_advices(subject))
    decision = selectors.current_decision(subject)
    conditions = list(selectors.counting_conditions(subject))
    context = {
        **application_page(request, subject, "review"),
        "bodies": get_profile(request.organisation.policy_profile).bodies,
        "advices": advices,
        "conclusion": selectors.current_conclusion(subject),
        "decision": decision,
        "conditions": [(item, may_handle(request.actor, item)) for item in conditions],
        "history": history_of(subject),
        "may_see_dossier": request.may("review.view_queue"),
        "may_advise": may_advise(request.actor, subject),
        "may_conclude": may_conclude(request.actor, subject) and bool(advices),
        "may_decide": may_decide(request.actor, subject),
    }
    return render(request, "review/application.html", context)


@requires("review.advise")
@require_http_methods(["GET", "POST"])
def advise(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Give advice from one of one's own expertises."""
    subject = found_or_404(get_application, request.actor, pk)
    given = {
        advice.expertise: advice
        for advice in selectors.current_advices(subject)
        if advice.member_id == request.actor.id
    }
    form = AdviceForm(request.actor.expertises, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.give_advice(actor=request.actor, application=subject, **form.cleaned_data)
        if outcome.ok:
            return to_application(request, subject, _("Your advice was recorded."))
    context = {"form": form, "given": list(given.values()), **page_of(request, subject)}
    return render(request, "review/advise.html", context)


@requires("review.conclude")
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Conclude the advice of the committee, with the conditions it proposes."""
    subject = found_or_404(get_application, request.actor, pk)
    form = ConclusionForm(request.POST or None)
    conditions = _condition_forms(request, subject)
    adding = "add_condition" in request.POST
    if request.method == "POST" and not adding and form.is_valid() and conditions.is_valid():
        proposed = [item.proposed for item in conditions if item.proposed]
        with problems(form) as outcome:
            services.conclude(
                actor=request.actor, application=subject, conditions=proposed, **form.cleaned_data
            )
        if outcome.ok:
            return to_application(request, subject, _("The conclusion was recorded."))
    context = {
        "form": form,
        "conditions": conditions,
        "advices": list(selectors.current_advices(subject)),
        **page_of(request, subject),
    }
    return render(request, "review/conclude.html", context)


def _condition_forms(request: HttpRequest, subject: Application) -> Any:
    """Return the forms of the conditions; the button that adds one works without JavaScript."""
    kwargs = {"organisation_id": subject.organisation_id}
    if request.method != "POST":
        return ConditionFormSet(initial=[{}], form_kwargs=kwargs, prefix="condition")
    data = request.POST.copy()
    if "add_condition" in data:
        total = data.get("condition-TOTAL_FORMS", "")
        data["condition-TOTAL_FORMS"] = str(int(total) + 1 if total.isdecimal() else 1)
    return ConditionFormSet(data, form_kwargs=kwargs, prefix="condition")


@requires("review.decide")
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Decide on the advice of the committee."""
    subject = found_or_404(get_application, request.actor, pk)
    conclusion = selectors.current_conclusion(subject)
    proposed = (
        [item for item in conclusion.conditions.all() if item.state == ConditionState.PROPOSED]
        if conclusion
        else []
    )
    form = DecisionForm(proposed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        adopted = [item.pk for item in data.pop("adopted_conditions", [])]
        with problems(form) as outcome:
            services.decide(actor=request.actor, application=subject, adopted_conditions=adopted, **data)
        if outcome.ok:
            return to_application(request, subject, _("The decision was recorded."))
    context = {
        "form": form,
        "conclusion": conclusion,
        "advices": list(selectors.current_advices(subject)),
        "bodies": get_profile(request.organisation.policy_profile).bodies,
        **page_of(request, subject),
    }
    return render(request, "review/decide.html", context)


def page_of(request: HttpRequest, subject: Application) -> dict[str, Any]:
    slug = request.organisation.slug
    return {
        "application": subject,
        "application_url": reverse("register:application_detail", args=[slug, subject.pk]),
        "review_url": reverse("review:application", args=[slug, subject.pk]),
    }


def to_application(request: HttpRequest, subject: Application, message: str) -> HttpResponse:
    return redirect_with_message(
        request, message, "review:application", request.organisation.slug, subject.pk
    )
