# SPDX-License-Identifier: EUPL-1.2
"""The steps of a text, each on a page that asks for confirmation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from aikompas.core.access import requires
from aikompas.publication import selectors, services
from aikompas.ui.forms import ReasonForm
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@dataclass(frozen=True, slots=True)
class Step:
    """A step in words."""

    service: Callable[..., Any]
    title: str | Promise
    consequences: tuple[str | Promise, ...]
    done: str | Promise
    reason: str | Promise = ""
    danger: bool = False


SUBMIT = Step(
    services.submit_text,
    gettext_lazy("Offer for approval"),
    (gettext_lazy("The publisher is asked to approve the text."), gettext_lazy("You can still change it.")),
    gettext_lazy("The text is offered for approval."),
)
RETURN = Step(
    services.return_text,
    gettext_lazy("Give back to the writer"),
    (gettext_lazy("The text is a draft again, and the writer sees your remark."),),
    gettext_lazy("The text is given back."),
    gettext_lazy("What should be better?"),
)
APPROVE = Step(
    services.approve_text,
    gettext_lazy("Approve for publication"),
    (
        gettext_lazy("The text is ready to be published."),
        gettext_lazy("A change afterwards makes the approval lapse."),
    ),
    gettext_lazy("The text is approved."),
)
PUBLISH = Step(
    services.publish_text,
    gettext_lazy("Publish"),
    (
        gettext_lazy("Residents see this text from now on, instead of the version before."),
        gettext_lazy("The status in the text follows from the state of the application."),
        gettext_lazy("The text is part of the open data and of exports."),
    ),
    gettext_lazy("The text is published."),
)
WITHDRAW = Step(
    services.withdraw_text,
    gettext_lazy("Withdraw"),
    (
        gettext_lazy("Residents do not see this text any more."),
        gettext_lazy("The text stays in the dossier; a new version can be published later."),
    ),
    gettext_lazy("The text is withdrawn."),
    gettext_lazy("Why is the text withdrawn?"),
    danger=True,
)
DISCARD = Step(
    services.discard_draft,
    gettext_lazy("Discard the draft"),
    (gettext_lazy("What was written in this version is lost. A published version stays as it is."),),
    gettext_lazy("The draft is discarded."),
    danger=True,
)


def _step(request: HttpRequest, organisation: str, pk: UUID, step: Step) -> HttpResponse:
    text = found_or_404(selectors.get_text, request.actor, pk)
    page = reverse("publication:application", args=(organisation, text.application_id))
    form = ReasonForm(request.POST or None, label=str(step.reason)) if step.reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        more = form.cleaned_data if form else {}
        with problems(form, request=request) as outcome:
            step.service(actor=request.actor, text=text, **more)
        if outcome.ok:
            return redirect_with_message(request, str(step.done), page)
    context = {
        "title": step.title,
        "question": _("%(step)s: “%(name)s” (%(language)s, version %(number)s)?")
        % {
            "step": step.title,
            "name": text.name,
            "language": text.get_language_display(),
            "number": text.number,
        },
        "consequences": step.consequences,
        "form": form,
        "confirm_label": step.title,
        "variant": "danger" if step.danger else "primary",
        "cancel_url": page,
        "text": text,
    }
    return render(request, "publication/confirm.html", context)


@requires("publication.edit_text")
@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Offer a draft for approval."""
    return _step(request, organisation, pk, SUBMIT)


@requires("publication.approve_text")
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Give a text back to its writer."""
    return _step(request, organisation, pk, RETURN)


@requires("publication.approve_text")
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Approve a draft."""
    return _step(request, organisation, pk, APPROVE)


@requires("publication.publish")
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Publish an approved text."""
    return _step(request, organisation, pk, PUBLISH)


@requires("publication.publish")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Withdraw a published text."""
    return _step(request, organisation, pk, WITHDRAW)


@requires("publication.edit_text")
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    return _step(request, organisation, pk, DISCARD)
