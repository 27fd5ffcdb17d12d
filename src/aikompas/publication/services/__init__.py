# SPDX-License-Identifier: EUPL-1.2
"""Everything that changes register texts and imports."""

from aikompas.publication.services.imports import (
    begin_import,
    fail_import,
    import_registrations,
    repeat_for_real,
    request_import,
    retry_import,
    show_progress,
)
from aikompas.publication.services.texts import (
    approve_text,
    discard_draft,
    follow_use,
    publish_text,
    return_text,
    save_draft,
    start_text,
    submit_text,
    withdraw_text,
)

__all__ = [
    "approve_text",
    "begin_import",
    "discard_draft",
    "fail_import",
    "follow_use",
    "import_registrations",
    "publish_text",
    "repeat_for_real",
    "request_import",
    "retry_import",
    "return_text",
    "save_draft",
    "show_progress",
    "start_text",
    "submit_text",
    "withdraw_text",
]
