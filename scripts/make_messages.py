# SPDX-License-Identifier: EUPL-1.2
"""Find every text of the interface in the source and bring the translations (`django.po`) up to date.

New texts are added without a translation, texts that are gone are removed, translations stay. It needs no gettext:
Python is read with `ast`, templates with Django's own lexer. `problems()` is what the test of the translations asks.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "aikompas"
LANGUAGES = ("nl",)
# function: (position of the context, of the text, of the plural)
FUNCTIONS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
    "_": (None, 0, None),
}
CALL = re.compile(r"\b(?:n|p|np)?gettext\(|(?<![\w.])_\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the interface as it stands in the source."""

    context: str | None
    singular: str
    plural: str = ""


def apps() -> list[Path]:
    """Return the folders of the apps."""
    return sorted(path.parent for path in SOURCE.glob("*/__init__.py"))


def texts_of(app: Path) -> dict[Text, str]:
    """Return the texts of an app, each with the file it is first found in."""
    found: dict[Text, str] = {}
    for path in sorted(app.rglob("*")):
        parts = path.relative_to(app).parts
        if "tests" in parts or "migrations" in parts or "static" in parts:
            continue
        if path.suffix == ".py":
            calls: Iterable[Text] = _texts_of_python(path.read_text(encoding="utf-8"))
        elif path.suffix in {".html", ".txt"} and "templates" in parts:
            calls = _texts_of_template(path.read_text(encoding="utf-8"))
        else:
            continue
        for text in calls:
            found.setdefault(text, str(path.relative_to(ROOT)))
    return found


def translation_file(app: Path, language: str) -> Path:
    """Return where the translation of an app stands."""
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def problems(language: str) -> list[str]:
    """Return what is wrong with the translations into a language, one line each."""
    found: list[str] = []
    elsewhere: dict[tuple[str | None, str], tuple[str, str]] = {}
    for app in apps():
        texts = texts_of(app)
        path = translation_file(app, language)
        entries = {(entry.msgctxt, entry.msgid): entry for entry in _read(path)}
        for text, where in texts.items():
            entry = entries.get((text.context, text.singular))
            found += [f"{app.name}: {fault}: {text.singular!r} ({where})" for fault in _faults(text, entry)]
        used = {(text.context, text.singular) for text in texts}
        found += [f"{app.name}: not in the source: {key[1]!r}" for key in entries if key not in used]
        for key, entry in entries.items():
            other, translation = elsewhere.setdefault(key, (app.name, entry.msgstr))
            if translation != entry.msgstr:
                found.append(f"{app.name}: translated differently in {other}: {key[1]!r}")
    return found


def update(app: Path, language: str) -> int:
    """Bring one translation file up to date and return how many texts wait for a translation."""
    texts = texts_of(app)
    path = translation_file(app, language)
    if not texts and not path.exists():
        return 0
    catalogue = _read(path)
    catalogue.header = catalogue.header or "SPDX-License-Identifier: EUPL-1.2"
    catalogue.metadata = {**HEADER, "Language": language}
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    wanted = {(text.context, text.singular): (text, where) for text, where in texts.items()}
    for key in known.keys() - wanted.keys():
        catalogue.remove(known[key])
    for key, (text, where) in wanted.items():
        entry = known.get(key)
        if entry is None:
            entry = polib.POEntry(msgctxt=text.context, msgid=text.singular)
            catalogue.append(entry)
        if text.plural and not entry.msgstr_plural:
            entry.msgid_plural, entry.msgstr_plural = text.plural, {0: "", 1: ""}
        entry.occurrences = [(where, "")]
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return sum(
        1
        for text in texts
        if not _is_translated(catalogue.find(text.singular, msgctxt=text.context or False))
    )


def main() -> None:
    """Update every translation, or only those of the apps that are named."""
    names = set(sys.argv[1:])
    for app in apps():
        if names and app.name not in names:
            continue
        for language in LANGUAGES:
            if waiting := update(app, language):
                print(
                    f"{translation_file(app, language).relative_to(ROOT)}: {waiting} texts wait for a translation"
                )


def _read(path: Path) -> polib.POFile:
    if not path.exists():
        return polib.POFile(wrapwidth=110)
    catalogue = polib.pofile(str(path), wrapwidth=110)
    for entry in catalogue.obsolete_entries():
        catalogue.remove(entry)
    return catalogue


def _texts_of_python(source: str) -> Iterator[Text]:
    tree = ast.parse(source)
    names = {name: name for name in FUNCTIONS if name != "_"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                plain = alias.name.removesuffix("_lazy").removesuffix("_noop")
                if plain in FUNCTIONS:
                    names[alias.asname or alias.name] = plain
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                yield from _text_of_call(names[called], node)


def _texts_of_template(source: str) -> Iterator[Text]:
    code = templatize(source)
    for match in CALL.finditer(code):
        end = match.end()
        while (end := code.find(")", end) + 1) > 0:
            try:
                call = ast.parse(code[match.start() : end], mode="eval").body
            except SyntaxError:
                continue
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                yield from _text_of_call(call.func.id, call)
            break


def _text_of_call(function: str, call: ast.Call) -> Iterator[Text]:
    context, singular, plural = (_constant(call, position) for position in FUNCTIONS[function])
    if singular:
        yield Text(context or None, singular, plural)


def _constant(call: ast.Call, position: int | None) -> str:
    if position is None or position >= len(call.args):
        return ""
    argument = call.args[position]
    return argument.value if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else ""


def _faults(text: Text, entry: polib.POEntry | None) -> Iterator[str]:
    if entry is None or not _is_translated(entry):
        yield "not translated"
        return
    if entry.fuzzy:
        yield "fuzzy"
    if not text.plural:
        if _placeholders(text.singular) != _placeholders(entry.msgstr):
            yield "other placeholders"
        return
    if entry.msgid_plural != text.plural:
        yield "other plural in the source"
    if _placeholders(text.plural) != _placeholders(entry.msgstr_plural[1]):
        yield "other placeholders in the plural"
    if not set(_placeholders(entry.msgstr_plural[0])) <= {
        *_placeholders(text.singular),
        *_placeholders(text.plural),
    }:
        yield "other placeholders in the singular"


def _is_translated(entry: polib.POEntry | None) -> bool:
    if entry is None:
        return False
    return all(entry.msgstr_plural.values()) if entry.msgid_plural else bool(entry.msgstr)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


if __name__ == "__main__":
    main()
