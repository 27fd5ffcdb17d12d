# SPDX-License-Identifier: EUPL-1.2
"""A word processor, for tests: LibreOffice without a screen reads a document and writes it as text."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest


def opens_without_repair(document: bytes) -> str:
    """Return a DOCX as LibreOffice reads it; a document that it must repair is one that it cannot convert."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed (soffice); `make test` installs it as administrator")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(document)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return (Path(folder) / "document.txt").read_text(encoding="utf-8-sig")
