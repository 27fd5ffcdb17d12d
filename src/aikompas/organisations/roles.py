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


def labels_of(kinds: type[models.TextChoices], values: Collection[str]) -> list[str]:
    """Return what people call these roles or expertises, in the order in which they are defined."""
    return [str(kind.label) for kind in kinds if kind.value in values]
