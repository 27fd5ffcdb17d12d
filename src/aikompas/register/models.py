# SPDX-License-Identifier: EUPL-1.2
"""AI systems, applications (a system used for one purpose by one department), and usage reports."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import (
    AffectedGroup,
    DataCategory,
    DataQuality,
    DecisionRole,
    KindOfUse,
    Origin,
    ReportState,
    RiskClass,
    State,
    Supply,
    SystemKind,
    YesNoUnknown,
)
from aikompas.register.validation import check_selection, refuse_when_wrong


def _clean_selections(obj: Application | UsageReport) -> None:
    refuse_when_wrong(
        {
            "data_categories": check_selection(obj.data_categories, DataCategory, DataCategory.NONE),
            "affected_groups": check_selection(obj.affected_groups, AffectedGroup, AffectedGroup.NOBODY),
        }
    )


class AISystem(OrganisationRow):
    """A product or model, such as an office assistant, a forecast model or a scan car."""

    name = models.CharField(_("name"), max_length=150)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    vendor = models.CharField(_("vendor or maker"), max_length=150, blank=True)
    supply = models.CharField(_("own or of others"), max_length=10, choices=Supply, default=Supply.UNKNOWN)
    kind = models.CharField(_("kind"), max_length=20, choices=SystemKind, default=SystemKind.UNKNOWN)
    technique = models.CharField(_("model or technique"), max_length=300, blank=True)
    hosting = models.CharField(_("where it runs"), max_length=200, blank=True)
    region = models.CharField(_("region of the data"), max_length=100, blank=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("AI system")
        verbose_name_plural = _("AI systems")
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name"), name="system_name_unique_in_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this system."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this system."""
        return reverse("register:system_detail", args=(self.organisation.slug, self.pk))


class Application(OrganisationRow):
    """The use of a system for one purpose by one department: what is assessed, decided and published."""

    number = models.PositiveIntegerField(_("number"), editable=False)
    name = models.CharField(_("name"), max_length=200)
    purpose = models.TextField(_("purpose"), max_length=8000, blank=True)
    work = models.TextField(_("for which work"), max_length=4000, blank=True)
    system = models.ForeignKey(
        AISystem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("AI system"),
    )
    department = models.ForeignKey(
        "organisations.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        verbose_name=_("department"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_applications",
        verbose_name=_("owner"),
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("reporter"),
    )
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.TRIAGED, editable=False)
    risk_class = models.CharField(
        _("risk class"), max_length=20, choices=RiskClass, default=RiskClass.UNKNOWN, editable=False
    )
    origin = models.CharField(_("how it came here"), max_length=15, choices=Origin, default=Origin.REPORTED)
    data_categories = models.JSONField(_("kinds of data"), default=list, blank=True)
    personal_data = models.BooleanField(_("personal data"), default=False, editable=False)
    data_sources = models.TextField(_("sources of the data"), max_length=4000, blank=True)
    data_quality = models.CharField(
        _("quality of the data"), max_length=15, choices=DataQuality, default=DataQuality.NOT_JUDGED
    )
    data_quality_note = models.TextField(_("why the data are good enough"), max_length=4000, blank=True)
    affected_groups = models.JSONField(_("who is affected"), default=list, blank=True)
    decision_role = models.CharField(
        _("role in decisions about people"), max_length=10, choices=DecisionRole, default=DecisionRole.UNKNOWN
    )
    legal_effect = models.CharField(
        _("legal effect"), max_length=10, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )
    human_oversight = models.TextField(_("human oversight"), max_length=4000, blank=True)
    oversight_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who oversees it"),
    )
    black_box = models.CharField(
        _("black box"), max_length=10, choices=YesNoUnknown, default=YesNoUnknown.UNKNOWN
    )
    explainability = models.TextField(_("explanation and safeguards"), max_length=4000, blank=True)
    use_start = models.DateField(_("in use since"), null=True, blank=True)
    use_end = models.DateField(_("in use until"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="application_number_unique"),
            models.CheckConstraint(
                condition=models.Q(use_end__isnull=True)
                | models.Q(use_start__isnull=True)
                | models.Q(use_end__gte=models.F("use_start")),
                name="application_ends_after_start",
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "state", "-number")),
            models.Index(fields=("organisation", "risk_class", "-number")),
            models.Index(fields=("organisation", "department", "-number")),
            models.Index(fields=("organisation", "name")),
            models.Index(fields=("organisation", "-changed_at")),
            models.Index(fields=("organisation", "next_review")),
            models.Index(fields=("owner",)),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Check the lists of choices and the period of use."""
        _clean_selections(self)
        if self.use_start and self.use_end and self.use_end < self.use_start:
            raise ValidationError({"use_end": _("The end of the use lies before its start.")})

    @property
    def reference(self) -> str:
        """The short name by which people mention this application."""
        return f"T-{self.number:04d}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this application."""
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this application."""
        return reverse("register:application_detail", args=(self.organisation.slug, self.pk))


class ApplicationVersion(OrganisationRow):
    """The facts of an application after one change; appended, never edited."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    facts = models.JSONField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="version_number_unique"),
        )

    def __str__(self) -> str:
        return f"{self.application} ({self.number})"


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
        _clean_selections(self)
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


MATERIAL_FIELDS = (
    "purpose",
    "work",
    "system_id",
    "data_categories",
    "data_sources",
    "affected_groups",
    "decision_role",
    "legal_effect",
    "human_oversight",
    "black_box",
)
SYSTEM_FACTS = ("name", "description", "vendor", "supply", "kind", "technique", "hosting", "region")
MATERIAL_SYSTEM_FIELDS = SYSTEM_FACTS[2:]
FACT_FIELDS = (
    "name",
    "purpose",
    "work",
    "system_id",
    "department_id",
    "owner_id",
    "risk_class",
    "data_categories",
    "data_sources",
    "data_quality",
    "data_quality_note",
    "affected_groups",
    "decision_role",
    "legal_effect",
    "human_oversight",
    "oversight_person_id",
    "black_box",
    "explainability",
    "use_start",
    "use_end",
    "next_review",
)
MATERIAL_FACTS = (
    *MATERIAL_FIELDS,
    "risk_class",
    *(f"system_{field}" for field in MATERIAL_SYSTEM_FIELDS),
)


def facts_of(application: Application) -> dict[str, Any]:
    """Return the facts of an application and of its system as plain JSON values."""
    values = {field: getattr(application, field) for field in FACT_FIELDS}
    for field in MATERIAL_SYSTEM_FIELDS:
        values[f"system_{field}"] = getattr(application.system, field) if application.system else ""
    return {
        name: value if isinstance(value, (list, str, bool, type(None))) else str(value)
        for name, value in values.items()
    }


def material_facts_of(application: Application) -> dict[str, Any]:
    """Return the facts on which an advice or decision rests: when these differ from its snapshot, it lapses."""
    facts = facts_of(application)
    return {name: facts[name] for name in MATERIAL_FACTS}
