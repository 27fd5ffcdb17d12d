# SPDX-License-Identifier: EUPL-1.2
"""The home page, the worklists (own, as a deputy, of a department, of a team), putting off, and absences."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations.permissions import may
from aikompas.ui.lists import list_page
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message
from aikompas.worklist import gathering, selectors, services
from aikompas.worklist.filters import EntryFilter
from aikompas.worklist.forms import AbsenceForm, PutOffForm
from aikompas.worklist.gathering import Gathered, address
from aikompas.worklist.homes import MAY_I, useful_to
from aikompas.worklist.places import worklist_url
from aikompas.worklist.tables import columns, top_columns

TOP = 5


@requires("organisations.view_home")
@require_safe
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the top of the worklist and the three most useful pages."""
    gathered = gathering.own(request.actor, selectors.put_off(request.actor), TOP)
    top = gathered.entries[:TOP]
    useful = useful_to(request.actor)
    context = {
        "top": Table(top_columns(organisation), top, _("Your worklist")),
        "has_more": len(gathered.entries) > TOP or bool(gathered.more),
        "useful": [(page, address(page.page, organisation)) for page in useful],
        "starts_here": useful[:1] == [MAY_I],
        "absences": selectors.absent_now(request.actor),
    }
    return render(request, "worklist/home.html", context)


@requires("worklist.view")
@require_safe
def worklist(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show what waits for this person, or for a colleague for whom this person deputises today."""
    absences = list(selectors.absent_now(request.actor))
    person = next((item.person for item in absences if str(item.pk) == request.GET.get("for")), None)
    if person is not None:
        gathered = gathering.of_people(request.actor, [person.pk])
        title = _("Worklist of %(name)s") % {"name": person}
        return _page(request, organisation, gathered, title, absences, named=True)
    hidden = selectors.put_off(request.actor)
    gathered = gathering.own(request.actor, hidden)
    put_off_count = sum(len(found) for found in hidden.values())
    return _page(request, organisation, gathered, _("Your worklist"), absences, put_off=put_off_count)


@requires("worklist.view_department")
@require_safe
def department(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show a contact person what waits about the applications of the own departments, and for whom."""
    gathered = gathering.of_departments(request.actor, request.actor.contact_for)
    absences = list(selectors.absent_now(request.actor))
    return _page(request, organisation, gathered, _("Worklist of your department"), absences, named=True)


@requires("worklist.view_team")
@require_safe
def team(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show what waits for the people of one's own department."""
    gathered = gathering.of_people(request.actor, selectors.colleagues(request.actor))
    absences = list(selectors.absent_now(request.actor))
    return _page(request, organisation, gathered, _("Worklist of your team"), absences, named=True)


def _page(
    request: HttpRequest,
    organisation: str,
    gathered: Gathered,
    title: str,
    absences: list[Any],
    *,
    named: bool = False,
    put_off: int = 0,
) -> HttpResponseBase:
    holders = {entry.item.holder_id for entry in gathered.entries if entry.item.holder_id}
    names = selectors.names_of(request.actor, holders) if named else None
    return list_page(
        request,
        queryset=gathered.entries,
        filterset_class=EntryFilter,
        columns=columns(organisation, names),
        filename="werklijst",
        template="worklist/worklist.html",
        caption=title,
        context={
            "title": title,
            "tabs": _tabs(request, organisation, absences),
            "more": [(todo.label, address(todo.url, organisation)) for todo in gathered.more],
            "most": gathering.MOST,
            "put_off": put_off,
        },
        empty={
            "title": _("Nothing is waiting"),
            "text": _("As soon as something is asked, you see it here."),
        },
    )


def _tabs(request: HttpRequest, organisation: str, absences: list[Any]) -> list[dict[str, Any]]:
    chosen = request.GET.get("for", "")
    own = {"label": _("Yours"), "url": worklist_url(organisation)}
    tabs: list[dict[str, Any]] = [own]
    for absence in absences:
        url = worklist_url(organisation, **{"for": str(absence.pk)})
        label = _("For %(name)s") % {"name": absence.person}
        tabs.append({"label": label, "url": url, "current": chosen == str(absence.pk)})
    for page, label in (("department", _("Your department")), ("team", _("Your team"))):
        if may(request.actor, f"worklist.view_{page}"):
            tabs.append({"label": label, "url": reverse(f"worklist:{page}", args=[organisation])})
    for tab in tabs:
        tab.setdefault("current", tab["url"] == request.path and not chosen)
    return tabs


@requires("worklist.view")
@require_http_methods(["GET", "HEAD", "POST"])
def put_off(request: HttpRequest, organisation: str) -> HttpResponse:
    """Ask until when, and take something off the worklist."""
    form = PutOffForm(request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        with problems(form) as outcome:
            services.put_off(
                actor=request.actor, kind=asked["kind"], object_id=asked["object"], until=asked["until"]
            )
        if outcome.ok:
            return redirect_with_message(
                request, _("It comes back by itself."), "worklist:worklist", organisation=organisation
            )
    subject = request.GET.get("subject", "")
    return render(request, "worklist/put_off.html", {"form": form, "subject": subject})


@requires("worklist.view")
@require_POST
def bring_back(request: HttpRequest, organisation: str) -> HttpResponse:
    """Bring back everything that was put off."""
    services.bring_back(actor=request.actor)
    return redirect("worklist:worklist", organisation=organisation)


@requires("worklist.plan_absence")
@require_http_methods(["GET", "HEAD", "POST"])
def absences(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show own absences and for whom one deputises, and plan one."""
    form = AbsenceForm(request.POST or None, deputies=selectors.possible_deputies(request.actor))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.plan_absence(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request, _("Your deputy has been told."), "worklist:absences", organisation=organisation
            )
    found = list(selectors.absences_visible_to(request.actor))
    context = {
        "form": form,
        "own": [absence for absence in found if absence.person_id == request.actor.id],
        "for_others": [absence for absence in found if absence.deputy_id == request.actor.id],
    }
    return render(request, "worklist/absences.html", context)


@requires("worklist.plan_absence")
@require_POST
def absence_end(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """End an own absence."""
    found = found_or_404(selectors.get_absence, request.actor, pk)
    services.end_absence(actor=request.actor, absence=found)
    return redirect_with_message(
        request, _("The absence is ended."), "worklist:absences", organisation=organisation
    )
