# SPDX-License-Identifier: EUPL-1.2
"""Inviting people, sending the mail again, and withdrawing an invitation."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aikompas.core.access import requires
from aikompas.organisations import mails, selectors, services
from aikompas.organisations.forms.people import InvitationForm
from aikompas.organisations.tables import INVITATION_STATES, invitation_columns
from aikompas.ui.lists import list_page
from aikompas.ui.views import found_or_404, problems

MANAGE = "organisations.manage_people"


@requires(MANAGE)
@require_safe
def invitations(request: HttpRequest, organisation: str) -> HttpResponseBase:
    """Show the invitations."""
    invite_url = reverse("organisations:invite", kwargs={"organisation": organisation})
    return list_page(
        request,
        queryset=selectors.invitations_visible_to(request.actor),
        columns=invitation_columns(organisation),
        filename=_("invitations"),
        template="organisations/invitations.html",
        caption=_("Invitations"),
        empty={
            "title": _("Nobody has been invited yet"),
            "text": _("Invited people get a mail with a link that is valid for fourteen days."),
            "url": invite_url,
            "label": _("Invite somebody"),
        },
    )


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, organisation: str) -> HttpResponse:
    """Invite somebody by mail."""
    form = InvitationForm(request.POST or None, organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        with problems(form) as outcome, transaction.atomic():
            invited = services.invite(actor=request.actor, **form.cleaned_data)
            _send(request, invited)
        if outcome.ok:
            return redirect("organisations:invitation", organisation=organisation, pk=invited.invitation.pk)
    return render(request, "organisations/invite.html", {"form": form})


@requires(MANAGE)
@require_safe
def invitation(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Show one invitation and what can be done with it."""
    found = found_or_404(selectors.get_invitation, request.actor, pk)
    context = {"invitation": found, "state": INVITATION_STATES[found.state]}
    return render(request, "organisations/invitation_detail.html", context)


@requires(MANAGE)
@require_POST
def invitation_resend(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Send a new link, valid for fourteen days again."""
    found = found_or_404(selectors.get_invitation, request.actor, pk)
    with problems(request=request), transaction.atomic():
        _send(request, services.resend_invitation(actor=request.actor, invitation=found))
    return redirect("organisations:invitation", organisation=organisation, pk=pk)


@requires(MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_withdraw(request: HttpRequest, organisation: str, pk: UUID) -> HttpResponse:
    """Ask for confirmation and withdraw an invitation."""
    found = found_or_404(selectors.get_invitation, request.actor, pk)
    page = reverse("organisations:invitation", kwargs={"organisation": organisation, "pk": pk})
    if request.method == "POST":
        with problems(request=request) as outcome:
            services.withdraw_invitation(actor=request.actor, invitation=found)
        if outcome.ok:
            messages.success(request, _("The invitation is withdrawn."))
        return redirect(page)
    context = {
        "title": _("Withdraw the invitation of %(name)s") % {"name": found.name},
        "question": _("The link in the mail will no longer work. You can invite this person again later."),
        "confirm_label": _("Withdraw"),
        "variant": "danger",
        "cancel_url": page,
    }
    return render(request, "ui/confirm.html", context)


def _send(request: HttpRequest, invited: services.Invited) -> None:
    """Put the mail in the outbox, in the transaction of the invitation: the secret of its link is known now only."""
    path = reverse("start:invitation", kwargs={"token": invited.token})
    mails.send_invitation(invited.invitation, request.build_absolute_uri(path))
    messages.success(request, _("The invitation has been sent by mail."))
