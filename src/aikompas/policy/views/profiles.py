# SPDX-License-Identifier: EUPL-1.2
"""Profiles: which there are, what another one would change, switching, and loading an own one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import requires
from aikompas.policy import selectors, services
from aikompas.policy.differences import differences
from aikompas.policy.forms import ProfileForm
from aikompas.policy.linting import check_profile
from aikompas.policy.places import tabs_of
from aikompas.policy.presentation import tables_of
from aikompas.policy.selectors import Choice
from aikompas.ui.tables import Column, Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("policy.view")
@require_safe
def profile_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the profiles to choose from, and which is in use."""
    choices = selectors.profile_choices(request.organisation)
    columns = [
        Column(
            "name",
            gettext_lazy("Name"),
            lambda choice: choice.profile.name,
            cell="link",
            url=lambda choice: reverse("policy:profile", args=[organisation, choice.id]),
        ),
        Column("version", gettext_lazy("Version"), lambda choice: choice.profile.version),
        Column("clauses", gettext_lazy("Clauses"), lambda choice: len(choice.profile.clauses), cell="number"),
        Column(
            "controls", gettext_lazy("Controls"), lambda choice: len(choice.profile.controls), cell="number"
        ),
        Column("origin", gettext_lazy("Origin"), _origin),
        Column("loaded_at", gettext_lazy("Loaded on"), cell="date"),
        Column("state", gettext_lazy("In use"), _badge, cell="badge"),
    ]
    context = {
        "table": Table(columns, choices, _("Profiles")),
        "tabs": tabs_of(organisation, "profile_list"),
    }
    return render(request, "policy/profile_list.html", context)


def _origin(choice: Choice) -> str:
    if choice.is_shipped:
        return _("Comes with AI-Kompas")
    return _("Loaded by %(name)s") % {"name": choice.loaded_by} if choice.loaded_by else _("Loaded")


def _badge(choice: Choice) -> tuple[str, str]:
    return (_("In use"), "success") if choice.is_chosen else (_("Not in use"), "neutral")


@requires("policy.view")
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: HttpRequest, organisation: str, choice: str) -> HttpResponse:
    """Show what a profile would change, and use it once somebody who may has confirmed."""
    profile = found_or_404(selectors.get_profile_choice, request.actor, choice)
    if request.method == "POST":
        services.switch_profile(actor=request.actor, organisation=request.organisation, choice=choice)
        message = _("This profile is in use from now on.")
        return redirect_with_message(request, message, "policy:profile_list", organisation)
    present = selectors.profile_of(request.organisation)
    context = {
        "profile": profile,
        "present": present,
        "choice": choice,
        "is_chosen": request.organisation.policy_profile == choice,
        "parts": tables_of(differences(present, profile)),
    }
    return render(request, "policy/profile.html", context)


@requires("policy.view")
@require_safe
def download(request: HttpRequest, organisation: str, choice: str) -> HttpResponse:
    """Hand over the YAML of a profile."""
    text = found_or_404(selectors.text_of_profile, request.actor, choice)
    profile = selectors.get_profile_choice(request.actor, choice)
    response = HttpResponse(text.encode(), content_type="application/yaml")
    response["Content-Disposition"] = f'attachment; filename="{profile.id}.yaml"'
    return response


@requires("policy.manage_profile")
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest, organisation: str) -> HttpResponse:
    """Check the file of a profile, say what is wrong in it, and load it when there are no errors."""
    form = ProfileForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["file"]
        report = check_profile(text)
        if report.profile:
            with problems(form) as outcome:
                version = services.load_profile(actor=request.actor, text=text)
            if outcome.ok:
                return redirect("policy:profile", organisation, version.sha256)
    return render(request, "policy/profile_load.html", {"form": form, "report": report})
