# SPDX-License-Identifier: EUPL-1.2
"""The roles people have in an organisation and the expertises of committee members."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody comes to do; a person may have several roles."""

    EMPLOYEE = "employee", _("Employee")
    CONTACT_PERSON = "contact_person", _("AI contact person")
    OWNER = "owner", _("Owner of applications")
    COMMITTEE_MEMBER = "committee_member", _("Committee member")
    COMMITTEE_SECRETARY = "committee_secretary", _("Committee secretary")
    DECISION_MAKER = "decision_maker", _("Decision maker")
    PRIVACY_ADVISER = "privacy_adviser", _("Privacy adviser")
    SECURITY_OFFICER = "security_officer", _("Security officer (CISO)")
    PROCUREMENT_OFFICER = "procurement_officer", _("Procurement officer")
    PUBLISHER = "publisher", _("Publisher")
    COUNCIL_MEMBER = "council_member", _("Council member or clerk")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Expertise(models.TextChoices):
    """The expertises that the policy asks of the committee (Leidschendam-Voorburg, policy point 3)."""

    DATA = "data", _("Data")
    DATA_PROTECTION = "data_protection", _("Data protection")
    INFORMATION_SECURITY = "information_security", _("Information security")
    ETHICS = "ethics", _("Ethics")
    LAW = "law", _("Law")
    INFORMATION_MANAGEMENT = "information_management", _("Information management")


ROLE_PURPOSES = {
    Role.EMPLOYEE: _("Reports a new use of AI and follows what happens with it."),
    Role.CONTACT_PERSON: _("Keeps the overview of a department and helps colleagues report."),
    Role.OWNER: _(
        "Answers for an application: classifies it, fills in the assessment, writes the register text."
    ),
    Role.COMMITTEE_MEMBER: _("Advises on an application, each from an own expertise."),
    Role.COMMITTEE_SECRETARY: _("Handles reports, gathers the advice and guards the steps."),
    Role.DECISION_MAKER: _("Decides on the advice, with reasons and conditions."),
    Role.PRIVACY_ADVISER: _("Judges assessments and advises on personal data."),
    Role.SECURITY_OFFICER: _("Advises on information security."),
    Role.PROCUREMENT_OFFICER: _("Looks at vendors and what has been agreed with them."),
    Role.PUBLISHER: _("Approves and publishes the texts of the public register."),
    Role.COUNCIL_MEMBER: _("Sees whether the policy is kept."),
    Role.AUDITOR: _("Reads the whole trail and verifies that nothing was changed."),
    Role.ADMINISTRATOR: _("Manages people, roles, departments and settings."),
}


def labels_of(kinds: type[models.TextChoices], values: Collection[str]) -> list[str]:
    """Return what people call these roles or expertises, in the order in which they are defined."""
    return [str(kind.label) for kind in kinds if kind.value in values]
