# SPDX-License-Identifier: EUPL-1.2
"""The states of register texts and of imports, and the languages of texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.register.choices import RiskClass, State


class TextState(models.TextChoices):
    """Where one version of a register text stands."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved for publication")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a later version")


OPEN_STATES = (TextState.DRAFT, TextState.APPROVED)


class TextLanguage(models.TextChoices):
    """Languages in which a register text can be written; the national register takes Dutch."""

    DUTCH = "nl", _("Dutch")
    ENGLISH = "en", _("English")


LANG_VALUES = {TextLanguage.DUTCH: "nld", TextLanguage.ENGLISH: "eng"}


class RunState(models.TextChoices):
    """Where an import stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Busy")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


PUBLISHABLE = frozenset(
    {State.DECIDED, State.PILOT, State.IN_USE, State.UNDER_REVIEW, State.SUSPENDED, State.RETIRED}
)
"""States of an application in which its text may stand in the register."""

CATEGORY_OF_RISK = {RiskClass.HIGH: "high_risk", RiskClass.IMPACTFUL_ALGORITHM: "impactful"}
"""Publication category by risk class; every other class is "other"."""
