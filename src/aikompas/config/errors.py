# SPDX-License-Identifier: EUPL-1.2
"""What goes wrong outside a view: a page for people, problem+json (RFC 9457) for machines."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views import defaults

from aikompas.core.access import public

TITLES = {400: "Bad request", 403: "Forbidden", 404: "Not found", 500: "Internal server error"}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that makes no sense."""
    return _problem(request, 400) or render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request of somebody who may not do this."""
    return _problem(request, 403) or render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what does not exist, or not for this person."""
    return _problem(request, 404) or render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the fault is ours; its page needs neither the database nor the request."""
    return _problem(request, 500) or defaults.server_error(request)


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form was open for too long or came from elsewhere."""
    return _problem(request, 403) or render(request, "403_csrf.html", status=403)


def _problem(request: HttpRequest, status: int) -> HttpResponse | None:
    """Return the answer for machines when the request came in below ``/api/``."""
    if not request.path.startswith("/api/"):
        return None
    body = {"type": "about:blank", "title": TITLES[status], "status": status}
    return JsonResponse(body, status=status, content_type="application/problem+json")
