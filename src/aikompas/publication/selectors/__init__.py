# SPDX-License-Identifier: EUPL-1.2
"""Reading register texts, the public register and imports."""

from aikompas.publication.selectors.imports import get_import, import_to_run, imports_visible_to, starter_of
from aikompas.publication.selectors.public import (
    edition_of,
    organisations_with_register,
    public_languages,
    public_text,
    public_texts,
)
from aikompas.publication.selectors.texts import (
    approved_text,
    by_todo,
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
    "by_todo",
    "due_but_missing",
    "edition_of",
    "get_import",
    "get_text",
    "import_to_run",
    "imports_visible_to",
    "latest_text",
    "missing_among",
    "open_text",
    "organisations_with_register",
    "outdated_among",
    "public_languages",
    "public_text",
    "public_texts",
    "publication_overview",
    "published_text",
    "published_texts",
    "starter_of",
    "texts_of",
    "texts_returned_to",
    "texts_to_approve",
    "texts_to_publish",
    "texts_visible_to",
    "versions_of",
]
