# SPDX-License-Identifier: EUPL-1.2
"""The settings of an organisation, and one's own profile."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.organisations import services
from aikompas.organisations.forms.accounts import ProfileForm
from aikompas.organisations.forms.people import OrganisationForm
from aikompas.organisations.models import Organisation
from aikompas.organisations.selectors import get_organisation
from aikompas.ui.views import problems, redirect_with_message


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
