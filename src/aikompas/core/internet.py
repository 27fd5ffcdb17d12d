# SPDX-License-Identifier: EUPL-1.2
"""Connections with hosts that somebody named: of the internet only, at the very address that was looked at.

A name is resolved once and every address it stands for must be public, so that a name cannot be made to lead inside
after the check. The certificate must be that of the name.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from http.client import HTTPConnection, HTTPSConnection

SECONDS_WITHOUT_ANSWER = 10
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class NoSuchHost(Exception):
    """The name stands for no address."""


class InsideNetwork(Exception):
    """The name stands for an address that is not one of the internet."""


def public_address(host: str, port: int) -> str:
    """Return the network address of a host, after a look at all addresses that its name stands for."""
    addresses = addresses_of(host, port)
    if not all(is_public(address) for address in addresses):
        raise InsideNetwork
    return addresses[0]


def addresses_of(host: str, port: int) -> list[str]:
    """Return the network addresses of a host; raises ``NoSuchHost``."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NoSuchHost from None
    if not found:
        raise NoSuchHost
    return [str(item[4][0]) for item in found]


def is_public(address: str) -> bool:
    """Tell whether a network address is one of the internet; also of an IPv4 address written as IPv6."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFF_FFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return found.is_global and not found.is_multicast


class PinnedHTTPS(HTTPSConnection):
    """A connection with a host by name and certificate, at the network address that was checked."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.tls = ssl.create_default_context()
        self.address = address
        super().__init__(host, port, timeout=SECONDS_WITHOUT_ANSWER, context=self.tls)

    def connect(self) -> None:
        """Connect with the checked address; the certificate is checked against the name."""
        plain = socket.create_connection((self.address, self.port), self.timeout)
        try:
            self.sock = self.tls.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


class PinnedHTTP(HTTPConnection):
    """The same without encryption, for hosts inside that the installation names itself."""

    def __init__(self, host: str, port: int, address: str) -> None:
        self.address = address
        super().__init__(host, port, timeout=SECONDS_WITHOUT_ANSWER)

    def connect(self) -> None:
        """Connect with the checked address."""
        self.sock = socket.create_connection((self.address, self.port), self.timeout)
