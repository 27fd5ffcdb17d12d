# SPDX-License-Identifier: EUPL-1.2
"""Fetches a file from an https address of a host that the installation allows, and from nowhere else.

The name is resolved once; every address it stands for must be public, and the connection goes to the very address that
was looked at, so that a name cannot be made to lead inside after the check. The certificate must be that of the name.
What the other side says about type and size is not believed: the content is counted as it comes and checked afterwards.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.library.bundles import LARGEST_BUNDLE, NamedFile, name_of

SECONDS_WITHOUT_ANSWER = 10
SECONDS_IN_ALL = 30
MOST_REDIRECTS = 3
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=-._~"


def fetch(address: str) -> NamedFile:
    """Return the file at an address; raises ``ValidationError`` with the reason when it is not to be had."""
    began = time.monotonic()
    parts = _checked(address)
    for _step in range(MOST_REDIRECTS + 1):
        connection = _Pinned(parts.hostname or "", parts.port or 443, public_address(parts))
        try:
            connection.request("GET", _path(parts), headers={"Accept": "*/*", "User-Agent": "AI-Kompas"})
            response = connection.getresponse()
            if response.status not in _REDIRECTS:
                content = _content(response, began)
                return NamedFile(name_of(unquote(parts.path)) or "instrument", content)
            parts = _followed(parts, response.getheader("Location", ""))
        except (OSError, HTTPException) as error:
            raise ValidationError(
                _("The host did not answer as it should (%(reason)s).") % {"reason": type(error).__name__}
            ) from error
        finally:
            connection.close()
    raise ValidationError(_("The address keeps referring to another address."))


def _checked(address: str) -> SplitResult:
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError:
        raise ValidationError(_("This is not an address.")) from None
    if parts.scheme != "https" or not parts.hostname or parts.username is not None:
        raise ValidationError(_("The address must begin with https:// and may hold no user name."))
    host = parts.hostname if port in (None, 443) else f"{parts.hostname}:{port}"
    if not any(_is_within(entry, host, parts.path) for entry in settings.INSTRUMENT_HOSTS):
        raise ValidationError(
            _("Files are fetched only from: %(hosts)s.") % {"hosts": ", ".join(settings.INSTRUMENT_HOSTS)}
        )
    return parts


def _is_within(entry: str, host: str, path: str) -> bool:
    """Tell whether an address is allowed by an entry: `host`, `.domain` (all hosts below it) or `host/folder/`."""
    allowed, _slash, folder = entry.partition("/")
    steps = unquote(path).replace("\\", "/").split("/")
    if ".." in steps or not unquote(path).startswith(f"/{folder}"):
        return False
    return host.endswith(allowed) if allowed.startswith(".") else host == allowed


def _followed(parts: SplitResult, location: str) -> SplitResult:
    """Return where a redirect leads, which must be the same host."""
    target = _checked(urljoin(parts.geturl(), location))
    if target.netloc.lower() != parts.netloc.lower():
        raise ValidationError(_("The address refers to another host; use the address there."))
    return target


def _path(parts: SplitResult) -> str:
    query = f"?{quote(parts.query, safe=_SAFE + '?')}" if parts.query else ""
    return quote(parts.path or "/", safe=_SAFE) + query


def public_address(parts: SplitResult) -> str:
    """Return the network address of a host, after a look at all addresses that its name stands for."""
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except OSError:
        raise ValidationError(_("There is no host of this name.")) from None
    addresses = [str(item[4][0]) for item in found]
    if not addresses or not all(is_public(address) for address in addresses):
        raise ValidationError(
            _("This host stands inside a network; files are fetched from the internet only.")
        )
    return addresses[0]


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


class _Pinned(HTTPSConnection):
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


def _content(response: HTTPResponse, began: float) -> bytes:
    if response.status != 200:
        raise ValidationError(_("The host answered with code %(code)s.") % {"code": response.status})
    chunks: list[bytes] = []
    size = 0
    while chunk := response.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > LARGEST_BUNDLE:
            raise ValidationError(_("The file is larger than 15 MB."))
        if time.monotonic() - began > SECONDS_IN_ALL:
            raise ValidationError(_("The host takes too long to answer."))
    return b"".join(chunks)
