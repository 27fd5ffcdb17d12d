# SPDX-License-Identifier: EUPL-1.2
"""Small instruments to load in tests."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from aikompas.core.testing import shared_standards
from aikompas.library.bundles import NamedFile

URN = "urn:nl:testlijst"


def questionnaire(
    version: str = "1.0", *, question: str = "Wat is het doel?", extra: str = "", urn: str = URN
) -> NamedFile:
    """Return a questionnaire of one section with one question, and what is added to it."""
    text = f"""
name: Testlijst
urn: "{urn}"
version: "{version}"
description: Een korte vragenlijst.
tasks:
  - id: "1"
    task: Begin
    type: [task_group]
    tasks:
      - id: "1.1"
        task: {question}
        type: [text_input]
{extra}"""
    return NamedFile("testlijst.yaml", text.encode())


CHOICE = """      - id: "1.2"
        task: Voor wie?
        type: [radio_option]
        options: [{value: Inwoners}, {value: Bedrijven}]
"""
WITH_IMAGE = """      - id: "1.3"
        task: Bekijk de matrix
        type: [text_input]
        sources: [{source: matrix.png, description: Een matrix}]
"""


def image(name: str = "matrix.png") -> NamedFile:
    """Return a small image."""
    target = BytesIO()
    Image.new("RGB", (4, 4), "red").save(target, "PNG")
    return NamedFile(name, target.getvalue())


def glossary() -> NamedFile:
    """Return a list of one term."""
    head = "name: Begrippen\nurn: urn:nl:begrippen\nlanguage: nl\n"
    terms = "definitions:\n  - {id: doel, term: doel, definition: Waarom.}\n"
    return NamedFile("begrippen.yaml", (head + terms).encode())


def official(folder: str, *names: str) -> list[NamedFile]:
    """Return official files, unmodified, or skip the test saying that they are absent."""
    files = [shared_standards() / folder / name for name in names]
    return [NamedFile(Path(file).name, file.read_bytes()) for file in files]


def dpia() -> list[NamedFile]:
    """Return the official DPIA with its glossary and image."""
    return official("par-assessments", "dpia.yaml", "begrippenkader_dpia.yaml", "assets/risico_matrix.png")


def decision_tree() -> list[NamedFile]:
    """Return the official decision tree with its chapters and terms."""
    return official("ai-verordening-beslishulp", "decision-tree.yaml", "categories.yaml", "definitions.yaml")
