# SPDX-License-Identifier: EUPL-1.2
"""Pages that belong to no organisation: the start page, accepting an invitation, the demonstration's sign-in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aikompas.core.access import public
from aikompas.core.actor import Actor
from aikompas.organisations import selectors, services
from aikompas.organisations.clients import client_address
from aikompas.organisations.forms.accounts import AcceptInvitationForm
from aikompas.organisations.models import Invitation, Membership
from aikompas.organisations.roles import ROLE_PURPOSES, Role
from aikompas.ui.views import found_or_404, problems

PUBLIC_REGISTER = "/{}/algoritmeregister/"  # an address for residents that never changes


@public
@require_safe
@never_cache
def organisations(request: HttpRequest) -> HttpResponse:
    """Lead people to their organisation, and everybody else to the public registers."""
    if not request.user.is_authenticated:
        registers = [
            (organisation.name, PUBLIC_REGISTER.format(organisation.slug))
            for organisation in selectors.active_organisations()
        ]
        return render(request, "organisations/welcome.html", {"registers": registers})
    memberships = list(selectors.memberships_of(request.user))
    if len(memberships) == 1:
        return redirect("organisations:home", organisation=memberships[0].organisation.slug)
    return render(request, "organisations/choose.html", {"memberships": memberships})


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: who is new chooses a name and a password, who has an account signs in first."""
    invited: Invitation = found_or_404(selectors.invitation_with, token)
    if not invited.is_open:
        return render(request, "organisations/invitation_closed.html", {"invitation": invited}, status=410)
    known = selectors.person_by_email(invited.email)
    has_account = known is not None and known.is_active
    own = has_account and request.user == known
    context = {"invitation": invited, "has_account": has_account, "own": own}
    if has_account and not own:
        context["sign_in_url"] = redirect_to_login(request.path).url
        return render(request, "organisations/invitation.html", context)
    form = None
    if not has_account:
        form = AcceptInvitationForm(request.POST or None, initial={"name": invited.name})
    if request.method == "POST" and (form is None or form.is_valid()):
        answer = form.cleaned_data if form else {}
        with problems(form, request=request) as outcome:
            membership = services.accept_invitation(
                actor=_invited(request, invited),
                token=token,
                name=answer.get("name", ""),
                password=answer.get("password", ""),
            )
        if outcome.ok:
            return _enter(request, membership)
    return render(request, "organisations/invitation.html", {**context, "form": form})


def _invited(request: HttpRequest, invited: Invitation) -> Actor:
    """Return who accepts an invitation: somebody without any role yet."""
    return Actor(
        id=request.user.pk if request.user.is_authenticated else None,
        kind="person",
        organisation_id=invited.organisation_id,
        origin=client_address(request),
    )


def _enter(request: HttpRequest, membership: Membership) -> HttpResponse:
    """Show the home page of the organisation, signed in as this member."""
    home = redirect("organisations:home", organisation=membership.organisation.slug)
    if request.user == membership.user:
        return home
    return perform_login(request, membership.user, redirect_url=home.url)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """Sign in as anybody of the demonstration's municipality; this page does not exist outside demo mode."""
    if not settings.DEMO_MODE:
        raise Http404
    people = selectors.people_with_sign_in(settings.DEMO_ORGANISATION)
    if request.method == "POST":
        try:
            chosen = UUID(request.POST.get("member", ""))
        except ValueError:
            raise BadRequest from None
        return _enter(request, found_or_404(people.get, pk=chosen))
    return render(request, "organisations/demo.html", {"groups": _by_role(people)})


def _by_role(people: Iterable[Membership]) -> list[tuple[str, str, list[Membership]]]:
    """Return name, purpose and people of every role; who has several stands under the most particular one."""
    groups: dict[Role, list[Membership]] = {role: [] for role in Role}
    for member in people:
        groups[next((role for role in reversed(Role) if role in member.roles), Role.EMPLOYEE)].append(member)
    return [
        (str(role.label), str(ROLE_PURPOSES[role]), members) for role, members in groups.items() if members
    ]
