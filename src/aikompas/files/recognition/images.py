# SPDX-License-Identifier: EUPL-1.2
"""Images: really pictures, of a sane size; kept without what a camera writes beside them (place, owner, time)."""

from __future__ import annotations

from io import BytesIO
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from aikompas.files.recognition.refusals import UnacceptableFile

SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
MOST_PIXELS = 50_000_000
BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError)


def examine(content: BinaryIO) -> str:
    """Return ``png``, ``jpeg``, ``gif`` or ``webp``; raises ``UnacceptableFile`` when it is no whole image."""
    try:
        with Image.open(content, formats=FORMATS) as image:
            _refuse_huge(image)
            code = str(image.format).lower()
            image.load()
    except BROKEN:
        raise UnacceptableFile(_("This image is damaged: it cannot be shown.")) from None
    return code


def cleaned(content: BinaryIO, longest_side: int) -> bytes:
    """Return an image upright, no larger than asked, and without anything but the picture; a GIF stands still."""
    content.seek(0)
    with Image.open(content, formats=FORMATS) as image:
        image_format = str(image.format)
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((longest_side, longest_side))
        upright.info = {name: upright.info[name] for name in ("transparency",) if name in upright.info}
        written = BytesIO()
        options: dict[str, dict[str, Any]] = {
            "JPEG": {"quality": 88, "optimize": True},
            "WEBP": {"quality": 88},
            "PNG": {"optimize": True},
        }
        upright.save(written, image_format, **options.get(image_format, {}))
    return written.getvalue()


def _refuse_huge(image: Image.Image) -> None:
    if image.width * image.height > MOST_PIXELS:
        raise UnacceptableFile(_("This image has more than 50 million dots. Make it smaller first."))
