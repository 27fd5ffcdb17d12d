# SPDX-License-Identifier: EUPL-1.2
"""Stored results of controls and their counts, what must be measured anew, counts per day, and accepted deviations."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.organisations.models import Department

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class ResultOutcome(models.TextChoices):
    """What a control said; the values are those of ``policy.controls.Outcome``."""

    NOT_MET = "not_met", _("Not met")
    ATTENTION = "attention", _("Needs attention")
    NOT_MEASURED = "not_measured", _("Not yet measured")
    MET = "met", _("Met")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class ControlResult(OrganisationRow):
    """The latest answer of a control about a subject, with its texts in every language of the interface.

    Derived from the facts and made anew whenever they change: it is no record of its own, so not in the trail.
    """

    control_id = models.CharField(_("control"), max_length=100)
    scope = models.CharField(_("about"), max_length=20)
    subject_id = models.UUIDField()
    subject_name = models.CharField(_("subject"), max_length=250, blank=True)
    department = models.ForeignKey(
        Department, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("department")
    )
    outcome = models.CharField(_("result"), max_length=20, choices=ResultOutcome)
    why = models.JSONField(_("why"), default=dict)
    evidence = models.JSONField(_("evidence"), default=list)
    fix = models.CharField(_("where to put it right"), max_length=500, blank=True)
    changed_at = models.DateTimeField(_("same result since"), default=timezone.now)
    computed_at = models.DateTimeField(_("measured at"), default=timezone.now)

    class Meta:
        ordering = ("subject_id", "control_id")
        verbose_name = _("result of a control")
        verbose_name_plural = _("results of controls")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "subject_id", "control_id"), name="one_result_per_subject_and_control"
            ),
        )
        indexes = (
            models.Index(
                fields=("organisation", "control_id", "department", "outcome"), name="compliance_by_control"
            ),
            models.Index(
                fields=("organisation", "subject_name", "outcome", "scope"), name="compliance_by_name"
            ),
        )

    def __str__(self) -> str:
        return f"{self.control_id}: {self.outcome}"


class Tally(OrganisationRow):
    """How many answers of a control about a department's subjects say this; counted from the results, never changed."""

    control_id = models.CharField(max_length=100)
    department = models.ForeignKey(Department, on_delete=models.CASCADE, null=True, related_name="+")
    outcome = models.CharField(max_length=20, choices=ResultOutcome)
    number = models.PositiveIntegerField()

    class Meta:
        ordering = ("control_id", "outcome", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "control_id", "department", "outcome"),
                name="one_tally_per_control_department_and_outcome",
            ),
        )

    def __str__(self) -> str:
        return f"{self.control_id}: {self.number} {self.outcome}"


class Touched(OrganisationRow):
    """Something about a subject changed, so its results must be measured anew.

    Rows are only added, in the transaction of the change, and taken away by who read them and then measured: what
    changes in the meantime adds a row of its own, so no change is missed. Without subject: the whole organisation.

    The organisation is not checked, as in the trail: nothing that follows from a change may keep it from being
    recorded.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_constraint=False,
    )
    scope = models.CharField(max_length=20, blank=True)
    subject_id = models.UUIDField(null=True)

    class Meta:
        ordering = ("created_at", "pk")
        indexes = (models.Index(fields=("organisation", "scope", "subject_id"), name="compliance_waiting"),)

    def __str__(self) -> str:
        return f"{self.scope or '*'} {self.subject_id or ''}".strip()


class Measuring(OrganisationRow):
    """How far measuring everything of an organisation is, and until when a process holds it."""

    claimed_until = models.DateTimeField(default=LONG_AGO)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation",), name="one_measuring_per_organisation"),
        )

    def __str__(self) -> str:
        return f"{self.done}/{self.total}"

    @property
    def is_running(self) -> bool:
        """Tell whether everything is being measured at this moment."""
        return (
            self.started_at is not None
            and (self.finished_at is None or self.finished_at < self.started_at)
            and self.claimed_until > timezone.now()
        )

    def get_absolute_url(self) -> str:
        """Return the page that shows what was measured."""
        return reverse("compliance:overview", args=(self.organisation.slug,))


class ClauseDay(OrganisationRow):
    """How a clause of a profile was kept on a day: how many answers of its controls said what."""

    profile_id = models.CharField(max_length=100)
    reference = models.CharField(max_length=40)
    day = models.DateField()
    met = models.PositiveIntegerField(default=0)
    attention = models.PositiveIntegerField(default=0)
    not_met = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)
    not_measured = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("day", "reference")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "profile_id", "reference", "day"), name="one_count_per_clause_and_day"
            ),
        )
        indexes = (models.Index(fields=("organisation", "profile_id", "day"), name="compliance_by_day"),)

    def __str__(self) -> str:
        return f"{self.reference} {self.day}"


class Deviation(OrganisationRow):
    """Somebody with authority accepts, until a date, that a control is not met about a subject.

    Appended, and withdrawn at most; it ends by itself. It changes no result and opens no gate.
    """

    control_id = models.CharField(_("control"), max_length=100)
    scope = models.CharField(_("about"), max_length=20)
    subject_id = models.UUIDField()
    subject_name = models.CharField(_("subject"), max_length=250, blank=True)
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.TextField(_("reason"), max_length=2000)
    first_day = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("accepted deviation")
        verbose_name_plural = _("accepted deviations")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "control_id", "subject_id"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_current_deviation",
            ),
        )
        indexes = (models.Index(fields=("organisation", "withdrawn_at", "until")),)

    def __str__(self) -> str:
        return f"{self.control_id} {self.until:%Y-%m-%d}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this deviation."""
        return self.control_id

    @property
    def counts(self) -> bool:
        """Tell whether the deviation is accepted today."""
        return self.withdrawn_at is None and self.until >= timezone.localdate()

    def get_absolute_url(self) -> str:
        """Return where this deviation can be read."""
        return reverse("compliance:deviation", args=(self.organisation.slug, self.pk))
