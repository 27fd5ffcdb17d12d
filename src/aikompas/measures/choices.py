# SPDX-License-Identifier: EUPL-1.2
"""The terms in which work on requirements, measures and risks is described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is worked on."""

    REQUIREMENT = "requirement", _("Requirement")
    MEASURE = "measure", _("Measure")


class Need(models.TextChoices):
    """Whether an application needs it."""

    APPLIES = "applies", _("Needed")
    UNDETERMINED = "undetermined", _("To be determined")
    CHOSEN = "chosen", _("Chosen by ourselves")
    NO_LONGER = "no_longer", _("No longer needed")


PRESENT_NEEDS = (Need.APPLIES, Need.UNDETERMINED, Need.CHOSEN)


class WorkState(models.TextChoices):
    """How far the work is."""

    OPEN = "open", _("To do")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


UNFINISHED = (WorkState.OPEN, WorkState.IN_PROGRESS)
STATE_KINDS = {
    WorkState.OPEN: "neutral",
    WorkState.IN_PROGRESS: "info",
    WorkState.DONE: "success",
    WorkState.NOT_APPLICABLE: "neutral",
}


class ReviewState(models.TextChoices):
    """What somebody else said about finished work."""

    NONE = "none", _("Not asked")
    WAITING = "waiting", _("Waits for review")
    ACCEPTED = "accepted", _("Approved")
    RETURNED = "returned", _("Returned")


REVIEW_KINDS = {
    ReviewState.NONE: "neutral",
    ReviewState.WAITING: "warning",
    ReviewState.ACCEPTED: "success",
    ReviewState.RETURNED: "danger",
}


class RiskSource(models.TextChoices):
    """How a risk came into the register."""

    HAND = "hand", _("Added by hand")
    ASSESSMENT = "assessment", _("From an assessment")


class Right(models.TextChoices):
    """The right or interest that a risk threatens most."""

    UNKNOWN = "unknown", _("Not known yet")
    EQUAL_TREATMENT = "equal_treatment", _("Equal treatment")
    PRIVACY = "privacy", _("Privacy and data protection")
    GOOD_ADMINISTRATION = "good_administration", _("Good administration and legal protection")
    FREEDOM = "freedom", _("Freedom of expression, assembly and belief")
    SOCIAL = "social", _("Social security, care, housing and work")
    CHILDREN = "children", _("Rights of the child")
    DIGNITY = "dignity", _("Dignity and autonomy")
    SAFETY = "safety", _("Safety and health")
    PROPERTY = "property", _("Property and money")
    ORGANISATION = "organisation", _("None: the interest of the organisation")


class RiskState(models.TextChoices):
    """Whether a risk is still watched."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
