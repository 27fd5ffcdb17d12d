# SPDX-License-Identifier: EUPL-1.2
"""DOCX documents from a template that people make in their own word processor.

A template is a DOCX with placeholders (``{{ title }}``, ``{%p for section in sections %}``). It comes from outside: it
is filled in a sandbox, with plain values only, and refused when it cannot be filled.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.opc.exceptions import OpcError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml.etree import XMLSyntaxError
from PIL import Image

WIDEST_IMAGE = 160
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
BROKEN = (OpcError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError, TypeError, AttributeError)


class UnusableTemplate(Exception):
    """A template that is no DOCX, or whose placeholders cannot be filled; the message says which."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image for a placeholder, with the text for who cannot see it."""

    content: bytes
    alternative: str


def render_docx(template: bytes, context: Mapping[str, Any]) -> bytes:
    """Return a template filled with plain values and pictures; raises ``UnusableTemplate``."""
    try:
        document = DocxTemplate(BytesIO(template))
        document.init_docx()
        pictures: list[Picture] = []
        values = _prepared(document, context, pictures)
        document.render(values, jinja_env=_environment(), autoescape=True)
        _describe(document, pictures)
        document.core_properties.title = str(context.get("title", ""))
        document.core_properties.language = str(context.get("language", ""))
        written = BytesIO()
        document.save(written)
    except TemplateError as error:
        raise UnusableTemplate(error.message or type(error).__name__) from error
    except BROKEN as error:
        raise UnusableTemplate(str(error)) from error
    return written.getvalue()


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _prepared(document: DocxTemplate, value: Any, pictures: list[Picture]) -> Any:
    """Return the same values with pictures as the template engine wants them."""
    if isinstance(value, Mapping):
        return {name: _prepared(document, item, pictures) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_prepared(document, item, pictures) for item in value]
    if isinstance(value, Picture):
        pictures.append(value)
        return InlineImage(document, BytesIO(value.content), width=_width(value))
    return value


def _width(picture: Picture) -> Mm:
    """Return the width on paper: as large as the picture is at 96 dots per inch, and never wider than the page."""
    with Image.open(BytesIO(picture.content)) as image:
        return Mm(min(WIDEST_IMAGE, image.width / 96 * 25.4))


def _describe(document: DocxTemplate, pictures: list[Picture]) -> None:
    """Give the pictures their alternative texts; they stand in the document in the order of the values."""
    found = list(document.docx.element.body.iter(PICTURE))
    for element, picture in zip(found[-len(pictures) :] if pictures else [], pictures, strict=False):
        element.set("descr", picture.alternative)
