# SPDX-License-Identifier: EUPL-1.2
"""`aikompas serve` as an administrator meets it: it starts, answers, and stops everything it started."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.only_sqlite]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(port: int, database: str, *options: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,  # noqa: TID251 - the child needs the same machine
        "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.development",
        "DATABASE_URL": database,
        "SECRET_KEY": "x" * 50,
    }
    command = [sys.executable, "-m", "aikompas.cli", "serve", "--port", str(port), *options]
    return subprocess.Popen(
        command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


def _children(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [int(word) for word in listed.stdout.split()]


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    return _free_port()


@pytest.fixture
def served(port: int, database_with_tables: str) -> Iterator[subprocess.Popen[str]]:
    """A running `serve` on a database without people, stopped afterwards."""
    process = _serve(port, database_with_tables, "--migrate")
    yield process
    process.kill()
    process.wait()


def _lines_until_ready(process: subprocess.Popen[str], port: int) -> list[str]:
    """Return what was printed until the product said that it is ready, having seen that it answers."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.strip())
        if line.startswith("Stop:"):
            with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                assert connection.recv(5) == b"HTTP/"
            return lines
    pytest.fail("it ended: " + "\n".join(lines))


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_it_says_where_it_is_and_stops_all_its_processes_when_asked(
    served: subprocess.Popen[str], port: int
) -> None:
    lines = _lines_until_ready(served, port)
    assert f"AI-Kompas is ready: http://127.0.0.1:{port}/" in lines
    children = _children(served.pid)
    assert len(children) == 2

    served.send_signal(signal.SIGTERM)
    assert served.wait(timeout=40) == 0
    assert all(_gone(child) for child in children)


def test_when_a_child_ends_the_rest_ends_too(served: subprocess.Popen[str], port: int) -> None:
    _lines_until_ready(served, port)
    web, worker = _children(served.pid)
    os.kill(worker, signal.SIGKILL)
    assert served.wait(timeout=40) != 0
    assert _gone(web)


def test_nothing_keeps_listening_when_the_process_is_killed(served: subprocess.Popen[str], port: int) -> None:
    _lines_until_ready(served, port)
    served.kill()
    deadline = time.monotonic() + 30
    while _listens(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _listens(port)


def test_a_port_that_is_taken_gives_one_clear_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        process = _serve(taken, f"sqlite:///{tmp_path / 'serve.sqlite3'}")
        output, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert f"Port {taken} is in use" in output
    assert len(output.strip().splitlines()) == 1
