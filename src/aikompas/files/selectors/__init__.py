# SPDX-License-Identifier: EUPL-1.2
"""Reading files and exports."""

from aikompas.files.selectors.exports import (
    expired_exports,
    export_to_make,
    exports_of,
    get_export,
    requester_of,
    same_under_way,
)
from aikompas.files.selectors.stored import abandoned_contents, files_by_object, files_of, get_file
from aikompas.files.selectors.templates import get_template, own_templates, template_content

__all__ = [
    "abandoned_contents",
    "expired_exports",
    "export_to_make",
    "exports_of",
    "files_by_object",
    "files_of",
    "get_export",
    "get_file",
    "get_template",
    "own_templates",
    "requester_of",
    "same_under_way",
    "template_content",
]
