# SPDX-License-Identifier: EUPL-1.2
"""What is most useful to whom: three things on the home page, by role."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.permissions import may
from aikompas.organisations.roles import Role


@dataclass(frozen=True, slots=True)
class Useful:
    """A page that is worth a place on somebody's home page."""

    title: str | Promise
    text: str | Promise
    page: str
    permission: str


MAY_I = Useful(
    _("May I use this?"),
    _("Five questions about what you want to do with AI. You see at once whether it is allowed."),
    "guidance:may_i",
    "guidance.view",
)
CATALOGUE = Useful(
    _("Which AI may I use?"),
    _("The applications that are in use here: for what, with which data, under which conditions."),
    "guidance:catalogue",
    "guidance.view",
)
REPORT = Useful(
    _("Report a use of AI"),
    _("Do you want to use AI in your work? Report it first. It takes five minutes."),
    "register:report_create",
    "register.report_use",
)
MY_REPORTS = Useful(
    _("My reports"),
    _("What became of what you reported."),
    "register:my_reports",
    "register.view_own_reports",
)
REPORTS = Useful(
    _("Reports"),
    _("What was reported and waits to be handled."),
    "register:report_list",
    "register.view_reports",
)
APPLICATIONS = Useful(
    _("Applications"),
    _("Every use of AI of the organisation: what it does and whether it may be used."),
    "register:application_list",
    "register.view_applications",
)
ASSESSMENTS = Useful(
    _("Assessments"),
    _("Assessments that are being done and that count."),
    "assessments:assessment_list",
    "assessments.view",
)
MEASURES = Useful(
    _("Requirements and measures"),
    _("What must be arranged, by whom and before when."),
    "measures:item_list",
    "measures.view",
)
RISKS = Useful(
    _("Risks"),
    _("What can go wrong and who accepted it."),
    "measures:risk_list",
    "measures.view",
)
QUEUE = Useful(
    _("Advice and decisions"),
    _("What the committee and the deciding body have before them."),
    "review:queue",
    "review.view_queue",
)
TEXTS = Useful(
    _("Algorithm register"),
    _("What residents can read about your use of AI."),
    "publication:text_list",
    "publication.view_texts",
)
DEPARTMENT = Useful(
    _("Worklist of your department"),
    _("What waits in your department, and for whom."),
    "worklist:department",
    "worklist.view_department",
)
SYSTEMS = Useful(
    _("AI systems"),
    _("Which systems there are and who made them."),
    "register:system_list",
    "register.view_systems",
)
HISTORY = Useful(
    _("History"),
    _("Who did what when, and whether the trail is whole."),
    "audit:history",
    "audit.view_history",
)
PEOPLE = Useful(
    _("People"),
    _("Who works here and with which roles."),
    "organisations:people",
    "organisations.manage_people",
)
OUTBOX = Useful(
    _("Work in the background"),
    _("What the installation does by itself, and what failed."),
    "jobs:run_list",
    "jobs.view",
)
COMPLIANCE = Useful(
    _("Compliance"),
    _("Whether the policy is kept, promise by promise, and what to do first."),
    "compliance:overview",
    "compliance.view",
)
FOR_THE_COUNCIL = Useful(
    _("Does the municipality keep its promises about AI?"),
    _("The promises of the policy in plain words, and how far each is kept."),
    "compliance:council",
    "compliance.view_council",
)

# The first role that somebody has decides first; what is left comes from the next.
BY_ROLE: tuple[tuple[Role, tuple[Useful, ...]], ...] = (
    (Role.COMMITTEE_SECRETARY, (REPORTS, QUEUE, COMPLIANCE)),
    (Role.DECISION_MAKER, (QUEUE, RISKS, APPLICATIONS)),
    (Role.COMMITTEE_MEMBER, (QUEUE, ASSESSMENTS, APPLICATIONS)),
    (Role.PRIVACY_ADVISER, (ASSESSMENTS, RISKS, QUEUE)),
    (Role.SECURITY_OFFICER, (RISKS, ASSESSMENTS, SYSTEMS)),
    (Role.CONTACT_PERSON, (DEPARTMENT, REPORTS, APPLICATIONS)),
    (Role.OWNER, (APPLICATIONS, ASSESSMENTS, MEASURES)),
    (Role.PUBLISHER, (TEXTS, APPLICATIONS, REPORT)),
    (Role.PROCUREMENT_OFFICER, (SYSTEMS, APPLICATIONS, MEASURES)),
    (Role.ADMINISTRATOR, (PEOPLE, OUTBOX, HISTORY)),
    (Role.AUDITOR, (COMPLIANCE, HISTORY, APPLICATIONS)),
    (Role.COUNCIL_MEMBER, (FOR_THE_COUNCIL, APPLICATIONS, TEXTS)),
    (Role.EMPLOYEE, (MAY_I, CATALOGUE, REPORT)),
)
SHOWN = 3


def useful_to(actor: Actor) -> list[Useful]:
    """Return the three most useful pages for this person."""
    found: list[Useful] = []
    for role, pages in BY_ROLE:
        if role in actor.roles:
            found += [page for page in pages if page not in found and may(actor, page.permission)]
    return found[:SHOWN]
