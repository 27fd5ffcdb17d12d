# SPDX-License-Identifier: EUPL-1.2
"""What residents read without signing in: the public policy that is in force."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aikompas.core.access import public
from aikompas.files.selectors import files_of
from aikompas.files.views.downloads import file_response
from aikompas.policy import selectors
from aikompas.ui.views import found_or_404


@public
@require_safe
def public_list(request: HttpRequest, organisation: str) -> HttpResponse:
    """Show the public documents that are in force."""
    versions = selectors.public_in_force(request.organisation.pk)
    context = {"versions": versions, "public_home_url": reverse("policy:public_list", args=[organisation])}
    return render(request, "policy/public_list.html", context)


@public
@require_safe
def public_version(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one public document that is in force, with the promises that follow from it."""
    version = found_or_404(selectors.public_in_force(request.organisation.pk).get, pk=pk)
    profile = selectors.profile_named(version.profile) if version.profile else None
    context = {
        "version": version,
        "clauses": profile.clauses if profile else (),
        "adoptions": version.adoptions.all(),
        "file": files_of(version).first(),
        "public_home_url": reverse("policy:public_list", args=[organisation]),
    }
    return render(request, "policy/public_version.html", context)


@public
@require_safe
def public_file(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Hand over the file of a public document that is in force."""
    version = found_or_404(selectors.public_in_force(request.organisation.pk).get, pk=pk)
    file = files_of(version).first()
    if file is None:
        raise Http404
    return file_response(file)
