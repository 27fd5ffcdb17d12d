# SPDX-License-Identifier: EUPL-1.2
"""What left the organisation, what waits, and what was given up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aikompas.core.access import requires
from aikompas.notifications import selectors, services
from aikompas.notifications.filters import MessageFilter
from aikompas.notifications.tables import STATE_KINDS, message_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems, redirect_with_message

MANAGE = "notifications.manage_outbox"


@requires(MANAGE)
@require_safe
def message_list(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the outbox."""
    return list_page(
        request,
        queryset=selectors.messages_visible_to(request.actor),
        filterset_class=MessageFilter,
        columns=message_columns(organisation),
        filename="verzending",
        default_sort="-created_at",
        template="notifications/message_list.html",
        caption=_("Messages"),
        empty={
            "title": _("Nothing has been sent"),
            "text": _("Mail and events stand here as soon as there are any."),
        },
    )


@requires(MANAGE)
@require_safe
def message(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show how it goes with one message; never what is in it or to whom it goes."""
    found = found_or_404(selectors.get_message, request.actor, pk)
    context = {"message": found, "state_kind": STATE_KINDS[found.state]}
    return render(request, "notifications/message.html", context)


@requires(MANAGE)
@require_POST
def message_resend(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Send a message again."""
    found = found_or_404(selectors.get_message, request.actor, pk)
    with problems(request=request) as outcome:
        services.resend(actor=request.actor, message=found)
    if outcome.ok:
        return redirect_with_message(
            request,
            _("The message goes out again in a moment."),
            "notifications:message",
            organisation=organisation,
            pk=pk,
        )
    return redirect("notifications:message", organisation=organisation, pk=pk)
