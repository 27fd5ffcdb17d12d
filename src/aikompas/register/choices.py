# SPDX-License-Identifier: EUPL-1.2
"""The terms in which a use of AI is described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskClass(models.TextChoices):
    """Risk class of an application: the AI Act's, or that of an algorithm outside the AI Act."""

    UNKNOWN = "unknown", _("Not yet classified")
    PROHIBITED = "prohibited", _("Prohibited")
    HIGH = "high", _("High risk")
    LIMITED = "limited", _("Limited risk (transparency)")
    MINIMAL = "minimal", _("Minimal risk")
    GPAI_SYSTEMIC = "gpai_systemic", _("General-purpose model with systemic risk")
    GPAI = "gpai", _("General-purpose model")
    IMPACTFUL_ALGORITHM = "impactful_algorithm", _("Impactful algorithm")
    OTHER_ALGORITHM = "other_algorithm", _("Other algorithm")
    OUT_OF_SCOPE = "out_of_scope", _("Outside the AI Act")
    NO_ALGORITHM = "no_algorithm", _("No algorithm")


PUBLISH_WHEN = frozenset({RiskClass.HIGH, RiskClass.IMPACTFUL_ALGORITHM})


class SystemKind(models.TextChoices):
    """How a system comes to its results."""

    UNKNOWN = "unknown", _("Not known yet")
    RULES = "rules", _("Rules (algorithm)")
    SELF_LEARNING = "self_learning", _("Self-learning")
    GENERATIVE = "generative", _("Generative")


class Supply(models.TextChoices):
    """Who makes the system or works with it."""

    OWN = "own", _("Made by ourselves")
    VENDOR = "vendor", _("Bought from a vendor")
    PARTNER = "partner", _("Used by a partner that works for us")
    UNKNOWN = "unknown", _("Not known yet")


class KindOfUse(models.TextChoices):
    """What is new about a use of AI (De Ronde Venen, art. 2.1)."""

    NEW_SYSTEM = "new_system", _("A new system")
    EXISTING_WORK = "existing_work", _("Existing work, now done with AI")


class DataCategory(models.TextChoices):
    """Kinds of data that go in, from harmless to most sensitive."""

    NONE = "none", _("No data of ours, or public data only")
    INTERNAL = "internal", _("Internal data")
    CONFIDENTIAL = "confidential", _("Confidential data")
    PERSONAL = "personal", _("Personal data")
    SPECIAL = "special", _("Special categories of personal data or criminal data")
    BSN = "bsn", _("Citizen service number (BSN)")


PERSONAL_DATA = frozenset({DataCategory.PERSONAL, DataCategory.SPECIAL, DataCategory.BSN})


class AffectedGroup(models.TextChoices):
    """Who notices the use."""

    NOBODY = "nobody", _("Nobody directly")
    RESIDENTS = "residents", _("Residents")
    VULNERABLE = "vulnerable", _("People in a vulnerable position")
    CHILDREN = "children", _("Children")
    BUSINESSES = "businesses", _("Businesses and associations")
    EMPLOYEES = "employees", _("Employees")
    APPLICANTS = "applicants", _("Job applicants")
    VISITORS = "visitors", _("Visitors and road users")


class DecisionRole(models.TextChoices):
    """What the system does in decisions about people."""

    NONE = "none", _("No role in decisions about people")
    PREPARES = "prepares", _("Prepares information; an employee decides")
    ADVISES = "advises", _("Advises or ranks; an employee decides")
    DECIDES = "decides", _("Decides without an employee looking at it")
    UNKNOWN = "unknown", _("Not known yet")


class YesNoUnknown(models.TextChoices):
    """An answer that may still be open."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known yet")


class DataQuality(models.TextChoices):
    """Judgement of the quality of the data (Leidschendam-Voorburg, policy point 2)."""

    NOT_JUDGED = "not_judged", _("Not yet judged")
    SUFFICIENT = "sufficient", _("Sufficient")
    INSUFFICIENT = "insufficient", _("Insufficient")


class Origin(models.TextChoices):
    """How an application came into the register."""

    REPORTED = "reported", _("Reported beforehand")
    REPORTED_LATE = "reported_late", _("Reported when already in use")
    FOUND_IN_USE = "found_in_use", _("Found in use without a report")
    IMPORTED = "imported", _("Imported registration")


FINDINGS = frozenset({Origin.REPORTED_LATE, Origin.FOUND_IN_USE})


class ReportState(models.TextChoices):
    """Where a usage report stands."""

    SUBMITTED = "submitted", _("Submitted")
    QUESTION = "question", _("Question to the reporter")
    ACCEPTED = "accepted", _("Taken into the register")
    JOINED = "joined", _("Joined to an application")
    DECLINED = "declined", _("Declined")
    DUPLICATE = "duplicate", _("Duplicate")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN_REPORT_STATES = (ReportState.SUBMITTED, ReportState.QUESTION)


class State(models.TextChoices):
    """Where an application stands in its life cycle."""

    TRIAGED = "triaged", _("Triaged")
    CLASSIFIED = "classified", _("Classified")
    ASSESSED = "assessed", _("Assessed")
    ADVISED = "advised", _("Advised")
    DECIDED = "decided", _("Approved")
    PILOT = "pilot", _("Pilot")
    IN_USE = "in_use", _("In use")
    UNDER_REVIEW = "under_review", _("Under review")
    SUSPENDED = "suspended", _("Suspended")
    PROHIBITED = "prohibited", _("Prohibited")
    REJECTED = "rejected", _("Rejected")
    RETIRED = "retired", _("Retired")
    ARCHIVED = "archived", _("Archived")
