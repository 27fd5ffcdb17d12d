# SPDX-License-Identifier: EUPL-1.2
"""Processes that work on a database of their own, and what that database holds afterwards."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.structure.source import ROOT

INSIDE = "inside the transaction"
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.test",
    "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A database, and the processes that work on it."""

    database: str

    def aikompas(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run ``aikompas WORDS``."""
        return self._run("-m", "aikompas.cli", *words, check=check)

    def does(self, step: str) -> str:
        """Run a step of the scene; return what it says."""
        return self._run("-m", "tests.contracts", step).stdout.strip()

    def does_until_killed(self, step: str) -> None:
        """Run a step that says when it is in the middle of its transaction, and kill it there."""
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.contracts", step],
            env=self._environment(),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        with process.stdout:
            said = process.stdout.readline().strip()
            process.send_signal(signal.SIGKILL)
        assert said == INSIDE
        assert process.wait(timeout=30) == -signal.SIGKILL

    def contents(self) -> dict[str, Any]:
        """Return how many rows each table has and a digest of them."""
        contents: dict[str, Any] = json.loads(self.does("tell_contents"))
        return contents

    def trail(self) -> dict[str, Any]:
        """Return the verdict on the trail."""
        verdict: dict[str, Any] = json.loads(self.aikompas("audit", "verify", "--json", check=False).stdout)
        return verdict

    def _run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *words],
            env=self._environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **SETTINGS, "DATABASE_URL": self.database}
