# SPDX-License-Identifier: EUPL-1.2
"""Pictures among the answers: we keep a file, the official format holds the picture itself."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _

from aikompas.assessments.pictures import DETAILS
from aikompas.files.models import StoredFile
from aikompas.files.uploads import Accepted, accept

DATA = re.compile(r"data:image/[a-z+.-]+;base64,(.*)", re.DOTALL | re.IGNORECASE)


def is_kept(value: Any) -> bool:
    """Tell whether an answer is a picture as we keep it."""
    return isinstance(value, Mapping) and isinstance(value.get("file"), str)


def official_picture(value: Mapping[str, Any], files: Mapping[str, StoredFile]) -> dict[str, str] | None:
    """Return a kept picture as the official format has it; nothing when its content is gone."""
    file = files.get(str(value["file"]))
    if file is None:
        return None
    with file.content.open("rb") as stream:
        encoded = base64.b64encode(stream.read()).decode("ascii")
    words = {name: str(value[name]) for name in DETAILS if value.get(name)}
    return {"data": f"data:{file.content_type};base64,{encoded}", **words}


def accepted_picture(value: Mapping[str, Any], key: str) -> Accepted:
    """Return the content of an official picture; raises ``ValidationError`` when it is none."""
    match = DATA.fullmatch(str(value.get("data", "")))
    try:
        content = base64.b64decode(match[1], validate=True) if match else b""
    except binascii.Error:
        content = b""
    if not content:
        raise ValidationError(_("The picture at question %(key)s cannot be read.") % {"key": key})
    return accept(SimpleUploadedFile(str(value.get("title") or key), content), kinds=("image",))
