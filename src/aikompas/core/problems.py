# SPDX-License-Identifier: EUPL-1.2
"""Errors of the API as problem+json (RFC 9457)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

TITLES = {
    400: "Bad request",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
}


def problem_json(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the problem+json answer of an API error, or ``None`` for an error that is not the caller's."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(error.status_code, "Error"),
        "status": error.status_code,
    }
    if isinstance(error, exceptions.ValidationError):
        body["errors"] = error.detail
        body["detail"] = "One or more parameters are not valid."
    else:
        body["detail"] = str(error.detail)
    headers = {"Retry-After": str(wait)} if (wait := getattr(error, "wait", None)) else None
    response = Response(
        body, status=error.status_code, headers=headers, content_type="application/problem+json"
    )
    response.exception = status.is_server_error(error.status_code)
    return response
