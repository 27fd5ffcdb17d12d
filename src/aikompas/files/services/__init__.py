# SPDX-License-Identifier: EUPL-1.2
"""Writes: files and exports."""

from aikompas.files.services.exporting import (
    begin_export,
    fail_export,
    finish_export,
    remove_expired_exports,
    request_export,
    show_progress,
)
from aikompas.files.services.storing import copy_file, remove_abandoned, remove_file, store_file
from aikompas.files.services.templates import replace_template, use_shipped_template

__all__ = [
    "begin_export",
    "copy_file",
    "fail_export",
    "finish_export",
    "remove_abandoned",
    "remove_expired_exports",
    "remove_file",
    "replace_template",
    "request_export",
    "show_progress",
    "store_file",
    "use_shipped_template",
]
