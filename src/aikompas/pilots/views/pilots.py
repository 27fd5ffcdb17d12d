# SPDX-License-Identifier: EUPL-1.2
"""Pages of pilots: the list, the timeline, the tab of an application, one pilot, and its plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.assessments.places import page_url
from aikompas.core.access import requires
from aikompas.organisations.permissions import may, require
from aikompas.pilots import selectors, services
from aikompas.pilots.choices import PilotState
from aikompas.pilots.course import PLAN, PROPOSE, VIEW
from aikompas.pilots.filters import PilotFilter
from aikompas.pilots.forms.plans import PARTS, PlanForm
from aikompas.pilots.models import Pilot
from aikompas.pilots.prefill import plan_from, questionnaire_about
from aikompas.pilots.presentation import criteria_in_words, periods_of, pilot_badge, stages_of
from aikompas.pilots.rules import may_edit_plan, possible_steps
from aikompas.pilots.services.plans import PLANNABLE
from aikompas.pilots.tables import PILOT_COLUMNS
from aikompas.pilots.terms import committee_guides, guiding_body, terms_of
from aikompas.pilots.wording import STEPS, in_order
from aikompas.policy.budget_subjects import key_of
from aikompas.policy.money import euros
from aikompas.policy.selectors import used_on
from aikompas.register.models import Application
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]
ON_TIMELINE = (PilotState.PLANNED, PilotState.RUNNING, PilotState.EVALUATED)
MOST_BARS = 60


@requires(VIEW)
@require_safe
def pilot_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the pilots of the organisation."""
    return list_page(
        request,
        queryset=selectors.pilots_visible_to(request.actor),
        filterset_class=PilotFilter,
        columns=PILOT_COLUMNS,
        filename=_("pilots"),
        template="pilots/pilot_list.html",
        default_sort="-begins",
        caption=_("Pilots"),
        empty={
            "title": _("There are no pilots yet"),
            "text": _("A pilot is planned on the page of an application, on the tab “Pilot”."),
        },
    )


@requires(VIEW)
@require_safe
def timeline(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show from when until when pilots are planned or run."""
    found = selectors.pilots_visible_to(request.actor).filter(state__in=ON_TIMELINE).order_by("begins", "pk")
    pilots = list(found[:MOST_BARS])
    context = {
        "periods": periods_of(pilots),
        "rows": [(item, pilot_badge(item)) for item in pilots],
        "today": timezone.localdate(),
    }
    return render(request, "pilots/timeline.html", context)


@requires(VIEW)
@require_safe
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the pilots of an application, and what was learned."""
    subject = found_or_404(get_application, request.actor, pk)
    pilots = selectors.pilots_of(subject)
    unfinished = selectors.unfinished_pilot(subject)
    may_plan = may(request.actor, PLAN, subject) and subject.state in PLANNABLE and unfinished is None
    questionnaire = questionnaire_about(subject)
    context = {
        **application_page(request, subject, "pilot"),
        "pilots": [(item, pilot_badge(item)) for item in pilots],
        "running": selectors.running_pilot(subject),
        "may_plan": may_plan,
        "questionnaire_url": page_url("detail", questionnaire) if questionnaire else "",
        "articles": selectors.articles_about(request.actor, subject)[:10],
    }
    return render(request, "pilots/application.html", context)


@requires(VIEW)
@require_safe
def pilot(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show a pilot: its plan, how it goes, its evaluation and the decision."""
    found = found_or_404(selectors.get_pilot, request.actor, pk)
    subject = found.application
    steps = in_order((action, STEPS[action]) for action in possible_steps(request.actor, found))
    used = used_on(found.organisation_id, key_of(selectors.BUDGET_KIND, found.pk))
    context = {
        "pilot": found,
        "badge": pilot_badge(found),
        "used": euros(used) if used else "",
        "stages": stages_of(found),
        "steps": steps,
        "criteria": criteria_in_words(found),
        "may_edit": may_edit_plan(request.actor, found),
        "body": guiding_body(subject) if committee_guides(subject) else "",
        "is_allowed": selectors.allowed_by_pilot(subject),
        "articles": selectors.articles_about(request.actor, subject)[:10],
        "propose_url": _propose_url(organisation, found) if may(request.actor, PROPOSE) else "",
        **_links(organisation, subject),
    }
    return render(request, "pilots/pilot.html", context)


@requires(PLAN)
@require_http_methods(FORM)
def plan(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Plan a pilot for an application, beginning with what is known already."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, PLAN, subject)
    blank = Pilot(organisation_id=subject.organisation_id, application=subject)
    form = _form(request, blank, initial=_beginning(subject))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.plan_pilot(actor=request.actor, application=subject, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("The pilot is planned."), made)
    questionnaire = questionnaire_about(subject)
    context = {
        "form": form,
        "cancel_url": reverse("pilots:application", args=(organisation, subject.pk)),
        "questionnaire_url": page_url("detail", questionnaire) if questionnaire else "",
        **_links(organisation, subject),
    }
    return render(request, "pilots/plan.html", context)


@requires(PLAN)
@require_http_methods(FORM)
def plan_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change the plan of a pilot that has not begun."""
    found = found_or_404(selectors.get_pilot, request.actor, pk)
    require(request.actor, PLAN, found)
    if found.state != PilotState.PLANNED and request.method != "POST":
        return redirect(found)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.edit_plan(actor=request.actor, pilot=found, **form.arguments)
        if outcome.ok:
            return redirect_with_message(request, _("Saved."), found)
    context = {
        "form": form,
        "pilot": found,
        "cancel_url": found.get_absolute_url(),
        **_links(organisation, found.application),
    }
    return render(request, "pilots/plan.html", context)


def _form(request: HttpRequest, instance: Pilot, initial: dict[str, Any] | None = None) -> PlanForm:
    terms = terms_of(instance.application)
    return PlanForm(
        request.POST if request.method == "POST" else None,
        instance=instance,
        initial=initial,
        body=guiding_body(instance.application),
        guide_needed=committee_guides(instance.application),
        latest=_("A pilot lasts %(months)s months at most. After this day the use is not allowed any more.")
        % {"months": terms.longest_months},
    )


def _beginning(subject: Application) -> dict[str, Any]:
    """Return what a plan begins with: the approved questionnaire, or else the pilot before."""
    known: dict[str, Any] = {"lead": subject.owner_id}
    if questionnaire := questionnaire_about(subject):
        return known | plan_from(questionnaire)
    before = selectors.current_pilot(subject)
    if before is None:
        return known
    kept = {
        name: getattr(before, name)
        for name in services.PLAN_FACTS
        if name not in {"begins", "ends", "midway_on"}
    }
    kept["departments"] = list(before.departments.all())
    for place, criterion in enumerate(before.criteria.all(), start=1):
        kept |= {f"{part}_{place}": getattr(criterion, part) for part in PARTS}
    return known | kept


def _links(organisation: str, subject: Application) -> dict[str, Any]:
    return {
        "application": subject,
        "application_url": subject.get_absolute_url(),
        "tab_url": reverse("pilots:application", args=(organisation, subject.pk)),
    }


def _propose_url(organisation: str, found: Pilot) -> str:
    return f"{reverse('pilots:article_propose', args=(organisation,))}?pilot={found.pk}"
