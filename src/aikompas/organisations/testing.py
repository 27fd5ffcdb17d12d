# SPDX-License-Identifier: EUPL-1.2
"""What tests of other apps need of organisations: signing in."""

from __future__ import annotations

from django.test import Client

from aikompas.organisations.models import Membership


def sign_in(client: Client, membership: Membership) -> Client:
    """Sign a member in and return the client; the session is as real as after the sign-in page."""
    client.force_login(membership.user)
    return client
