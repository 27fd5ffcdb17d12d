# SPDX-License-Identifier: EUPL-1.2
"""Run a command with a temporary PostgreSQL of its own: `python scripts/postgres.py COMMAND ...`.

The command finds it in DATABASE_URL. When TEST_DATABASE_URL is set that database is used and nothing is started.
The cluster lives in a temporary folder, listens on a free port of the loopback interface, trades durability for
speed, and is gone when the command ends.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
ABSENT = (
    f"aikompas: nothing was run on PostgreSQL: version {OLDEST} or newer is not installed (on Debian or Ubuntu:"
    " apt-get install postgresql) and TEST_DATABASE_URL is not set"
)
FAST = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=100",
    "shared_buffers=128MB",
]


def server_programs() -> Path | None:
    """Return the folder with the newest PostgreSQL server programs of this machine that are new enough."""
    found = []
    for folder in Path("/usr/lib/postgresql").glob("*/bin"):
        if folder.parent.name.isdigit() and (folder / "initdb").exists():
            found.append((int(folder.parent.name), folder))
    if initdb := shutil.which("initdb"):
        words = subprocess.run(
            [initdb, "--version"], capture_output=True, text=True, check=True
        ).stdout.split()
        found.append((int(words[2].split(".")[0]), Path(initdb).resolve().parent))
    version, folder = max(found, default=(0, None))
    return folder if version >= OLDEST else None


@contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster, give its URL, and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="aikompas-postgres-"))
    password = secrets.token_hex(16)
    port = _free_port()
    try:
        _initialise(programs, folder, password)
        settings = [f"-c {setting}" for setting in (*FAST, "listen_addresses=127.0.0.1")]
        control = [programs / "pg_ctl", "--silent", "-D", folder / "data"]
        options = " ".join([f"-p {port}", f"-k {folder}", *settings])
        _as_owner([*control, "start", "--wait", "-l", folder / "log", "-o", options])
        try:
            yield f"postgres://aikompas:{password}@127.0.0.1:{port}/postgres"
        finally:
            _as_owner([*control, "stop", "--mode", "immediate"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command of the arguments with the URL of the database in DATABASE_URL."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    command = sys.argv[1:]
    if not command:
        sys.exit("aikompas: say which command: python scripts/postgres.py COMMAND ...")
    if url := os.environ.get("TEST_DATABASE_URL"):
        return _run(command, url)
    programs = server_programs()
    if programs is None:
        print(ABSENT)
        return 1 if os.environ.get("CI") == "true" else 0
    with temporary_cluster(programs) as url:
        return _run(command, url)


def _run(command: list[str], url: str) -> int:
    return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})


def _initialise(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, "postgres")
    access = ["--username=aikompas", "--auth=scram-sha-256", f"--pwfile={secret}"]
    _as_owner(
        [
            programs / "initdb",
            "-D",
            folder / "data",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            *access,
        ]
    )
    secret.unlink()


def _as_owner(command: list[str | Path]) -> None:
    """Run a server program as a normal user: PostgreSQL refuses to run as root."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    done = subprocess.run(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", check=False
    )
    if done.returncode:
        sys.exit(f"aikompas: {Path(command[0]).name} failed: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())
