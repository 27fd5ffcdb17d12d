# SPDX-License-Identifier: EUPL-1.2
"""What residents see without signing in: the list, one registration, and what the register is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.core.access import public
from aikompas.publication import selectors
from aikompas.publication.choices import TextLanguage
from aikompas.publication.filters import PublicFilter
from aikompas.publication.presentation import badges_of, contact_of, groups_of
from aikompas.publication.standard.registration import text_of
from aikompas.publication.tables import PUBLIC_COLUMNS
from aikompas.register.choices import State
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404

View = Callable[..., HttpResponseBase]


def _unless_unchanged(view: View) -> View:
    """Answer 304 when nothing was published since the reader's copy; the browser asks each time, which costs little.

    The copy is the reader's own: the page has the reader's form for another language in it.
    """

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        edition = selectors.edition_of(request.organisation)
        mark = [edition.count, edition.changed, request.organisation.name, request.organisation.theme]
        reader = [
            get_language(),
            request.user.pk,
            request.headers.get("HX-Target", ""),
            request.get_full_path(),
        ]
        etag = f'W/"{hashlib.sha256(repr([mark, reader]).encode()).hexdigest()[:32]}"'
        unchanged = get_conditional_response(request, etag=etag)
        response = unchanged or view(request, *args, **kwargs)
        response["ETag"] = etag
        patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
        return response

    return run


@public
@require_safe
@_unless_unchanged
def public_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the published registrations, with search and filters."""
    return list_page(
        request,
        queryset=selectors.public_texts(request.organisation, _language()),
        filterset_class=PublicFilter,
        columns=PUBLIC_COLUMNS,
        filename=f"algoritmeregister-{organisation}",
        template="publication/public_list.html",
        row_template="publication/public_row.html",
        caption=_("Algorithms"),
        empty={
            "title": _("There are no algorithms here yet"),
            "text": _("As soon as the municipality publishes something, you will find it on this page."),
        },
        context={
            "public_home_url": reverse("publication:public_list", args=(organisation,)),
            "api_url": reverse("open_data:algorithm_list", args=(organisation,)),
            "about_url": reverse("publication:public_about", args=(organisation,)),
        },
    )


@public
@require_safe
@_unless_unchanged
def public_detail(request: HttpRequest, organisation: str, pk: UUID, language: str = "") -> HttpResponse:
    """Show one registration in plain groups, with its other languages, contact and data."""
    if language and language not in TextLanguage.values:
        raise Http404
    text = found_or_404(selectors.public_text, request.organisation, pk, language or _language())
    languages = selectors.public_languages(text)
    shown_in = _language()
    context = {
        "text": text,
        "summary": text_of(text.fields, "description_short"),
        "groups_shown": groups_of(text.fields, text.language),
        "contact": contact_of(text.fields),
        "badges": badges_of(text, text.language),
        "is_suspended": text.application.state == State.SUSPENDED,
        "text_language": text.language,
        "is_other_language": text.language != shown_in,
        "others": [
            (
                TextLanguage(other).label,
                other,
                reverse("publication:public_language", args=(organisation, pk, other)),
            )
            for other in languages
            if other != text.language
        ],
        "public_home_url": reverse("publication:public_list", args=(organisation,)),
        "api_url": reverse("open_data:algorithm_detail", args=(organisation, pk)),
        "about_url": reverse("publication:public_about", args=(organisation,)),
    }
    return render(request, "publication/public_detail.html", context)


@public
@require_safe
@_unless_unchanged
def public_about(request: HttpRequest, organisation: str) -> HttpResponse:
    """Explain to residents what this register is."""
    context = {
        "public_home_url": reverse("publication:public_list", args=(organisation,)),
        "api_url": reverse("open_data:algorithm_list", args=(organisation,)),
        "contact": request.organisation.contact_email,
    }
    return render(request, "publication/public_about.html", context)


def _language() -> str:
    language = (get_language() or "nl")[:2]
    return language if language in TextLanguage.values else TextLanguage.DUTCH
