# SPDX-License-Identifier: EUPL-1.2
"""What is found about files before they are loaded: what they are, what belongs to which, what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from aikompas.instruments.documents import Document, read_document
from aikompas.instruments.loading import load_instrument
from aikompas.instruments.problems import InvalidInstrument, Problem
from aikompas.instruments.questionnaires.glossary import load_glossary
from aikompas.instruments.trees import DecisionTree, load_tree
from aikompas.library.bundles import NamedFile
from aikompas.library.models import Kind, PartKind
from aikompas.library.shipped import shipped

IMAGE_NAME = re.compile(r"[^/\\:]+\.(?:png|jpe?g|gif|webp)", re.IGNORECASE)
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Part:
    """A file that goes with an instrument."""

    kind: str
    file: NamedFile
    media_type: str


@dataclass(slots=True)
class Found:
    """An instrument in the files, with what was noticed about it and the files that go with it."""

    kind: str
    urn: str
    language: str
    version: str
    name: str
    file: NamedFile
    counts: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def kind_label(self) -> str:
        """What people call this kind of instrument."""
        return str(Kind(self.kind).label)


@dataclass(slots=True)
class Report:
    """What is in some files: instruments, and what is wrong with files that are none."""

    instruments: list[Found] = field(default_factory=list)
    problems: list[tuple[str, Problem]] = field(default_factory=list)

    @property
    def can_be_loaded(self) -> bool:
        """Tell whether there is an instrument and nothing wrong; warnings do not prevent it."""
        return bool(self.instruments) and not any(item.level == "error" for _name, item in self.problems)

    def add(self, file: NamedFile, problem: Problem) -> None:
        """Note something about a file that is no instrument."""
        self.problems.append((file.name, problem))


def check(files: Iterable[NamedFile], language: str) -> Report:
    """Return what these files are; ``language`` is that of instruments that do not say so themselves."""
    report = Report()
    images: dict[str, tuple[NamedFile, str]] = {}
    companions: dict[str, NamedFile] = {}
    for file in files:
        media_type = file.image_type
        if media_type:
            images[file.name] = (file, media_type)
        elif file.text is None:
            report.add(file, _error("not-text"))
        else:
            _sort_out(report, companions, file, language)
    _add_companions(report, companions)
    _add_images(report, images)
    if not report.instruments and not report.problems:
        report.problems.append(("", _error("no-instrument")))
    return report


def _sort_out(report: Report, companions: dict[str, NamedFile], file: NamedFile, language: str) -> None:
    """Put a text file where it belongs: an instrument, or what goes with a decision tree."""
    try:
        document = read_document(file.content)
        kind = _kind_of(document.data)
        if kind in PartKind.values:
            if kind in companions:
                report.add(file, _error("second-companion"))
            companions[kind] = file
        elif kind == Kind.GLOSSARY:
            report.instruments.append(_glossary(file, document, language))
        else:
            report.instruments.append(_instrument(file, document, language))
    except InvalidInstrument as error:
        report.problems += [(file.name, problem) for problem in error.problems]


def _kind_of(data: Any) -> str:
    """Return what a file is by its own keys; what is unknown is left to the engine to refuse."""
    if isinstance(data, list):
        return PartKind.CATEGORIES if data and all(_names_question(item) for item in data) else ""
    keys = set(data) if isinstance(data, dict) else set()
    if keys & {"definitions", "glossary"} and not keys & {"questions", "tasks"}:
        return Kind.GLOSSARY if "urn" in keys else PartKind.DEFINITIONS
    return Kind.DECISION_TREE if "questions" in keys else Kind.QUESTIONNAIRE


def _names_question(item: Any) -> bool:
    return isinstance(item, dict) and {"questionId", "category"} <= set(item)


def _instrument(file: NamedFile, document: Document, language: str) -> Found:
    loaded = load_instrument(file.content)
    found = Found(
        kind=Kind.DECISION_TREE if isinstance(loaded, DecisionTree) else Kind.QUESTIONNAIRE,
        urn=loaded.id,
        language=_language(loaded.language, language),
        version=loaded.version,
        name=loaded.name,
        file=file,
        counts=loaded.counts,
        problems=list(loaded.problems),
    )
    ours = {item.urn for item in shipped().values() if item.kind == Kind.DECISION_TREE}
    if found.kind == Kind.DECISION_TREE and found.urn in ours and found.file.sha256 not in shipped():
        # What our conclusions oblige to is known by this name, so another tree may not bear it.
        raise InvalidInstrument([_error("own-name")])
    if found.kind == Kind.QUESTIONNAIRE:
        for name in images_in(document.data):
            found.parts.append(Part(PartKind.IMAGE, NamedFile(name, b""), ""))
    return found


def _glossary(file: NamedFile, document: Document, language: str) -> Found:
    data = document.data
    terms = load_glossary(file.content)
    return Found(
        kind=Kind.GLOSSARY,
        urn=str(data["urn"]),
        language=_language(str(data.get("language") or ""), language),
        version=str(data.get("version") or data.get("schema_version") or ""),
        name=str(data.get("name") or data["urn"]),
        file=file,
        counts={"terms": len(terms)},
    )


def _language(said: str, otherwise: str) -> str:
    return said[:2].lower() if said[:2].lower() in LANGUAGES else otherwise


def images_in(data: Any) -> list[str]:
    """Return the names of the image files to which the sources in a questionnaire refer."""
    return list(dict.fromkeys(_images_in(data)))


def _images_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for item in data.get("sources") or ():
            source = item.get("source") if isinstance(item, dict) else None
            if isinstance(source, str) and IMAGE_NAME.fullmatch(source.strip()):
                yield source.strip()
        for value in data.values():
            yield from _images_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from _images_in(value)


def _add_companions(report: Report, companions: dict[str, NamedFile]) -> None:
    """Give the decision tree its chapters and terms, and check them with it."""
    if not companions:
        return
    trees = [found for found in report.instruments if found.kind == Kind.DECISION_TREE]
    if len(trees) != 1:
        for file in companions.values():
            report.add(file, _error("lonely-companion"))
        return
    for kind, file in companions.items():
        try:
            load_tree(trees[0].file.content, **{kind: file.content})
        except InvalidInstrument as error:
            report.problems += [(file.name, problem) for problem in error.problems]
        else:
            trees[0].parts.append(Part(kind, file, "text/yaml"))


def _add_images(report: Report, images: dict[str, tuple[NamedFile, str]]) -> None:
    """Give every questionnaire the images it refers to; say which are missing and which nobody asks for."""
    asked: set[str] = set()
    for found in report.instruments:
        wanted = [part for part in found.parts if part.kind == PartKind.IMAGE]
        found.parts = [part for part in found.parts if part.kind != PartKind.IMAGE]
        for part in wanted:
            name = part.file.name
            asked.add(name)
            if name in images:
                found.parts.append(Part(PartKind.IMAGE, *images[name]))
            else:
                found.problems.append(Problem("warning", "missing-image", name, f"{name} is absent"))
    for name, (file, _media_type) in images.items():
        if name not in asked:
            report.add(file, Problem("warning", "unused-image", name, "nothing refers to this image"))


def _error(code: str) -> Problem:
    return Problem("error", code, "", code)
