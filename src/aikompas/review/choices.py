# SPDX-License-Identifier: EUPL-1.2
"""The terms of advice and decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdviceVerdict(models.TextChoices):
    """What a member of the committee says from one expertise."""

    POSITIVE = "positive", _("Positive")
    CONDITIONAL = "conditional", _("Positive with conditions")
    NEGATIVE = "negative", _("Negative")
    NO_OPINION = "no_opinion", _("No opinion")


class ConclusionVerdict(models.TextChoices):
    """What the committee as a whole advises."""

    GO = "go", _("Go")
    NO_GO = "no_go", _("No-go")
    ADJUST = "adjust", _("Adjust first")


class DecisionVerdict(models.TextChoices):
    """What the deciding body decides."""

    APPROVE = "approve", _("Approved")
    REJECT = "reject", _("Rejected")
    RETURN = "return", _("Returned for adjustment")


class ConditionState(models.TextChoices):
    """Where a condition stands."""

    PROPOSED = "proposed", _("Proposed in the advice")
    OPEN = "open", _("Open")
    OFFERED = "offered", _("To be checked")
    MET = "met", _("Fulfilled")
    DROPPED = "dropped", _("Not adopted")
    LAPSED = "lapsed", _("Lapsed")


class ReviewState(models.TextChoices):
    """Where a periodic review stands."""

    DRAFT = "draft", _("Being filled in")
    FINISHED = "finished", _("To be confirmed")
    DONE = "done", _("Done")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReviewOutcome(models.TextChoices):
    """What comes of a periodic review."""

    KEEPS = "keeps", _("Keep it as it is")
    CHANGES = "changes", _("Keep it, with changes")
    SUSPENDS = "suspends", _("Suspend it")
    RETIRES = "retires", _("Retire it")


OUTCOME_KINDS: dict[str, str] = {
    ReviewOutcome.KEEPS: "success",
    ReviewOutcome.CHANGES: "warning",
    ReviewOutcome.SUSPENDS: "danger",
    ReviewOutcome.RETIRES: "neutral",
}


class MeetingState(models.TextChoices):
    """Where a meeting of the committee stands."""

    PLANNED = "planned", _("Being prepared")
    INVITED = "invited", _("Members invited")
    IN_SESSION = "in_session", _("In session")
    HELD = "held", _("Held, minutes not approved")
    APPROVED = "approved", _("Minutes approved")
    CANCELLED = "cancelled", _("Cancelled")


class Attending(models.TextChoices):
    """Whether a member was at a meeting."""

    PRESENT = "present", _("Present")
    ABSENT = "absent", _("Absent")
    DEPUTY = "deputy", _("Deputy present")


class ProcedureKind(models.TextChoices):
    """How advice is asked for without a meeting."""

    WRITTEN = "written", _("Written procedure")
    URGENT = "urgent", _("Urgent procedure")


# How a verdict is shown, whoever gave it.
VERDICT_KINDS: dict[str, str] = {
    AdviceVerdict.POSITIVE: "success",
    AdviceVerdict.CONDITIONAL: "warning",
    AdviceVerdict.NEGATIVE: "danger",
    ConclusionVerdict.GO: "success",
    ConclusionVerdict.NO_GO: "danger",
    ConclusionVerdict.ADJUST: "warning",
    DecisionVerdict.APPROVE: "success",
    DecisionVerdict.REJECT: "danger",
    DecisionVerdict.RETURN: "warning",
}
