# SPDX-License-Identifier: EUPL-1.2
"""When an application is reviewed again."""

from __future__ import annotations

from datetime import date

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.register.models import Application
from aikompas.register.versions import append_version


@service
def plan_review(*, actor: Actor, application: Application, on: date) -> Application:
    """Set the day of the next review, after a review by the app above: it asks for no permission of its own."""
    application.refresh_from_db(fields=("next_review",))
    before = snapshot(application, "next_review")
    application.next_review = on
    changes = diff(before, snapshot(application, "next_review"))
    if not changes:
        unchanged()
        return application
    application.save(update_fields=("next_review", "changed_at"))
    append_version(actor, application)
    record(actor, "register.review_planned", application, changes=changes)
    return application
