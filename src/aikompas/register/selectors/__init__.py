# SPDX-License-Identifier: EUPL-1.2
"""Reading usage reports, AI systems and applications: always within the actor's organisation."""

from aikompas.register.selectors.applications import (
    OWNERS_TURN,
    REVIEWED_STATES,
    active_applications,
    applications_visible_to,
    get_application,
    latest_version,
    owners_for,
    reviews_overdue,
    versions_of,
    waiting_for_owner,
)
from aikompas.register.selectors.numbers import (
    names_of,
    next_number,
)
from aikompas.register.selectors.reports import (
    WIDE_ROLES,
    get_report,
    messages_of,
    own_reports,
    possible_duplicates,
    questions_to_answer,
    reports_of,
    reports_to_triage,
    reports_visible_to,
)
from aikompas.register.selectors.suspensions import (
    current_suspension,
    suspended_by_others,
    suspensions_of,
    users_of,
)
from aikompas.register.selectors.systems import (
    applications_of,
    find_system,
    get_system,
    systems_visible_to,
    systems_with_applications,
)

__all__ = [
    "OWNERS_TURN",
    "REVIEWED_STATES",
    "WIDE_ROLES",
    "active_applications",
    "applications_of",
    "applications_visible_to",
    "current_suspension",
    "find_system",
    "get_application",
    "get_report",
    "get_system",
    "latest_version",
    "messages_of",
    "names_of",
    "next_number",
    "own_reports",
    "owners_for",
    "possible_duplicates",
    "questions_to_answer",
    "reports_of",
    "reports_to_triage",
    "reports_visible_to",
    "reviews_overdue",
    "suspended_by_others",
    "suspensions_of",
    "systems_visible_to",
    "systems_with_applications",
    "users_of",
    "versions_of",
    "waiting_for_owner",
]
