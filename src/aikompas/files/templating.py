# SPDX-License-Identifier: EUPL-1.2
"""Which templates an organisation can replace: higher apps register theirs, with how one is checked.

In ``AppConfig.ready``: ``register_template("assessments.docx", _("Assessment as DOCX"), default, check)``, where
``default(language)`` returns the template that ships, ``check(content, language)`` raises ``UnusableTemplate``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class TemplateKind:
    """One kind of document that is made from a template."""

    label: str | Promise
    default: Callable[[str], bytes]
    check: Callable[[bytes, str], None]


_kinds: dict[str, TemplateKind] = {}


def register_template(
    kind: str,
    label: str | Promise,
    default: Callable[[str], bytes],
    check: Callable[[bytes, str], None],
) -> None:
    """Register a kind of document of which the template can be replaced."""
    _kinds[kind] = TemplateKind(label, default, check)


def template_kinds() -> Mapping[str, TemplateKind]:
    """Return every kind of template."""
    return _kinds
