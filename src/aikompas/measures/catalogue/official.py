# SPDX-License-Identifier: EUPL-1.2
"""The official task registry of requirements and measures, read unmodified from a folder or an archive."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

import yaml
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from aikompas.measures.catalogue.model import Catalogue, Measure, Requirement, linked

KINDS = ("requirements", "measures")
LARGEST_FILE, LARGEST_ARCHIVE, MOST_FILES = 512 * 1024, 16 * 1024 * 1024, 2000
REQUIRED: Mapping[str, tuple[str, ...]] = {
    "requirements": ("urn", "name", "description", "links", "ai_act_profile", "always_applicable"),
    "measures": ("urn", "name", "description", "links"),
}
NUMBER_IN_NAME = re.compile(r"^(?:\d+-)?([a-z]+-\d+)(?:-|\.|$)")
Files = dict[str, str]


class InvalidRegistry(Exception):
    """The registry cannot be read; ``problems`` says what is wrong, file by file."""

    def __init__(self, *problems: str) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def files_in(path: Path) -> Files:
    """Return the texts of the registry's files in a folder or an archive, by path; raises ``InvalidRegistry``."""
    if path.is_dir():
        found = {
            file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*.y*ml"))
        }
        return _texts(found.items())
    if not path.is_file():
        raise InvalidRegistry(f"{path} does not exist")
    return files_in_archive(path.read_bytes())


def files_in_archive(content: bytes) -> Files:
    """Return the texts of the registry's files in a .zip or .tar.gz archive, by path; raises ``InvalidRegistry``."""
    if len(content) > LARGEST_ARCHIVE:
        raise InvalidRegistry("the archive is larger than 16 MB")
    try:
        if zipfile.is_zipfile(io.BytesIO(content)):
            return _texts(_zipped(content))
        return _texts(_tarred(content))
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        raise InvalidRegistry("this is no .zip or .tar.gz archive") from error


def read_registry(files: Files) -> Catalogue:
    """Return the catalogue that the files describe; raises ``InvalidRegistry`` with everything that is wrong.

    A number that two files share is a fault in the registry: the file whose own name bears another number gets that.
    Links are read from both sides.
    """
    problems: list[str] = []
    read = {kind: _read(kind, files, problems) for kind in KINDS}
    if problems:
        raise InvalidRegistry(*problems)
    if not read["requirements"] or not read["measures"]:
        raise InvalidRegistry("there are no requirements and measures in it")
    findings: list[str] = []
    numbered = {kind: _numbered(read[kind], findings) for kind in KINDS}
    requirements = [_requirement(urn, item) for urn, item in numbered["requirements"].items()]
    measures = [_measure(urn, item) for urn, item in numbered["measures"].items()]
    pairs = {(item.urn, urn) for item in requirements for urn in item.measures}
    pairs |= {(urn, item.urn) for item in measures for urn in item.requirements}
    known = {item.urn for item in requirements} | {item.urn for item in measures}
    findings += [f"{a} and {b}: one of these does not exist" for a, b in sorted(pairs) if {a, b} - known]
    catalogue = linked(requirements, measures, pairs, findings)
    lonely = [urn for urn, item in catalogue.measures.items() if not item.requirements]
    return replace(
        catalogue, findings=(*findings, *(f"{urn} belongs to no requirement" for urn in sorted(lonely)))
    )


def _texts(found: Any) -> Files:
    texts: Files = {}
    for name, content in found:
        kind = PurePosixPath(name).parent.name
        if kind not in KINDS or not name.endswith((".yaml", ".yml")):
            continue
        if len(content) > LARGEST_FILE or len(texts) >= MOST_FILES:
            raise InvalidRegistry(f"{name}: too large, or too many files")
        try:
            texts[f"{kind}/{PurePosixPath(name).name}"] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InvalidRegistry(f"{name}: not text in UTF-8") from error
    return texts


def _zipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                with archive.open(entry) as file:
                    yield entry.filename, file.read(LARGEST_FILE + 1)


def _tarred(content: bytes) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:*") as archive:
        for entry in archive:
            file = archive.extractfile(entry) if entry.isfile() else None
            if file:
                yield entry.name, file.read(LARGEST_FILE + 1)


def _read(kind: str, files: Files, problems: list[str]) -> list[tuple[str, dict[str, Any]]]:
    validator = Draft7Validator({"type": "object", "required": list(REQUIRED[kind]), **_SHAPE})
    found = []
    for name, text in files.items():
        if not name.startswith(f"{kind}/"):
            continue
        try:
            data = yaml.safe_load(text)
        except yaml.YAMLError as error:
            problems.append(f"{name}: {error}")
            continue
        wrong = [f"{name}: {error.json_path}: {error.message}" for error in validator.iter_errors(data)]
        problems += wrong
        if not wrong:
            found.append((name, data))
    return found


_LIST = {"type": ["array", "null"], "items": {"type": "string"}}
_SHAPE: dict[str, Any] = {
    "properties": {
        "urn": {"type": "string", "pattern": "^urn:"},
        "name": {"type": "string", "minLength": 1},
        "links": _LIST,
        "subject": _LIST,
        "lifecycle": _LIST,
        "always_applicable": {"type": "integer"},
        "ai_act_profile": {
            "type": ["array", "null"],
            "items": {"type": "object", "additionalProperties": _LIST},
        },
    }
}


def _numbered(found: list[tuple[str, dict[str, Any]]], findings: list[str]) -> dict[str, dict[str, Any]]:
    """Return the items by URN, with a URN of its own for each file."""
    taken: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, item in found:
        taken.setdefault(item["urn"], []).append((name, item))
    numbered: dict[str, dict[str, Any]] = {}
    for urn, items in taken.items():
        for name, item in items:
            own = _urn_of_name(urn, name) if len(items) > 1 else urn
            if own in numbered or (own != urn and own in taken):
                raise InvalidRegistry(f"{name}: another file bears {own} too")
            if own != urn:
                findings.append(f"{name} bears {urn}, which another file bears too; here it is {own}")
            numbered[own] = item
    return numbered


def _urn_of_name(urn: str, name: str) -> str:
    number = NUMBER_IN_NAME.match(PurePosixPath(name).name)
    return f"{urn.rpartition(':')[0]}:{number[1]}" if number else urn


def _requirement(urn: str, item: Mapping[str, Any]) -> Requirement:
    profiles = [
        {attribute: tuple(values) for attribute, values in profile.items() if values}
        for profile in item["ai_act_profile"] or ()
    ]
    return Requirement(
        urn=urn,
        title=_title(item),
        text=_plain(item["description"]),
        link=item.get("url") or "",
        explanation=item.get("explanation") or "",
        always=bool(item["always_applicable"]),
        profiles=tuple(profile for profile in profiles if profile),
        measures=tuple(item["links"] or ()),
        subjects=tuple(item.get("subject") or ()),
        lifecycle=tuple(item.get("lifecycle") or ()),
    )


def _measure(urn: str, item: Mapping[str, Any]) -> Measure:
    return Measure(
        urn=urn,
        title=_title(item),
        text=_plain(item["description"]),
        link=item.get("url") or "",
        explanation=item.get("explanation") or "",
        requirements=tuple(item["links"] or ()),
        subjects=tuple(item.get("subject") or ()),
        lifecycle=tuple(item.get("lifecycle") or ()),
        roles=tuple(item.get("suggested_roles") or ()),
    )


def _title(item: Mapping[str, Any]) -> str:
    return " ".join(item["name"].split()).removesuffix(".")


def _plain(markdown: str) -> str:
    """Return a text without its markup; links in the registry lead to pages beside it that are not here."""
    tokens = (token for block in MarkdownIt().parse(markdown) for token in block.children or ())
    return " ".join("".join(t.content if t.content else " " for t in tokens).split())
