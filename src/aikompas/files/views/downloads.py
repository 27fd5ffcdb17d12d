# SPDX-License-Identifier: EUPL-1.2
"""Downloading a file: by who may see what it belongs to, as something that never runs in a browser."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from aikompas.core.access import requires
from aikompas.files import selectors
from aikompas.files.models import StoredFile
from aikompas.ui.views import found_or_404


@requires("files.download")
@require_GET
def download(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Give the content of a file: an image is shown, anything else is saved."""
    file = found_or_404(selectors.get_file, request.actor, pk)
    return file_response(file)


def file_response(file: StoredFile) -> FileResponse:
    """Return the content of a file in an answer that no browser runs, sniffs, keeps or shows elsewhere."""
    try:
        content = file.content.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    media_type = f"{file.content_type}; charset=utf-8" if file.kind == "text" else file.content_type
    response = FileResponse(
        content, as_attachment=not file.is_image, filename=file.name, content_type=media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
