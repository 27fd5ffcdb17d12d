# SPDX-License-Identifier: EUPL-1.2
"""Pages on which an administrator loads instruments: choose files, read what was found, load them."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from aikompas.core.access import requires
from aikompas.library import fetching, selectors, services
from aikompas.library.forms import FetchForm, LoadForm, UploadForm
from aikompas.library.models import Source
from aikompas.library.reports import report_of
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires("library.manage")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, organisation: str) -> HttpResponse:
    """Take in files from somebody's computer, and show what is found about them."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            found = services.propose_files(
                actor=request.actor,
                files=form.cleaned_data["uploads"],
                language=form.cleaned_data["language"],
                source=Source.UPLOADED,
            )
        if outcome.ok:
            return redirect("library:proposal", organisation, found.pk)
    return render(request, "library/load.html", {"upload_form": form, "fetch_form": FetchForm()})


@requires("library.manage")
@require_http_methods(["GET", "POST"])
def fetch(request: HttpRequest, organisation: str) -> HttpResponse:
    """Fetch a file from an address, and show what is found about it."""
    form = FetchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            # Outside any transaction: the other side may take its time.
            file = fetching.fetch(form.cleaned_data["address"])
            found = services.propose_files(
                actor=request.actor, files=[file], source=Source.FETCHED, **form.cleaned_data
            )
        if outcome.ok:
            return redirect("library:proposal", organisation, found.pk)
    return render(request, "library/load.html", {"upload_form": UploadForm(), "fetch_form": form})


@requires("library.manage")
@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show what was found about files, and load them when there are no errors."""
    waiting = found_or_404(selectors.get_proposal, request.actor, pk)
    form = LoadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            loaded = services.load_proposal(
                actor=request.actor, proposal=waiting, activate=form.cleaned_data["activate"]
            )
        if outcome.ok:
            message = ngettext(
                "%(number)s instrument was loaded.", "%(number)s instruments were loaded.", len(loaded)
            ) % {"number": len(loaded)}
            return redirect_with_message(request, message, "library:instrument_list", organisation)
    context = {"proposal": waiting, "report": report_of(waiting), "form": form}
    return render(request, "library/proposal.html", context)


@requires("library.manage")
@require_POST
def withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Throw away files that were not loaded yet."""
    waiting = found_or_404(selectors.get_proposal, request.actor, pk)
    services.withdraw_proposal(actor=request.actor, proposal=waiting)
    return redirect_with_message(
        request, _("The files were thrown away."), "library:instrument_list", organisation
    )
