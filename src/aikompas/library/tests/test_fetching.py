# SPDX-License-Identifier: EUPL-1.2
"""Fetching from a real https server with its own certificate; inside networks nothing can be reached.

The server stands on this machine, so the one rule that must be lifted for it is that addresses are public
(`internet.is_public`); the certificate is trusted as an installation would do it, by `SSL_CERT_FILE`.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from aikompas.core import internet
from aikompas.library import bundles, fetching
from aikompas.library.tests import examples


class _Handler(BaseHTTPRequestHandler):
    """Answers as hosts do, and as they should not."""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/bestanden/lijst.yaml":
            self._answer(200, examples.questionnaire().content)
        elif path == "/bestanden/groot":
            self._answer(200, b"x" * (bundles.LARGEST_BUNDLE + 1))
        elif path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path])
            self.end_headers()
        else:
            self._answer(404, b"")

    def _answer(self, code: int, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


REDIRECTS = {
    "/bestanden/oud": "/bestanden/lijst.yaml",
    "/bestanden/rond": "/bestanden/rond",
    "/bestanden/weg": "https://raw.githubusercontent.com/MinBZK/x.yaml",
    "/bestanden/binnen": "https://169.254.169.254/latest/meta-data/",
    "/bestanden/open": "http://localhost/bestanden/lijst.yaml",
}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for this machine, with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = timezone.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("certificate") / "localhost.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def host(certificate: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server with an allowed folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    name = f"localhost:{server.server_port}"
    settings.INSTRUMENT_HOSTS = [f"{name}/bestanden/", "raw.githubusercontent.com/MinBZK/", ".overheid.nl"]
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setattr(internet, "is_public", lambda address: True)
    yield f"https://{name}"
    server.shutdown()
    server.server_close()


def test_a_file_is_fetched_as_it_is_whatever_type_the_host_says(host: str) -> None:
    file = fetching.fetch(f"{host}/bestanden/lijst.yaml?raw=1")
    assert file == bundles.NamedFile("lijst.yaml", examples.questionnaire().content)


def test_a_redirect_on_the_same_host_is_followed(host: str) -> None:
    assert fetching.fetch(f"{host}/bestanden/oud").content == examples.questionnaire().content


@pytest.mark.parametrize(
    "path", ["weg", "binnen", "open", "rond", "groot", "niets", "../geheim.yaml", "%2e%2e/geheim.yaml"]
)
def test_what_leads_elsewhere_or_is_too_large_is_refused(host: str, path: str) -> None:
    with pytest.raises(ValidationError):
        fetching.fetch(f"{host}/bestanden/{path}")


def test_a_certificate_that_nobody_vouches_for_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(ValidationError, match="SSLCertVerificationError"):
        fetching.fetch(f"{host}/bestanden/lijst.yaml")


def test_a_host_inside_the_network_is_refused_before_anything_is_asked(settings: Any) -> None:
    settings.INSTRUMENT_HOSTS = ["localhost"]
    with translation.override("nl"), pytest.raises(ValidationError, match="netwerk"):
        fetching.fetch("https://localhost/lijst.yaml")


@pytest.mark.parametrize(
    "address",
    [
        "http://regels.overheid.nl/lijst.yaml",
        "https://example.org/lijst.yaml",
        "https://overheid.nl.example.org/lijst.yaml",
        "https://nepoverheid.nl/lijst.yaml",
        "https://regels.overheid.nl@example.org/lijst.yaml",
        "https://regels.overheid.nl:8443/lijst.yaml",
        "https://raw.githubusercontent.com/iemand/lijst.yaml",
        "https://raw.githubusercontent.com/MinBZK/../iemand/lijst.yaml",
        "https://[::1]/lijst.yaml",
        "file:///etc/passwd",
        "https://regels.overheid.nl:geen/lijst.yaml",
    ],
)
def test_only_allowed_hosts_are_asked(address: str) -> None:
    with pytest.raises(ValidationError):
        fetching.fetch(address)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *(
            "::1",
            "fe80::1%eth0",
            "fc00::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "224.0.0.1",
        ),
        "64:ff9b::7f00:1",
    ],
)
def test_addresses_inside_networks_are_not_public(address: str) -> None:
    assert not internet.is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:400e:80e::200e"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert internet.is_public(address)
