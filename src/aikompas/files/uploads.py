# SPDX-License-Identifier: EUPL-1.2
"""Accepting what somebody uploads: an ``Accepted`` is recognised, cleaned and small enough; nothing else is stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from aikompas.files.recognition import FileKind, FileType, UnacceptableFile, recognise
from aikompas.files.recognition.images import cleaned

LONGEST_NAME = 150
LONGEST_SIDE = 2400
UNUSABLE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


@dataclass(frozen=True)
class Accepted:
    """A content of which is known what it is, with the name that it gets."""

    name: str
    file_type: FileType
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """The hash of the content."""
        return hashlib.sha256(self.content).hexdigest()


def accept(
    upload: File[Any], kinds: Collection[str] = FileKind.values, longest_side: int = LONGEST_SIDE
) -> Accepted:
    """Return what was uploaded once it is known to be fine; raises ``ValidationError`` that says what is wrong.

    Images come out upright, no larger than ``longest_side`` and without what the camera wrote beside the picture.
    """
    if not upload.size:
        raise ValidationError(_("The file is empty."))
    if upload.size > settings.FILES_LARGEST:
        limit = filesizeformat(settings.FILES_LARGEST)
        raise ValidationError(_("The file is larger than %(limit)s.") % {"limit": limit})
    name = upload.name or ""
    try:
        stream = cast(BinaryIO, upload)
        file_type = recognise(stream, name, kinds)
        content = cleaned(stream, longest_side) if file_type.kind == FileKind.IMAGE else stream.read()
    except UnacceptableFile as error:
        raise ValidationError(error.message) from error
    return Accepted(_usable_name(name, file_type), file_type, content)


def _usable_name(name: str, file_type: FileType) -> str:
    """Return the name without path and signs that do harm, with an ending that says what the content is."""
    plain = UNUSABLE.sub(" ", name.replace("\\", "/").rpartition("/")[2]).strip(" .")
    path = PurePath(plain or "bestand")
    is_right = path.suffix.lower() in file_type.endings
    stem, ending = (path.stem, path.suffix) if is_right else (path.name, file_type.ending)
    return stem[: LONGEST_NAME - len(ending)] + ending
