# SPDX-License-Identifier: EUPL-1.2
"""The register texts in a dossier as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aikompas.publication.choices import TextLanguage, TextState
from aikompas.publication.presentation import plain_value
from aikompas.publication.standard.fields import standard


def in_words(kept: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield key, name and text of where each text stands and of each of its fields."""
    fields = standard("1.0").fields
    for text in kept:
        language = dict(TextLanguage.choices).get(text["language"], text["language"])
        state = dict(TextState.choices).get(text["state"], text["state"])
        version = _("Version %(number)s") % {"number": text["version"]}
        yield f"{text['language']} state", str(language), f"{version}: {state}"
        for key, value in text["fields"].items():
            label = fields[key].label(get_language() or "nl") if key in fields else key
            said = plain_value(fields[key], value) if key in fields else str(value or "")
            yield f"{text['language']} {key}", f"{language}: {label}", said
