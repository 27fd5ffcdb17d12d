# SPDX-License-Identifier: EUPL-1.2
"""The page of an application: its facts, its history, and the comparison of two versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.register import selectors
from aikompas.register.display import PEOPLE_AND_PLACES, is_prose, label_of_fact, text_of_fact
from aikompas.register.forms.applications import CompareForm
from aikompas.register.gates import Gates
from aikompas.register.models import ApplicationVersion
from aikompas.register.overview import sections_of
from aikompas.register.pages import application_page
from aikompas.register.versions import compare
from aikompas.register.views.checks import shown_way
from aikompas.register.way import way_of
from aikompas.ui.views import found_or_404

VIEW = "register.view_application"


@requires(VIEW)
@require_safe
def application_detail(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the way to the next state of an application, and its facts."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    gates = Gates(application)
    return render(
        request,
        "register/application_detail.html",
        {
            **application_page(request, application, "overview", gates),
            "way": shown_way(request, way_of(request.actor, application, gates), gates),
            "sections": sections_of(application),
            "reports": [report for report in selectors.reports_of(application) if _may_see(request, report)],
            "may_edit": request.may("register.edit_application", application),
        },
    )


@requires("audit.view_object_history")
@require_safe
def application_history(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show the versions of the facts and what was done to an application."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    versions = list(selectors.versions_of(application))
    return render(
        request,
        "register/application_history.html",
        {
            **application_page(request, application, "history"),
            "versions": versions,
            "compare_form": _compare_form(versions) if len(versions) > 1 else None,
        },
    )


@requires("audit.view_object_history")
@require_safe
def application_compare(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what differs between two versions of the facts."""
    application = found_or_404(selectors.get_application, request.actor, pk)
    versions = list(selectors.versions_of(application))
    form = _compare_form(versions, request.GET)
    if not form.is_valid():
        raise Http404
    by_number = {version.number: version for version in versions}
    before, after = (by_number[form.cleaned_data[name]] for name in ("before", "after"))
    return render(
        request,
        "register/application_compare.html",
        {
            **application_page(request, application, "history"),
            "before": before,
            "after": after,
            "differences": _differences(request, before, after),
            "compare_form": form,
        },
    )


def _compare_form(versions: list[ApplicationVersion], data: Any = None) -> CompareForm:
    choices = [
        (
            version.number,
            _("%(number)s of %(date)s")
            % {
                "number": version.number,
                "date": formats.date_format(timezone.localtime(version.created_at), "SHORT_DATE_FORMAT"),
            },
        )
        for version in versions
    ]
    newest = [number for number, _label in choices[:2]]
    initial = {"before": newest[-1], "after": newest[0]} if newest else {}
    return CompareForm(data, choices=choices, initial=initial)


def _differences(
    request: HttpRequest, before: ApplicationVersion, after: ApplicationVersion
) -> list[dict[str, Any]]:
    found = compare(before, after)
    ids = {
        value
        for item in found
        if item.field in PEOPLE_AND_PLACES
        for value in (item.before, item.after)
        if value
    }
    names = selectors.names_of(request.actor, ids) if ids else {}
    return [
        {
            "label": label_of_fact(item.field),
            "before": text_of_fact(item.field, item.before, names),
            "after": text_of_fact(item.field, item.after, names),
            "is_prose": is_prose(item.field),
        }
        for item in found
    ]


def _may_see(request: HttpRequest, report: Any) -> bool:
    return bool(request.may("register.view_report", report))
