# SPDX-License-Identifier: EUPL-1.2
"""What sign-in may do here: nobody signs up; people are invited."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody can make an account without an invitation."""
        return False
