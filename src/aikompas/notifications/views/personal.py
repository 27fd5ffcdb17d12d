# SPDX-License-Identifier: EUPL-1.2
"""One's own notifications, which mail one wants, and the link in a mail that ends it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import public, requires
from aikompas.core.actor import Actor
from aikompas.notifications import selectors, services
from aikompas.notifications.filters import NotificationFilter
from aikompas.notifications.forms import ChoicesForm
from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.mails import DIGEST, read_unsubscribe_token
from aikompas.notifications.tables import notification_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

OWN = "notifications.view_own"


@requires(OWN)
@require_safe
def notification_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show what this person was told."""
    return list_page(
        request,
        queryset=selectors.own_notifications(request.actor),
        filterset_class=NotificationFilter,
        columns=notification_columns(organisation),
        filename="berichten",
        default_sort="-created_at",
        template="notifications/notification_list.html",
        caption=_("Notifications"),
        empty={
            "title": _("Nothing to tell"),
            "text": _("What happens with your reports and applications is told here."),
        },
    )


@requires(OWN)
@require_safe
def notification_open(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Go to what a notification is about, and remember that it was read."""
    found = found_or_404(selectors.get_notification, request.actor, pk)
    services.mark_read(actor=request.actor, notification=found)
    return HttpResponseRedirect(found.url)


@requires(OWN)
@require_POST
def read_all(request: HttpRequest, organisation: str) -> HttpResponse:
    """Remember that everything was read."""
    services.mark_all_read(actor=request.actor)
    return redirect_with_message(
        request,
        _("Everything is marked as read."),
        "notifications:notification_list",
        organisation=organisation,
    )


@requires(OWN)
@require_http_methods(["GET", "HEAD", "POST"])
def choices(request: HttpRequest, organisation: str) -> HttpResponse:
    """Choose which notifications come by mail, and when."""
    form = ChoicesForm(request.POST or None, initial=selectors.mail_choices(request.actor))
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome:
            services.choose(actor=request.actor, choices=form.cleaned_data)
        if outcome.ok:
            return redirect_with_message(
                request, _("Your choices are saved."), "notifications:choices", organisation=organisation
            )
    return render(request, "notifications/choices.html", {"form": form})


@public
@csrf_exempt  # mail programs post here themselves (RFC 8058); the signed link is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, organisation: str, token: str) -> HttpResponse:
    """End mail of one kind: asked by a person who opens the link, done at once when a mail program posts."""
    actor, kind = _subscriber(request, token)
    labels = {found.name: str(found.label) for found in all_kinds()} | {DIGEST: _("the daily mail")}
    if kind not in labels:
        raise Http404
    if request.method == "POST":
        services.unsubscribe(actor=actor, kind=kind)
    context = {"done": request.method == "POST", "kind_label": labels[kind]}
    return render(request, "notifications/unsubscribe.html", context)


def _subscriber(request: HttpRequest, token: str) -> tuple[Actor, str]:
    try:
        organisation_id, person_id, kind = read_unsubscribe_token(token)
        actor = selectors.actor_of_link(organisation_id, person_id)
    except (BadSignature, ObjectDoesNotExist, ValueError):
        raise Http404 from None
    if actor.organisation_id != request.organisation.pk:
        raise Http404
    return actor, kind
