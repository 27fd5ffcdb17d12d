# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of requirements and measures, and what administrators load into it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.classification.trees import interface_language
from aikompas.core.access import requires
from aikompas.measures import services
from aikompas.measures.catalogue import Catalogue, Measure, Requirement
from aikompas.measures.catalogue.shipped import shipped
from aikompas.measures.forms.catalogues import RegistryForm
from aikompas.measures.presentation import (
    ATTRIBUTES,
    law_of,
    origin_of,
    phases_of,
    values_in_words,
)
from aikompas.measures.selectors import catalogues as selectors
from aikompas.measures.tables import catalogue_columns, kind_of
from aikompas.ui import exports
from aikompas.ui.tables import Table
from aikompas.ui.views import found_or_404, problems, redirect_with_message

FORM = ["GET", "HEAD", "POST"]


@requires("measures.view")
@require_safe
def catalogue(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show all requirements and measures that the municipality works with."""
    found = selectors.catalogue_of(request.actor.organisation_id)
    words = request.GET.get("q", "").lower().split()
    kind = request.GET.get("kind", "")
    every: list[Requirement | Measure] = []
    every += [] if kind == "measure" else found.requirements.values()
    every += [] if kind == "requirement" else found.measures.values()
    everything = [item for item in every if _has(item, words)]
    columns = catalogue_columns(organisation, entry_url)
    file_format = request.GET.get("export", "")
    if file_format in exports.FORMATS:
        return exports.export_response(everything, columns, filename=_("catalogue"), file_format=file_format)
    context = {
        "table": Table(columns, everything, _("Requirements and measures")),
        "count": len(everything),
        "q": request.GET.get("q", ""),
        "kind": kind,
        "exports": [(name.upper(), _with(request, export=name)) for name in exports.FORMATS],
        "may_manage": request.may("measures.manage_catalogue"),
    }
    return render(request, "measures/catalogue.html", context)


@requires("measures.view")
@require_safe
def entry(request: HttpRequest, organisation: str, urn: str) -> HttpResponse:
    """Show a requirement or measure of the catalogue: when it applies, and what is linked with it."""
    catalogue = selectors.catalogue_of(request.actor.organisation_id)
    found = catalogue.requirements.get(urn) or catalogue.measures.get(urn)
    if found is None:
        raise Http404
    linked: list[Any] = [*_linked(found, catalogue)]
    context = {
        "found": found,
        "kind": kind_of(found),
        "origin": origin_of(found),
        "law": law_of(found) if isinstance(found, Requirement) else "",
        "phases": phases_of(found),
        "is_requirement": isinstance(found, Requirement),
        "profiles": _profiles(found) if isinstance(found, Requirement) else [],
        "linked": [
            {"title": item.title, "url": entry_url(organisation, item), "ours": _by_us(found, item)}
            for item in linked
        ],
    }
    return render(request, "measures/entry.html", context)


@requires("measures.manage_catalogue")
@require_http_methods(FORM)
def catalogues(request: HttpRequest, organisation: str) -> HttpResponse:
    """List our own set and the registries that were loaded, and load another."""
    form = RegistryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            loaded = services.load_registry(
                actor=request.actor, name=form.name, files=form.cleaned_data["archive"]
            )
        if outcome.ok:
            message = _(
                "The registry was loaded. Look at what was noticed, and choose whether to work with it."
            )
            return redirect_with_message(request, message, "measures:registry", organisation, loaded.pk)
    loaded_ones = list(selectors.registries_visible_to(request.actor))
    context = {
        "form": form,
        "own": shipped(interface_language()),
        "loaded": loaded_ones,
        "own_alone": not any(item.is_active for item in loaded_ones),
    }
    return render(request, "measures/catalogues.html", context)


@requires("measures.manage_catalogue")
@require_safe
def registry(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what a loaded registry consists of and what was noticed about it."""
    found = found_or_404(selectors.get_registry, request.actor, pk)
    context = {"registry": found, "catalogue": selectors.registry_read(found)}
    return render(request, "measures/registry.html", context)


@requires("measures.manage_catalogue")
@require_http_methods(FORM)
def registry_activate(request: HttpRequest, organisation: str, pk: UUID | None = None) -> HttpResponse:
    """Confirm and work with a loaded registry beside our own set, or with our own set alone."""
    found = found_or_404(selectors.get_registry, request.actor, pk) if pk else None
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.activate_registry(actor=request.actor, registry=found)
        to = ("measures:catalogues", organisation)
        message = _("The requirements and measures of all applications follow this choice.")
        return redirect_with_message(request, message, *to) if outcome.ok else redirect(*to)
    context = {
        "title": _("Work with other requirements and measures?"),
        "question": _("The municipality will work with: %(catalogue)s.")
        % {"catalogue": found or _("the set of AI-Kompas alone")},
        "consequences": [
            _("Of every application it is determined again what is needed."),
            _("Work that was done is kept, also on what is no longer needed."),
        ],
        "confirm_label": _("Work with these"),
        "variant": "primary",
        "cancel_url": reverse("measures:catalogues", args=(organisation,)),
    }
    return render(request, "ui/confirm.html", context)


def entry_url(organisation: str, found: Requirement | Measure) -> str:
    """Return the page of a requirement or measure in the catalogue."""
    return reverse("measures:entry", args=(organisation, found.urn))


def _linked(found: Requirement | Measure, catalogue: Catalogue) -> list[Any]:
    if isinstance(found, Requirement):
        return [catalogue.measures[urn] for urn in found.measures]
    return [catalogue.requirements[urn] for urn in found.requirements]


def _by_us(found: Requirement | Measure, other: Requirement | Measure) -> bool:
    """Tell whether a link of an official measure is ours."""
    measure, requirement = (other, found) if isinstance(found, Requirement) else (found, other)
    return isinstance(measure, Measure) and requirement.urn in measure.linked_by_us


def _profiles(requirement: Requirement) -> list[list[tuple[str, str]]]:
    if requirement.always:
        return []
    return [
        [(str(ATTRIBUTES.get(name, name)), values_in_words(name, values)) for name, values in profile.items()]
        for profile in requirement.profiles
    ]


def _has(found: Requirement | Measure, words: list[str]) -> bool:
    text = f"{found.title} {found.text} {law_of(found) if isinstance(found, Requirement) else ''}".lower()
    return all(word in text for word in words)


def _with(request: HttpRequest, **changes: str) -> str:
    query = request.GET.copy()
    for name, value in changes.items():
        query[name] = value
    return f"{request.path}?{query.urlencode()}"
