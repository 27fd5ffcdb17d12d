# SPDX-License-Identifier: EUPL-1.2
"""What the policy plans: steps of the timetable with their evidence, and the money of each year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.files.models import StoredFile

CENT = Decimal("0.01")


class StepState(models.TextChoices):
    """How far a step of the timetable is."""

    NOT_STARTED = "not_started", _("Not started")
    BUSY = "busy", _("Busy")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


UNFINISHED_STEPS = (StepState.NOT_STARTED, StepState.BUSY)


class RoadmapStep(OrganisationRow):
    """A step of the timetable: one that the policy plans (``profile_id``, ``item_id``), or one of our own."""

    profile_id = models.CharField(max_length=100, blank=True, editable=False)
    item_id = models.CharField(max_length=100, blank=True, editable=False)
    title = models.CharField(_("step"), max_length=200)
    start = models.DateField(_("start"))
    due = models.DateField(_("ready before the end of"))
    state = models.CharField(_("state"), max_length=12, choices=StepState, default=StepState.NOT_STARTED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    reason = models.TextField(_("explanation"), blank=True, max_length=2000)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    clauses = models.JSONField(_("clauses"), default=list, blank=True)
    controls = models.JSONField(_("controls"), default=list, blank=True)

    class Meta:
        ordering = ("due", "title")
        verbose_name = _("step of the timetable")
        verbose_name_plural = _("steps of the timetable")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "profile_id", "item_id"),
                condition=~models.Q(item_id=""),
                name="roadmap_item_once",
            ),
        )
        indexes = (models.Index(fields=("organisation", "state", "due")),)

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this step."""
        return self.title

    @property
    def is_own(self) -> bool:
        """Tell whether the organisation added this step itself."""
        return not self.item_id

    @property
    def is_overdue(self) -> bool:
        """Tell whether the step should have been finished by now."""
        return self.state in UNFINISHED_STEPS and self.due < timezone.localdate()

    def get_absolute_url(self) -> str:
        """Return the page of the step."""
        return reverse("policy:roadmap_step", args=[self.organisation.slug, self.pk])


class RoadmapEvidence(OrganisationRow):
    """What shows that a step was taken: a text, a link, or a file that belongs to this row."""

    file: StoredFile | None
    """The file, when this was read by ``evidence_of``."""

    step = models.ForeignKey(RoadmapStep, on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField(_("what it shows"), max_length=500)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("evidence of a step")
        verbose_name_plural = _("evidence of steps")

    def __str__(self) -> str:
        return self.text

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this evidence."""
        return self.text


class YearBudget(OrganisationRow):
    """What an organisation itself set as the budget of a year, in the place of what the policy says."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    reason = models.TextField(_("reason"), max_length=2000)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("year",)
        verbose_name = _("budget of a year")
        verbose_name_plural = _("budgets of years")
        constraints = (models.UniqueConstraint(fields=("organisation", "year"), name="budget_once_per_year"),)

    def __str__(self) -> str:
        return str(self.year)

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this budget."""
        return str(self.year)


class LineKind(models.TextChoices):
    """What a line of the budget says about money."""

    COMMITTED = "committed", _("Committed")
    SPENT = "spent", _("Spent")


class BudgetLine(OrganisationRow):
    """Money that was committed or spent, on what; a line is withdrawn with a reason, never changed or removed."""

    day = models.DateField(_("date"))
    description = models.CharField(_("description"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=LineKind)
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(CENT)]
    )
    settles = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="settled_by",
        verbose_name=_("on the commitment"),
    )
    subject = models.CharField(max_length=100, blank=True, editable=False)
    reference = models.CharField(_("on what"), max_length=200, blank=True)
    url = models.CharField(_("link"), max_length=500, blank=True)
    over_reason = models.TextField(_("why more than the budget"), blank=True, max_length=2000)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why withdrawn"), blank=True, max_length=2000)

    class Meta:
        ordering = ("-day", "-created_at")
        verbose_name = _("line of the budget")
        verbose_name_plural = _("lines of the budget")
        indexes = (models.Index(fields=("organisation", "day")),)

    def __str__(self) -> str:
        return self.description

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this line."""
        return self.description

    @property
    def year(self) -> int:
        """The year on whose budget the line weighs; of what settles a commitment, the year of that commitment."""
        counts: date = self.settles.day if self.settles else self.day
        return counts.year

    @property
    def counts(self) -> bool:
        """Tell whether the line was not withdrawn."""
        return self.withdrawn_at is None

    def get_absolute_url(self) -> str:
        """Return the page of the line."""
        return reverse("policy:budget_line", args=[self.organisation.slug, self.pk])
