# SPDX-License-Identifier: EUPL-1.2
"""The files that are loaded together: an instrument with its images and terms, one by one or in a zip file."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_BUNDLE = 15 * 1024 * 1024
MOST_FILES = 40
LONGEST_NAME = 150
MOST_PIXELS = 30_000_000
IMAGE_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "GIF": "image/gif", "WEBP": "image/webp"}
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file by the name under which others refer to it."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash of the content."""
        return sha256(self.content).hexdigest()

    @property
    def image_type(self) -> str:
        """The media type of an image, by its content; empty when it is none, or one that is not accepted."""
        try:
            with Image.open(BytesIO(self.content), formats=tuple(IMAGE_TYPES)) as image:
                if image.width * image.height > MOST_PIXELS:
                    return ""
                image.verify()
                return IMAGE_TYPES[image.format or ""]
        except (OSError, SyntaxError, ValueError, KeyError, Image.DecompressionBombError):
            return ""

    @property
    def text(self) -> str | None:
        """The content as text, or ``None`` when it is no text in UTF-8."""
        try:
            found = self.content.decode()
        except UnicodeDecodeError:
            return None
        return None if "\x00" in found else found


def unpack(files: Iterable[NamedFile]) -> tuple[NamedFile, ...]:
    """Return all files, those in zip files apart; raises ``ValidationError`` when it is too much."""
    found: dict[str, NamedFile] = {}
    total = 0
    for file in files:
        for item in _from_zip(file) if file.content.startswith(_ZIP) else [file]:
            total += len(item.content)
            if len(item.content) > LARGEST_FILE or total > LARGEST_BUNDLE:
                raise ValidationError(_("A file may be 5 MB at most, all files together 15 MB."))
            if item.name in found and found[item.name].content != item.content:
                raise ValidationError(_("Two different files have the name %(name)s.") % {"name": item.name})
            found[item.name] = item
    if not found:
        raise ValidationError(_("There is no file in it."))
    if len(found) > MOST_FILES:
        raise ValidationError(_("These are more than %(most)s files.") % {"most": MOST_FILES})
    return tuple(found.values())


def _from_zip(file: NamedFile) -> Iterable[NamedFile]:
    """Yield the files of a zip file; stops reading at the limits, whatever the zip file says about sizes."""
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            entries = [entry for entry in archive.infolist() if not _is_clutter(entry)]
            if len(entries) > MOST_FILES:
                raise ValidationError(_("These are more than %(most)s files.") % {"most": MOST_FILES})
            for entry in entries:
                with archive.open(entry) as stream:
                    yield NamedFile(name_of(entry.filename), stream.read(LARGEST_FILE + 1))
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError):
        raise ValidationError(_("The zip file %(name)s cannot be read.") % {"name": file.name}) from None


def _is_clutter(entry: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(entry.filename).parts
    return entry.is_dir() or "__MACOSX" in parts or parts[-1].startswith(".")


def name_of(path: str) -> str:
    """Return the last part of a path, as a name to refer to."""
    return PurePosixPath(path.replace("\\", "/")).name[-LONGEST_NAME:]


def pack(files: Iterable[NamedFile]) -> bytes:
    """Return files as one zip file."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.name, file.content)
    return target.getvalue()
