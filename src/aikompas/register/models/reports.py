# SPDX-License-Identifier: EUPL-1.2
"""Usage reports, with the questions and answers about them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import DecisionRole, KindOfUse, ReportState, Supply
from aikompas.register.models.applications import Application
from aikompas.register.validation import clean_selections


class UsageReport(OrganisationRow):
    """Somebody's report that AI will be, or turns out to be, used for some work."""

    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("what you want to use"), max_length=150)
    work = models.TextField(_("for which work"), max_length=4000)
    kind_of_use = models.CharField(_("what is new"), max_length=15, choices=KindOfUse)
    supply = models.CharField(_("who makes or uses it"), max_length=10, choices=Supply)
    vendor = models.CharField(_("vendor or partner"), max_length=150, blank=True)
    data_categories = models.JSONField(_("which data go in"), default=list)
    affected_groups = models.JSONField(_("who is affected"), default=list)
    decision_role = models.CharField(
        _("does it decide or advise about people"), max_length=10, choices=DecisionRole
    )
    already_in_use = models.BooleanField(_("it is already being used"), default=False)
    in_use_since = models.DateField(_("in use since"), null=True, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="usage_reports",
        verbose_name=_("reporter"),
    )
    department = models.ForeignKey(
        "organisations.Department",
        on_delete=models.PROTECT,
        related_name="usage_reports",
        verbose_name=_("department"),
    )
    state = models.CharField(
        _("state"), max_length=15, choices=ReportState, default=ReportState.SUBMITTED, editable=False
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="reports", editable=False
    )
    duplicate_of = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="duplicates"
    )
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handled_at = models.DateTimeField(_("handled on"), null=True, blank=True)
    outcome_reason = models.TextField(_("reason"), max_length=4000, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("usage report")
        verbose_name_plural = _("usage reports")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="report_number_unique"),
        )
        indexes = (
            models.Index(fields=("organisation", "state", "-number")),
            models.Index(fields=("organisation", "department", "-number")),
            models.Index(fields=("reporter", "-number")),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Check the lists of choices and the date of use."""
        clean_selections(self)
        if self.in_use_since and self.in_use_since > timezone.localdate():
            raise ValidationError({"in_use_since": _("This date lies in the future.")})

    @property
    def reference(self) -> str:
        """The short name by which people mention this report."""
        return f"M-{self.number:04d}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this report."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of this report."""
        return reverse("register:report_detail", args=(self.organisation.slug, self.pk))


class ReportMessage(OrganisationRow):
    """A question to the reporter, or the reporter's answer."""

    report = models.ForeignKey(UsageReport, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("text"), max_length=4000)

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.text[:60]
