# SPDX-License-Identifier: EUPL-1.2
"""Who acts in which organisation, and whether the view may be reached at all: denied by default.

A page of an organisation costs the same few queries whoever asks: session, person, membership with organisation and
department, roles, expertises, departments of an AI contact person.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation

from aikompas.core.access import Access
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed
from aikompas.organisations import permissions, selectors
from aikompas.organisations.actors import actor_for
from aikompas.organisations.clients import client_address
from aikompas.organisations.models import Membership, Organisation

NOBODY = Actor(id=None, kind="person", organisation_id=None)


def access_of(view: Callable[..., Any]) -> Access | None:
    """Return what a view says about who may reach it; views of listed libraries count as public."""
    access = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    if access is None and view.__module__.startswith(settings.PUBLIC_VIEW_MODULES):
        return Access("public")
    return access


class OrganisationMiddleware:
    """Sets ``organisation``, ``membership``, ``actor`` and ``may`` on the request and guards every view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.organisation = None
        request.membership = None
        request.actor = NOBODY
        request.may = partial(permissions.may, NOBODY)
        if not _chose_language(request):
            _speak(request, settings.LANGUAGE_CODE)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Resolve the organisation of the address and refuse whoever may not be here."""
        access = access_of(view)
        if access is None:
            raise PermissionDenied(f"{view.__module__} declares no access")
        if access.kind != "public" and not request.user.is_authenticated:
            self._choose_language(request)
            return redirect_to_login(request.get_full_path())
        if "organisation" in kwargs:
            self._enter(request, kwargs["organisation"])
        self._choose_language(request)
        if access.kind == "permission":
            if request.membership is None:
                raise Http404
            if not permissions.may(request.actor, access.permission):
                raise PermissionDenied(access.permission)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Turn a service's refusal of this actor into a 403."""
        if isinstance(exception, NotAllowed):
            raise PermissionDenied(exception.action) from exception

    def _enter(self, request: HttpRequest, slug: str) -> None:
        """Say on the request in which organisation it is, and who acts there."""
        membership = _membership(request, slug)
        if membership is None:
            request.organisation = _organisation(slug)
            return
        request.membership = membership
        request.organisation = membership.organisation
        request.actor = actor_for(membership, origin=client_address(request))
        request.may = partial(permissions.may, request.actor)

    def _choose_language(self, request: HttpRequest) -> None:
        """Choose by the cookie, else by the person, else by the organisation, else the installation."""
        if _chose_language(request):
            return
        own = request.user.language if request.user.is_authenticated else ""
        _speak(
            request,
            own or (request.organisation.language if request.organisation else settings.LANGUAGE_CODE),
        )


def _chose_language(request: HttpRequest) -> bool:
    """Tell whether the visitor chose one of our languages; what the browser prefers does not count."""
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) in dict(settings.LANGUAGES)


def _speak(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language()


def _membership(request: HttpRequest, slug: str) -> Membership | None:
    if not request.user.is_authenticated:
        return None
    try:
        return selectors.membership_at(request.user, slug)
    except Membership.DoesNotExist:
        return None


def _organisation(slug: str) -> Organisation:
    try:
        return selectors.get_organisation(slug)
    except Organisation.DoesNotExist:
        raise Http404 from None
