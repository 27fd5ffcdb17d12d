# SPDX-License-Identifier: EUPL-1.2
"""An environment as an administrator would set it up, and commands that run in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from tests.structure.source import ROOT

SETTINGS: Mapping[str, str] = {
    "DJANGO_SETTINGS_MODULE": "aikompas.config.settings.production",
    "SECRET_KEY": "pq7Xv-2mKd9sLw4tBzR8yHc1nGfJ5aEu3oTiQ6kVxMbZ0rWPdNYC",
    "AUDIT_SIGNING_KEY": "YWlrb21wYXMtdGVzdC1zZWVkLTMyLWJ5dGVzLWxvbmc",
    "ALLOWED_HOSTS": "kompas.example.nl",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp+tls://kompas:geheim@mail.example.nl:587",
}


def aikompas(*words: str, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run ``aikompas WORDS`` in production, with some settings changed, or absent where the value is ``None``."""
    wanted = {**SETTINGS, **changes}
    environment = {name: value for name, value in wanted.items() if value is not None}
    return subprocess.run(
        [sys.executable, "-m", "aikompas.cli", *words],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
