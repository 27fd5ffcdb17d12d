# SPDX-License-Identifier: EUPL-1.2
"""Webhooks: list, add, change, pause, try, renew the secret, remove, and the log of what was delivered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.notifications import selectors, services
from aikompas.notifications.events import all_event_types
from aikompas.notifications.filters import DeliveryFilter
from aikompas.notifications.forms import WebhookForm
from aikompas.notifications.models import Webhook
from aikompas.notifications.services.webhooks import MANAGE, WithSecret
from aikompas.notifications.tables import WEBHOOK_COLUMNS, delivery_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message


@requires(MANAGE)
@require_safe
def webhook_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the webhooks."""
    create_url = reverse("notifications:webhook_create", args=[organisation])
    return list_page(
        request,
        queryset=selectors.webhooks_visible_to(request.actor),
        columns=WEBHOOK_COLUMNS,
        filename="webhooks",
        default_sort="name",
        template="notifications/webhook_list.html",
        caption=_("Webhooks"),
        empty={
            "title": _("No other system is told what happens"),
            "text": _("A webhook posts events to an address of another system."),
            "url": create_url,
            "label": _("Add a webhook"),
        },
    )


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_create(request: HttpRequest, organisation: str) -> HttpResponse:
    """Add a webhook and show its secret, once."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            made = services.add_webhook(actor=request.actor, **form.cleaned_data)
        if outcome.ok:
            return _secret_page(request, made)
    return render(request, "notifications/webhook_edit.html", {"form": form})


@requires(MANAGE)
@require_safe
def webhook(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponseBase:
    """Show a webhook and its log."""
    found = _found(request, pk)
    labels = {event.name: event.label for event in all_event_types()}
    context = {"webhook": found, "event_labels": [labels.get(name, name) for name in found.events]}
    return list_page(
        request,
        queryset=selectors.deliveries_of(found),
        filterset_class=DeliveryFilter,
        columns=delivery_columns(organisation),
        filename="webhook",
        default_sort="-created_at",
        template="notifications/webhook.html",
        caption=_("Deliveries"),
        context=context,
        empty={"title": _("Nothing has been delivered yet"), "text": _("Try it with an event of its own.")},
    )


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_edit(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Change a webhook."""
    found = _found(request, pk)
    initial = {"name": found.name, "url": found.url, "events": found.events}
    form = WebhookForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.change_webhook(actor=request.actor, webhook=found, **form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(request, _("The webhook is saved."), found)
    return render(request, "notifications/webhook_edit.html", {"form": form, "webhook": found})


@requires(MANAGE)
@require_POST
def webhook_pause(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Hold events back."""
    return _do(request, pk, services.pause_webhook, _("The webhook is paused; events wait."))


@requires(MANAGE)
@require_POST
def webhook_resume(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Go on."""
    return _do(request, pk, services.resume_webhook, _("The webhook goes on, with what waited."))


@requires(MANAGE)
@require_POST
def webhook_try(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Send a test event."""
    return _do(request, pk, services.try_webhook, _("A test event goes out in a moment; see the log below."))


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_secret(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for confirmation, make a new secret and show it, once."""
    found = _found(request, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            made = services.renew_secret(actor=request.actor, webhook=found)
        return _secret_page(request, made) if outcome.ok else redirect(found)
    question = _("The receiver must get the new secret at once: what is signed with it fails otherwise.")
    return _confirm(request, found, _("Renew the secret"), question, "primary")


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_remove(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for confirmation and remove a webhook."""
    found = _found(request, pk)
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.remove_webhook(actor=request.actor, webhook=found)
        if outcome.ok:
            messages.success(request, _("The webhook is removed."))
        return redirect("notifications:webhook_list", organisation=organisation)
    return _confirm(request, found, _("Remove the webhook"), _("What waits is not delivered."), "danger")


def _found(request: HttpRequest, pk: UUID) -> Webhook:
    return found_or_404(selectors.get_webhook, request.actor, pk)


def _do(request: HttpRequest, pk: UUID, service: Callable[..., Any], message: str) -> HttpResponse:
    found = _found(request, pk)
    with problems(request=request) as outcome:
        service(actor=request.actor, webhook=found)
    return redirect_with_message(request, message, found) if outcome.ok else redirect(found)


def _confirm(request: HttpRequest, found: Webhook, title: str, question: str, variant: str) -> HttpResponse:
    context = {
        "title": f"{title}: {found.name}",
        "question": question,
        "confirm_label": title,
        "variant": variant,
        "cancel_url": found.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)


def _secret_page(request: HttpRequest, made: WithSecret) -> HttpResponse:
    response = render(
        request, "notifications/webhook_secret.html", {"webhook": made.webhook, "secret": made.secret}
    )
    response["Cache-Control"] = "no-store"
    return response
