# SPDX-License-Identifier: EUPL-1.2
"""A web process asks, a worker in a process of its own makes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.structure.source import ROOT

pytestmark = pytest.mark.slow


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _step(environment: dict[str, str], step: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(environment, "-m", "tests.contracts.jobs", step).splitlines()[-1])
    return found


def test_the_worker_makes_what_a_web_process_asked_for(database_with_tables: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.development",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "DATABASE_URL": database_with_tables,
        "MEDIA_ROOT": str(tmp_path / "media"),
        "SECRET_KEY": "x" * 50,
        "AUDIT_SIGNING_KEY": "YWlrb21wYXMtdGVzdC1zZWVkLTMyLWJ5dGVzLWxvbmc",
    }
    assert _step(environment, "ask") == {"state": "queued", "progress": 0, "same": None}
    _run(environment, "-m", "aikompas.cli", "worker", "--batch")
    assert _step(environment, "tell") == {"state": "done", "progress": 100, "same": True}
