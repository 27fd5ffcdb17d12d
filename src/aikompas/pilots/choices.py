# SPDX-License-Identifier: EUPL-1.2
"""States and choices of pilots and of articles in the knowledge base."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PilotState(models.TextChoices):
    """Where a pilot stands."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    EVALUATED = "evaluated", _("Evaluated")
    DECIDED = "decided", _("Decided")
    STOPPED = "stopped", pgettext_lazy("pilot", "Stopped")


class MidwayVerdict(models.TextChoices):
    """How a pilot goes on after a midway check."""

    CONTINUE = "continue", _("Go on as planned")
    ADJUST = "adjust", _("Go on with adjustments")
    STOP = "stop", _("Stop")


class PilotVerdict(models.TextChoices):
    """What is decided after the evaluation."""

    SCALE_UP = "scale_up", _("Scale up: take into ordinary use")
    ADJUST = "adjust", _("Adjust and try again")
    STOP = "stop", _("Stop")


class Outcome(models.TextChoices):
    """Whether a success criterion was met."""

    MET = "met", pgettext_lazy("criterion", "Met")
    PARTLY = "partly", pgettext_lazy("criterion", "Partly met")
    NOT_MET = "not_met", pgettext_lazy("criterion", "Not met")
    NOT_MEASURED = "not_measured", pgettext_lazy("criterion", "Not measured")


class ArticleState(models.TextChoices):
    """Where an article of the knowledge base stands."""

    DRAFT = "draft", _("Proposed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
