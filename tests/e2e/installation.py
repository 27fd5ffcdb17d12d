# SPDX-License-Identifier: EUPL-1.2
"""An installation of its own for the browser tests: own database, the demo municipality, the real server."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.databases import own_database

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300.0  # the demo municipality is loaded first


@dataclass(frozen=True, slots=True)
class Installation:
    """A running installation: its address, and its console command."""

    url: str
    environment: dict[str, str]

    def command(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run ``aikompas WORDS`` on this installation."""
        return self._run("aikompas.cli", *words, check=check)

    def happenings(self) -> dict[str, list[str]]:
        """Leave work half-done; return who finds it where."""
        found: dict[str, list[str]] = json.loads(self._run("tests.e2e", "happenings", check=True).stdout)
        return found

    def send_to_the_advising_body(self, name: str) -> str:
        """Let a use of AI be reported, classified and sent in; return the path of its page."""
        return self._run("tests.e2e", "sending", name, check=True).stdout.strip()

    def _run(self, module: str, *words: str, check: bool) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done


@contextmanager
def installation(folder: Path) -> Iterator[Installation]:
    """Make an installation with the demo municipality, serve it, and stop it afterwards."""
    port = _free_port()
    with own_database(folder) as database:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.development",
            "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
            "DATABASE_URL": database,
            "MEDIA_ROOT": str(folder / "media"),
            "WEBHOOK_HOSTS_INSIDE": "127.0.0.1:9",  # nobody listens there
            "SECRET_KEY": "only-for-browser-tests-" + "0" * 40,
            "AUDIT_SIGNING_KEY": "YWlrb21wYXMtdGVzdC1zZWVkLTMyLWJ5dGVzLWxvbmc",
        }
        log = (folder / "server.log").open("w", encoding="utf-8")
        server = subprocess.Popen(
            [sys.executable, "-m", "aikompas.cli", "serve", "--migrate", "--demo", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, server, folder / "server.log")
            yield Installation(url, environment)
        finally:
            server.terminate()
            server.wait(timeout=30)
            log.close()


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with urlopen(url, timeout=5):
                return
        except HTTPError:
            break
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    raise RuntimeError(f"the server does not answer with a page:\n{log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
