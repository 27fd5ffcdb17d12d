# SPDX-License-Identifier: EUPL-1.2
"""Pages about the assessments of an application: which it needs and why, who does them, and doing without one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from aikompas.assessments import rules, selectors, services
from aikompas.assessments.models import Assessment, AssessmentState, AssessmentTask
from aikompas.assessments.needs import Need, need_of, needs_of, tasks_for, waivers_of
from aikompas.assessments.places import anchor, assessments_url
from aikompas.assessments.presentation import state_badge
from aikompas.assessments.questionnaires import interface_language, questionnaire_of
from aikompas.assessments.route_forms import PlanForm
from aikompas.core.access import requires
from aikompas.library.selectors import Version, kept, name_of, offered
from aikompas.organisations.permissions import require
from aikompas.organisations.selectors import active_people
from aikompas.register.gates import profile_of
from aikompas.register.lifecycle import ACTIVE_STATES
from aikompas.register.models import Application
from aikompas.register.pages import application_page
from aikompas.register.selectors import get_application
from aikompas.ui.forms import ReasonForm
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Column
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]
UNFINISHED = (AssessmentState.DRAFT, AssessmentState.RETURNED, AssessmentState.SUBMITTED)


@requires("assessments.view")
@require_GET
def application(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show which assessments an application needs and why, who does them, how far they are, and earlier ones."""
    subject = found_or_404(get_application, request.actor, pk)
    found = list(
        selectors.assessments_of(subject)
        .select_related("submitted_version")
        .prefetch_related("answers", "instances", "team")
    )
    needs = needs_of(subject, found)
    versions = offered(request.organisation.pk, interface_language())
    visible = set(
        selectors.assessments_visible_to(request.actor)
        .filter(application=subject)
        .values_list("pk", flat=True)
    )
    page = _Page(request, subject, [item for item in found if item.pk in visible], versions)
    named = {urn for need in needs for urn in need.policy.urns}
    others = [page.card(version.urn, version) for version in versions if version.urn not in named]
    context = {
        **application_page(request, subject, "assessments"),
        "needed": [page.needed(need) for need in needs],
        "others": [card for card in others if card["present"]]
        + [card for card in others if not card["present"]],
        "profile": profile_of(subject),
        "may_start": page.may_start,
        "may_plan": request.may("assessments.plan", subject),
        "may_do_without": request.may("assessments.do_without", subject),
        "revoked": [
            {"waiver": item, "name": _name(subject, item.urn)}
            for item in waivers_of(subject)
            if item.revoked_at
        ],
        "earlier": [
            {"assessment": item, "name": questionnaire_of(item).name}
            for item in found
            if item.state == AssessmentState.SUPERSEDED
        ],
    }
    return render(request, "assessments/application.html", context)


@requires("assessments.plan")
@require_http_methods(FORM)
def application_plan(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Say who takes care of a needed assessment, and before when."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "assessments.plan", subject)
    need = _need(request, subject)
    initial = (
        {"owner": need.task.owner_id, "due": need.task.due} if need.task else {"owner": subject.owner_id}
    )
    form = PlanForm(request.POST or None, initial=initial, people=active_people(subject.organisation_id))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.plan_assessment(
                actor=request.actor, application=subject, urn=need.urn, **form.cleaned_data
            )
        if outcome.ok:
            return _back(request, subject, now_("Owner and date are set."))
    return _ask(
        request,
        subject,
        title=now_("Who does this assessment, and when?"),
        question=need.name,
        consequences=[now_("Who takes care of it finds it among what waits.")],
        form=form,
        confirm_label=now_("Save"),
        variant="primary",
    )


@requires("assessments.do_without")
@require_http_methods(FORM)
def application_do_without(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Decide, with the reason, that an application can do without an assessment that it needs."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "assessments.do_without", subject)
    need = _need(request, subject)
    form = ReasonForm(
        request.POST or None,
        label=now_("Why can this application do without?"),
        help_text=now_("The committee and the auditor read this."),
    )
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.do_without(
                actor=request.actor, application=subject, urn=need.urn, reason=form.cleaned_data["reason"]
            )
        if outcome.ok:
            return _back(request, subject, now_("The decision is recorded."))
    return _ask(
        request,
        subject,
        title=now_("Do without this assessment?"),
        question=need.name,
        consequences=[
            *need.reasons,
            now_("Your name and reason stand in the dossier that the committee reads."),
            now_("The decision can be revoked; then the assessment is needed again."),
        ],
        form=form,
        confirm_label=now_("Do without"),
    )


@requires("assessments.do_without")
@require_http_methods(FORM)
def application_revoke(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Revoke the decision to do without an assessment."""
    subject = found_or_404(get_application, request.actor, pk)
    require(request.actor, "assessments.do_without", subject)
    urn = request.GET.get("urn", "")
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.revoke_waiver(actor=request.actor, application=subject, urn=urn)
        return _back(request, subject, now_("The decision is revoked.") if outcome.ok else "")
    return _ask(
        request,
        subject,
        title=now_("Revoke the decision to do without?"),
        question=_name(subject, urn),
        consequences=[now_("The assessment is needed again, and gates wait for it.")],
        confirm_label=now_("Revoke"),
    )


@requires("assessments.view")
@require_GET
def my_tasks(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List the needed assessments that I take care of."""
    return list_page(
        request,
        queryset=tasks_for(request.actor),
        columns=TASK_COLUMNS,
        filename="benodigde-toetsen",
        default_sort="due",
        template="assessments/my_tasks.html",
        caption=_("Needed assessments that you take care of"),
        empty={
            "title": _("No assessment waits for you"),
            "text": _("When an application needs an assessment and you take care of it, it stands here."),
        },
    )


class _Page:
    """Puts together what the page shows of each assessment."""

    def __init__(
        self, request: HttpRequest, subject: Application, found: list[Assessment], versions: list[Version]
    ) -> None:
        self.request, self.subject, self.found = request, subject, found
        self.versions = {version.urn: version for version in versions}
        self.may_start = subject.state in ACTIVE_STATES and request.may("assessments.fill_in", subject)

    def needed(self, need: Need) -> dict[str, Any]:
        """Return a needed assessment: why, how far, by whom, before when."""
        order = (*need.policy.instead, need.policy.urn)  # what the municipality loaded goes before ours
        in_use = [self.versions[urn] for urn in order if urn in self.versions]
        begun = need.unfinished or need.approved
        version = next(
            (item for item in in_use if begun and item.urn == begun.urn), in_use[0] if in_use else None
        )
        card = self.card(begun.urn if begun else version.urn if version else need.urn, version)
        return {**card, "need": need, "name": card["name"] if version else need.name}

    def card(self, urn: str, version: Version | None) -> dict[str, Any]:
        """Return a questionnaire with the assessment that counts and the one that is under way."""
        mine = [item for item in self.found if item.urn == urn]
        counts = next((item for item in mine if item.state == AssessmentState.APPROVED), None)
        unfinished = next((item for item in mine if item.state in UNFINISHED), None)
        present = unfinished or counts
        form = kept(self.subject.organisation_id, version.sha256) if version else None
        actor = self.request.actor
        return {
            "id": anchor(urn),
            "urn": urn,
            "name": form.name if form else urn,
            "description": form.description if form else "",
            "is_offered": form is not None,
            "present": present,
            "counts": counts,
            "facts_changed": counts is not None and selectors.facts_changed_since(counts),
            "unfinished": unfinished,
            "badge": state_badge(present) if present else None,
            "results": selectors.state_of(present).results if present else (),
            "may_fill_in": unfinished is not None and self.request.may("assessments.fill_in", unfinished),
            "may_judge": unfinished is not None and rules.may_judge(actor, unfinished),
            "may_advise": unfinished is not None and bool(rules.roles_to_advise(actor, unfinished)),
        }


def _need(request: HttpRequest, subject: Application) -> Need:
    need = need_of(subject, request.GET.get("urn", ""))
    if need is None:
        raise Http404
    return need


def _name(subject: Application, urn: str) -> str:
    policy = profile_of(subject).assessments.get(urn)
    return (
        policy.name[interface_language()]
        if policy
        else name_of(subject.organisation_id, urn, interface_language())
    )


def _ask(request: HttpRequest, subject: Application, **context: Any) -> HttpResponse:
    return render(request, "ui/confirm.html", {**context, "cancel_url": assessments_url(subject)})


def _back(request: HttpRequest, subject: Application, message: str) -> HttpResponse:
    if not message:
        return redirect(assessments_url(subject))
    return redirect_with_message(request, message, assessments_url(subject))


def _task_name(task: AssessmentTask) -> str:
    return _name(task.application, task.urn)


TASK_COLUMNS = [
    Column(
        "application",
        _("Application"),
        "application.name",
        cell="link",
        sort="application__name",
        url=lambda task: assessments_url(task.application),
    ),
    Column("assessment", _("Assessment"), _task_name),
    Column("due", _("Before"), "due", cell="date", sort="due"),
]
