# SPDX-License-Identifier: EUPL-1.2
"""What views have in common: 404 for what is not visible, messages, and services' refusals shown to people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from aikompas.core.errors import Refused

Found = TypeVar("Found")


def found_or_404(find: Callable[..., Found], *args: Any, **kwargs: Any) -> Found:
    """Return what a selector finds; what does not exist or may not be seen gives a 404."""
    try:
        return find(*args, **kwargs)
    except (ObjectDoesNotExist, ValidationError) as error:
        raise Http404(str(error)) from error


def redirect_with_message(
    request: HttpRequest, message: str, to: Any, *args: Any, level: int = messages.SUCCESS, **kwargs: Any
) -> HttpResponse:
    """Redirect to a page (an object, a URL name or an address) that shows a message."""
    messages.add_message(request, level, message)
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = redirect(to, *args, **kwargs)["Location"]
        return response
    return HttpResponseRedirect(redirect(to, *args, **kwargs)["Location"])


def refusal_html(refused: Refused) -> SafeString:
    """Return a refusal with its reasons as links to where they can be put right."""
    if not refused.reasons:
        return format_html("{}", refused.message)
    items = format_html_join(
        "",
        "<li>{}</li>",
        (
            (
                format_html(
                    '<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', reason.url, reason.text
                )
                if reason.url
                else reason.text,
            )
            for reason in refused.reasons
        ),
    )
    return format_html('{}<ul class="utrecht-unordered-list">{}</ul>', refused.message, items)


@dataclass(slots=True)
class Outcome:
    """Whether the step inside ``problems`` succeeded."""

    ok: bool = True


@contextmanager
def problems(form: BaseForm | None = None, *, request: HttpRequest | None = None) -> Iterator[Outcome]:
    """Show what a service refuses on the form, or as a message when there is no form; then ``ok`` is false."""
    outcome = Outcome()
    try:
        yield outcome
    except Refused as refused:
        outcome.ok = False
        _show(form, request, {NON_FIELD_ERRORS: [refusal_html(refused)]})
    except ValidationError as error:
        outcome.ok = False
        _show(form, request, _by_field(error))


def _by_field(error: ValidationError) -> dict[str, list[Any]]:
    return error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: list(error.messages)}


def _show(form: BaseForm | None, request: HttpRequest | None, errors: dict[str, list[Any]]) -> None:
    for name, found in errors.items():
        for message in found:
            if form is not None:
                form.add_error(name if name in form.fields else None, message)
            elif request is not None:
                messages.error(request, message)
            else:
                raise TypeError("problems() needs a form or a request")
