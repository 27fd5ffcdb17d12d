# SPDX-License-Identifier: EUPL-1.2
"""Fetches a file from an https address of a host that the installation allows, and from nowhere else.

How a host is reached, and which hosts are not, is told in `core.internet`.
What the other side says about type and size is not believed: the content is counted as it comes and checked afterwards.
"""

from __future__ import annotations

import time
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aikompas.core import internet
from aikompas.library.bundles import LARGEST_BUNDLE, NamedFile, name_of

SECONDS_IN_ALL = 30
MOST_REDIRECTS = 3
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SAFE = "/%:@!$&'()*+,;=-._~"


def fetch(address: str) -> NamedFile:
    """Return the file at an address; raises ``ValidationError`` with the reason when it is not to be had."""
    began = time.monotonic()
    parts = _checked(address)
    for _step in range(MOST_REDIRECTS + 1):
        connection = internet.PinnedHTTPS(parts.hostname or "", parts.port or 443, _public_address(parts))
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


def _public_address(parts: SplitResult) -> str:
    """Return the network address of a host of the internet; raises ``ValidationError`` for any other."""
    try:
        return internet.public_address(parts.hostname or "", parts.port or 443)
    except internet.NoSuchHost:
        raise ValidationError(_("There is no host of this name.")) from None
    except internet.InsideNetwork:
        raise ValidationError(
            _("This host stands inside a network; files are fetched from the internet only.")
        ) from None


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
