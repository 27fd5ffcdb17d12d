# SPDX-License-Identifier: EUPL-1.2
"""What the project says about itself is there, valid and the same everywhere."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.structure.source import ROOT

LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)\s#]+)(?:#[^)]*)?\)")


def _publiccode() -> dict[str, object]:
    return dict(yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8")))


def test_publiccode_yml_follows_the_standard() -> None:
    schema = json.loads((Path(__file__).parent / "schemas" / "publiccode.json").read_text(encoding="utf-8"))
    jsonschema.validate(_publiccode(), schema)


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert _publiccode()["softwareVersion"] == version
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_licence_text_is_there_under_its_spdx_name() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert (ROOT / "LICENSES" / "EUPL-1.2.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "folder", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "GOVERNANCE.md", "docs", "src"]
)
def test_links_between_documents_lead_somewhere(folder: str) -> None:
    top = ROOT / folder
    documents = [top] if top.is_file() else sorted(top.rglob("*.md"))
    dead = [
        f"{document.relative_to(ROOT)} -> {target}"
        for document in documents
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not (document.parent / target).exists() and not _is_made(target)
    ]
    assert not dead, "\n".join(dead)


def _is_made(target: str) -> bool:
    """Tell whether a file is made by `make screenshots` and kept out of git."""
    return "images/" in target
