# SPDX-License-Identifier: EUPL-1.2
"""Which instruments ship with the product, and where their files are."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from aikompas.instruments.documents import read_document

Kind = Literal["decision-tree", "questionnaire"]

AI_ACT = "urn:aikompas:ai-act"
AI_ACT_OFFICIAL = "urn:aikompas:ai-act:official"
"""Stands for the ministry's decision aid, whose file has no URN of its own and does not ship with the product."""
AIA = "urn:nl:aikompasaia"
PRE_IAMA = "urn:nl:aikompaspreiama"
HUMAN_RIGHTS = "urn:nl:aikompasmensenrechten"
DPIA_PRESCAN = "urn:nl:aikompasprescan"
DATA_QUALITY = "urn:nl:aikompasdatakwaliteit"
EXPLAINABILITY = "urn:nl:aikompasuitlegbaarheid"
COPILOT_READINESS = "urn:nl:aikompascopilot"
PILOT = "urn:nl:aikompaspilot"

_FOLDER = Path(__file__).parent
_FILES: tuple[tuple[Kind, str], ...] = (
    ("decision-tree", "ai-act/tree.{}.yaml"),
    ("questionnaire", "aia/questionnaire.{}.yaml"),
    ("questionnaire", "dpia-prescan/questionnaire.{}.yaml"),
    ("questionnaire", "pre-iama/questionnaire.{}.yaml"),
    ("questionnaire", "human-rights/questionnaire.{}.yaml"),
    ("questionnaire", "data-quality/questionnaire.{}.yaml"),
    ("questionnaire", "explainability/questionnaire.{}.yaml"),
    ("questionnaire", "copilot/questionnaire.{}.yaml"),
    ("questionnaire", "pilot/questionnaire.{}.yaml"),
)
_LANGUAGES = ("nl", "en")


class UnknownInstrument(LookupError):
    """No instrument with this URN ships in this language."""


@dataclass(frozen=True)
class Instrument:
    """One shipped instrument in one language."""

    urn: str
    kind: Kind
    name: str
    language: str
    version: str
    path: Path


@cache
def available() -> tuple[Instrument, ...]:
    """Return every instrument that ships, Dutch before English."""
    return tuple(
        _instrument(kind, language, _FOLDER / pattern.format(language))
        for kind, pattern in _FILES
        for language in _LANGUAGES
    )


def path(urn: str, language: str = "nl") -> Path:
    """Return the file of a shipped instrument in a language."""
    for instrument in available():
        if (instrument.urn, instrument.language) == (urn, language):
            return instrument.path
    raise UnknownInstrument(f"no instrument {urn} ships in the language '{language}'")


def definitions_path(urn: str, language: str = "nl") -> Path | None:
    """Return the file that explains the terms of a shipped instrument, when it has one."""
    file = path(urn, language).with_name(f"definitions.{language}.yaml")
    return file if file.is_file() else None


def glossary_path(language: str = "nl") -> Path:
    """Return the file with the terms that ship for every questionnaire in a language."""
    return _FOLDER / f"glossary.{language}.yaml"


def _instrument(kind: Kind, language: str, file: Path) -> Instrument:
    data = read_document(file).data
    return Instrument(data["urn"], kind, data["name"], language, data["version"], file)
