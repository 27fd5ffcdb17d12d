# SPDX-License-Identifier: EUPL-1.2
"""The list of applications that wait for advice, a conclusion or a decision."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aikompas.core.access import requires
from aikompas.review import selectors
from aikompas.review.filters import QueueFilter
from aikompas.review.tables import QUEUE_COLUMNS
from aikompas.ui.lists import list_page


@requires("review.view_queue")
@require_safe
def queue(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """List what waits for the committee and the deciding body, what waits longest first."""
    return list_page(
        request,
        queryset=selectors.queue_visible_to(request.actor),
        filterset_class=QueueFilter,
        columns=QUEUE_COLUMNS,
        filename=_("advice-and-decisions"),
        default_sort="changed_at",
        template="review/queue.html",
        caption=_("Applications that wait for advice or a decision"),
        empty={
            "title": _("Nothing waits for advice or a decision"),
            "text": _("An application appears here as soon as it is sent to the committee."),
        },
    )
