# SPDX-License-Identifier: EUPL-1.2
"""Install what is needed beside Python, with apt-get where that is possible: `system_packages.py run|test`.

To run: Pango, for PDF. To test, on top: a browser, PostgreSQL and a word processor. Without the means to install, it
names what is missing. With CI=true missing programs are an error; otherwise the tests that need them are skipped, and
the product runs without making PDF.
"""

from __future__ import annotations

import ctypes.util
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


def _word_processor() -> bool:
    return any(shutil.which(name) for name in ("soffice", "libreoffice"))


def _library(name: str) -> Callable[[], bool]:
    return lambda: ctypes.util.find_library(name) is not None


TO_RUN: dict[str, Callable[[], bool]] = {
    "libpango-1.0-0": _library("pango-1.0"),
    "libpangoft2-1.0-0": _library("pangoft2-1.0"),
}
TO_TEST: dict[str, Callable[[], bool]] = {
    **TO_RUN,
    "chromium": _browser,
    "postgresql": _database,
    "libreoffice-writer-nogui": _word_processor,
}


def missing_packages(needed: dict[str, Callable[[], bool]]) -> list[str]:
    """Return the Debian names of what is not there yet."""
    return [package for package, is_there in needed.items() if not is_there()]


def main() -> None:
    """Install what is missing, or say what is."""
    needed = TO_RUN if sys.argv[1:] == ["run"] else TO_TEST
    missing = missing_packages(needed)
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing", *missing, flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        log = subprocess.DEVNULL
        subprocess.call(["apt-get", "update", "-qq"], env=environment, stdout=log)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
        subprocess.call(command, env=environment, stdout=log)
        missing = missing_packages(needed)
    if missing:
        names = " ".join(missing)
        message = f"aikompas: not installed: {names}; as administrator: apt-get install {names}"
        if os.environ.get("CI") == "true":
            sys.exit(message)
        print(message, "(what needs them is left out)")


if __name__ == "__main__":
    main()
