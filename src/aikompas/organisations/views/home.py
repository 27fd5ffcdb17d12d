# SPDX-License-Identifier: EUPL-1.2
"""The home page of an organisation, its settings, and one's own profile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.organisations import services
from aikompas.organisations.forms.accounts import ProfileForm
from aikompas.organisations.forms.people import OrganisationForm
from aikompas.organisations.home import Todo, todos_for
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.ui import navigation
from aikompas.ui.views import problems, redirect_with_message


@requires("organisations.view_home")
@require_safe
def home(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show what waits for this person, and where to begin."""
    todos = [(todo, _address(todo, organisation)) for todo in todos_for(request.actor)]
    home_url = navigation.home_url(request)
    shortcuts = [
        link for group in navigation.menu(request)[:1] for link in group.links if link.url != home_url
    ]
    return render(request, "organisations/home.html", {"todos": todos, "shortcuts": shortcuts})


def _address(todo: Todo, organisation: str) -> str:
    """Return where a to-do leads: an address as it is, or the named page of this organisation."""
    if todo.url.startswith(("/", "?", "#", "http")):
        return todo.url
    name, mark, query = todo.url.partition("?")
    return reverse(name, kwargs={"organisation": organisation}) + mark + query


@requires("organisations.manage_organisation")
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show and change the settings of the organisation."""
    stored = get_organisation(organisation)
    form = OrganisationForm(request.POST or None, instance=stored)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.update_organisation(
                actor=request.actor, organisation=request.organisation, **form.cleaned_data
            )
        if outcome.ok:
            return redirect_with_message(
                request, _("The settings are saved."), "organisations:settings", organisation=organisation
            )
    tried = request.GET.get("thema", "")
    if tried in Organisation.Theme.values:
        request.organisation.theme = tried  # for this page only: nothing is saved
    context = {"form": form, "themes": Organisation.Theme.choices, "tried": tried}
    return render(request, "organisations/settings.html", context)


@requires("organisations.edit_own_profile")
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show one's own place in the organisation, and change one's name and language."""
    user = request.membership.user
    initial = {"name": user.name, "language": user.language}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.update_profile(actor=request.actor, user=user, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request, _("Your profile is saved."), "organisations:profile", organisation=organisation
            )
    return render(request, "organisations/profile.html", {"form": form, "member": request.membership})
