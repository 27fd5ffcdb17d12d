# SPDX-License-Identifier: EUPL-1.2
"""Reading register texts, the public register and imports."""

from aikompas.publication.selectors.imports import get_import, imports_visible_to
from aikompas.publication.selectors.texts import (
    approved_text,
    due_but_missing,
    get_text,
    latest_text,
    missing_among,
    open_text,
    outdated_among,
    publication_overview,
    published_text,
    published_texts,
    texts_of,
    texts_returned_to,
    texts_to_approve,
    texts_to_publish,
    texts_visible_to,
    versions_of,
)

__all__ = [
    "approved_text",
    "due_but_missing",
    "get_import",
    "get_text",
    "imports_visible_to",
    "latest_text",
    "missing_among",
    "open_text",
    "outdated_among",
    "publication_overview",
    "published_text",
    "published_texts",
    "texts_of",
    "texts_returned_to",
    "texts_to_approve",
    "texts_to_publish",
    "texts_visible_to",
    "versions_of",
]
