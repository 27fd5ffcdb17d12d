# SPDX-License-Identifier: EUPL-1.2
"""Applications (a system used for one purpose by one department) and the versions of their facts."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.choices import DataQuality, DecisionRole, Origin, RiskClass, State, YesNoUnknown
from aikompas.register.models.systems import AISystem
from aikompas.register.validation import clean_selections


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
    oversight_trained_on = models.DateField(_("trained on"), null=True, blank=True)
    oversight_training = models.CharField(_("which training"), max_length=300, blank=True)
    oversight_stop = models.TextField(_("how it can be stopped"), max_length=4000, blank=True)
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
        """Check the lists of choices, the date of the training and the period of use."""
        clean_selections(self)
        if self.oversight_trained_on and self.oversight_trained_on > timezone.localdate():
            raise ValidationError({"oversight_trained_on": _("This date lies in the future.")})
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

    @property
    def suspended_by_id(self) -> UUID | None:
        """Who stopped this application at once, as long as it is stopped; for the rules about who may do what."""
        if self.state != State.SUSPENDED:
            return None
        stopped = self.suspensions.filter(ended_at=None).values_list("suspended_by_id", flat=True)
        return stopped.first()

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
