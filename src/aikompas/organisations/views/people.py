# SPDX-License-Identifier: EUPL-1.2
"""The list of people, and one person: roles, expertises, department, access."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations import selectors, services
from aikompas.organisations.filters import PeopleFilter
from aikompas.organisations.forms.people import MembershipForm
from aikompas.organisations.tables import people_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

MANAGE = "organisations.manage_people"


@requires("organisations.view_people")
@require_safe
def people(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the people of the organisation."""
    return list_page(
        request,
        queryset=selectors.members_visible_to(request.actor),
        columns=people_columns(organisation, with_email=request.may(MANAGE)),
        filterset_class=PeopleFilter,
        filename=_("people"),
        template="organisations/people.html",
        default_sort="name",
        caption=_("People"),
    )


@requires("organisations.view_people")
@require_safe
def person(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one person."""
    member = found_or_404(selectors.get_member, request.actor, pk)
    context = {"member": member, "may_manage": request.may(MANAGE)}
    return render(request, "organisations/person.html", context)


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change somebody's roles, expertises, department and job title."""
    member = found_or_404(selectors.get_member, request.actor, pk)
    form = MembershipForm(request.POST or None, membership=member, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.update_membership(actor=request.actor, membership=member, **form.cleaned_data)
        if outcome.ok:
            return _back(request, _("The changes are saved."), organisation, pk)
    return render(request, "organisations/person_edit.html", {"form": form, "member": member})


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def person_deactivate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for confirmation and end somebody's access."""
    member = found_or_404(selectors.get_member, request.actor, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.deactivate_membership(actor=request.actor, membership=member)
        done = _("%(name)s no longer has access.") % {"name": member.user.name}
        return _back(request, done if outcome.ok else "", organisation, pk)
    context = {
        "title": _("Deactivate %(name)s") % {"name": member.user.name},
        "question": _("Does this person no longer work for your organisation?"),
        "consequences": [
            _("This person can no longer open pages of your organisation."),
            _("Departments lose this person as AI contact person."),
            _("What this person did stays visible, with name."),
            _("You can reactivate this person later."),
        ],
        "confirm_label": _("Deactivate"),
        "variant": "danger",
        "cancel_url": reverse("organisations:person", kwargs={"organisation": organisation, "pk": pk}),
    }
    return render(request, "ui/confirm.html", context)


@requires(MANAGE)
@require_POST
def person_reactivate(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Give somebody access again."""
    member = found_or_404(selectors.get_member, request.actor, pk)
    with problems(request=request) as outcome:
        services.reactivate_membership(actor=request.actor, membership=member)
    done = _("%(name)s has access again.") % {"name": member.user.name}
    return _back(request, done if outcome.ok else "", organisation, pk)


def _back(request: HttpRequest, message: str, organisation: str, pk: UUID) -> HttpResponse:
    """Show the person again, with a message unless a refusal is there already."""
    to = reverse("organisations:person", kwargs={"organisation": organisation, "pk": pk})
    if not message:
        return redirect(to)
    return redirect_with_message(request, message, to)
