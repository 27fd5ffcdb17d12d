# SPDX-License-Identifier: EUPL-1.2
"""The address of the client, with and without proxies."""

import pytest
from django.test import RequestFactory

from aikompas.organisations.clients import UNKNOWN, client_address


@pytest.mark.parametrize(
    ("proxies", "written", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.66, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.66, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "2001:DB8:0::1", "2001:db8::1"),
        (1, "<script>", "192.0.2.1"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(settings, proxies, written, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=written)
    assert client_address(request) == expected


def test_a_client_without_an_address_is_unknown():
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) == UNKNOWN
