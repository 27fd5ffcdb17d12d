# SPDX-License-Identifier: EUPL-1.2
"""What sign-in may do here, and what it leaves in the trail: nobody signs up; people are invited."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from aikompas.organisations import account_events
from aikompas.organisations.clients import client_address
from aikompas.organisations.models import User
from aikompas.organisations.selectors import person_by_email


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up, and records sign-in, failed sign-in and sign-out."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody can make an account without an invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that rate limits count by."""
        return client_address(request)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in and record it."""
        super().login(request, user)
        account_events.signed_in(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Record the sign-out and sign out."""
        account_events.signed_out(request, request.user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a failed attempt, in the logs of the person whose address was tried."""
        account_events.sign_in_failed(request, person_by_email(credentials.get("email", "")))
