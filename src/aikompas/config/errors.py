# SPDX-License-Identifier: EUPL-1.2
"""Pages for what goes wrong before a view is reached."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aikompas.core.access import public


@public
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Explain that the form was open for too long or came from elsewhere."""
    return render(request, "403_csrf.html", status=403)
