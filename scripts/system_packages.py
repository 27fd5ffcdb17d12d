# SPDX-License-Identifier: EUPL-1.2
"""Install what the tests need beside Python: a browser and PostgreSQL, with apt-get where that is possible.

Without the means to install, it names what is missing. With CI=true missing programs are an error; otherwise the tests
that need them are skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from postgres import server_programs


def _browser() -> bool:
    return any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))


def _database() -> bool:
    return bool(os.environ.get("TEST_DATABASE_URL")) or server_programs() is not None


NEEDED: dict[str, Callable[[], bool]] = {"chromium": _browser, "postgresql": _database}


def missing_packages() -> list[str]:
    """Return the Debian names of what is not there yet."""
    return [package for package, is_there in NEEDED.items() if not is_there()]


def main() -> None:
    """Install what is missing, or say what is."""
    missing = missing_packages()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *missing, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        log = subprocess.DEVNULL
        subprocess.call(["apt-get", "update", "-qq"], env=environment, stdout=log)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.call(command, env=environment, stdout=log)
        missing = missing_packages()
    if missing:
        names = " ".join(missing)
        message = f"aikompas: not installed: {names}; as administrator: apt-get install {names}"
        if os.environ.get("CI") == "true":
            sys.exit(message)
        print(message, "(tests that need them are left out)")


if __name__ == "__main__":
    main()
