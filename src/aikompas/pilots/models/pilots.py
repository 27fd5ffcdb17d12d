# SPDX-License-Identifier: EUPL-1.2
"""A pilot: what is tried, how one will know, what came of it and what was decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aikompas.core.models import OrganisationRow
from aikompas.pilots.choices import MidwayVerdict, Outcome, PilotState, PilotVerdict
from aikompas.register.models import Application

PERSON = settings.AUTH_USER_MODEL


class Pilot(OrganisationRow):
    """An application that is tried on a small scale, for a while, to learn whether it does what is expected."""

    number = models.PositiveIntegerField(_("number"), editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="pilots", verbose_name=_("application")
    )
    state = models.CharField(_("state"), max_length=10, choices=PilotState, default=PilotState.PLANNED)
    hypothesis = models.TextField(_("what we expect"), max_length=4000)
    participants = models.TextField(_("who take part, and how many"), max_length=4000)
    departments = models.ManyToManyField(
        "organisations.Department",
        related_name="+",
        blank=True,
        verbose_name=_("departments that take part"),
    )
    begins = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    midway_on = models.DateField(_("midway check"), null=True, blank=True)
    data_used = models.TextField(_("which data are used, and what happens to them"), max_length=4000)
    budget = models.PositiveIntegerField(pgettext_lazy("money", "budget in euros"), default=0)
    lead = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, related_name="+", verbose_name=_("who leads the pilot")
    )
    guide = models.ForeignKey(
        PERSON,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who guides the pilot for the committee"),
    )
    started_on = models.DateField(_("started on"), null=True, editable=False)
    stopped_on = models.DateField(_("stopped on"), null=True, editable=False)
    stop_reason = models.TextField(
        _("why the pilot was stopped"), max_length=2000, blank=True, editable=False
    )
    conclusion = models.TextField(_("what it brought, and what not"), max_length=8000, blank=True)
    lessons = models.TextField(_("lessons"), max_length=8000, blank=True)
    evaluated_on = models.DateField(_("evaluated on"), null=True, editable=False)
    verdict = models.CharField(_("decision"), max_length=10, choices=PilotVerdict, blank=True)
    decision_reasons = models.TextField(_("reasons of the decision"), max_length=8000, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, editable=False)
    decided_by = models.ForeignKey(
        PERSON, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("-number",)
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="pilot_number_unique"),
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(state__in=(PilotState.PLANNED, PilotState.RUNNING)),
                name="one_pilot_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(ends__gte=models.F("begins")), name="pilot_ends_after_begin"
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "state", "ends")),
            models.Index(fields=("organisation", "-begins")),
            models.Index(fields=("lead", "state")),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.application.name}"

    def clean(self) -> None:
        """Check the order of the dates."""
        if self.begins and self.ends and self.ends < self.begins:
            raise ValidationError({"ends": _("The end comes before the beginning.")})
        if self.midway_on and not self.begins <= self.midway_on <= self.ends:
            raise ValidationError({"midway_on": _("Choose a day within the pilot.")})

    @property
    def reference(self) -> str:
        """The short name by which people mention this pilot."""
        return f"P-{self.number:04d}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this pilot."""
        return f"{self.reference} {self.application.name}"

    def get_absolute_url(self) -> str:
        """Return the page of the pilot."""
        return reverse("pilots:pilot", args=(self.organisation.slug, self.pk))

    @property
    def department_id(self) -> UUID | None:
        """The department of the application, for the rules about who may do what."""
        return self.application.department_id

    @property
    def owner_id(self) -> UUID | None:
        """The owner of the application, for the rules about who may do what."""
        return self.application.owner_id

    @property
    def reporter_id(self) -> UUID | None:
        """Who reported the application, for the rules about who may do what."""
        return self.application.reporter_id

    @property
    def was_started(self) -> bool:
        """Tell whether the pilot ever ran."""
        return self.started_on is not None

    @property
    def scales_up(self) -> bool:
        """Tell whether the decision is to take the application into ordinary use."""
        return self.state == PilotState.DECIDED and self.verdict == PilotVerdict.SCALE_UP

    @property
    def is_past_end(self) -> bool:
        """Tell whether the last day has passed."""
        return self.ends < timezone.localdate()

    def permits_on(self, day: date) -> bool:
        """Tell whether the use that is tried is allowed on a day, by what is written in this row alone.

        A pilot that was evaluated, or after which it was decided to scale up, may be used until its last day.
        """
        goes_on = self.state in {PilotState.RUNNING, PilotState.EVALUATED} or self.scales_up
        return goes_on and self.was_started and self.stopped_on is None and self.begins <= day <= self.ends


class Criterion(OrganisationRow):
    """Something measurable by which one will know whether the pilot succeeded, and how it turned out."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(_("what is measured"), max_length=300)
    target = models.CharField(_("when it is a success"), max_length=300)
    how = models.CharField(_("how and by whom it is measured"), max_length=500)
    result = models.CharField(_("result"), max_length=300, blank=True)
    outcome = models.CharField(_("met or not"), max_length=15, choices=Outcome, blank=True)
    why = models.TextField(_("why"), max_length=2000, blank=True)

    class Meta:
        ordering = ("position",)
        verbose_name = _("success criterion")
        verbose_name_plural = _("success criteria")

    def __str__(self) -> str:
        return f"{self.what}: {self.target}"


class Extension(OrganisationRow):
    """A pilot that was given more time; never changed."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="extensions")
    ended = models.DateField(_("until, before"))
    ends = models.DateField(_("until"))
    reason = models.TextField(_("reason"), max_length=2000)
    extended_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("extension of a pilot")
        verbose_name_plural = _("extensions of pilots")

    def __str__(self) -> str:
        return f"{self.ended} - {self.ends}"


class MidwayCheck(OrganisationRow):
    """What stood out halfway, and how the pilot goes on; never changed."""

    pilot = models.ForeignKey(Pilot, on_delete=models.CASCADE, related_name="checks")
    checked_on = models.DateField(_("date"))
    findings = models.TextField(_("what stands out"), max_length=8000)
    verdict = models.CharField(_("how it goes on"), max_length=10, choices=MidwayVerdict)
    checked_by = models.ForeignKey(PERSON, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("checked_on", "created_at")
        verbose_name = _("midway check")
        verbose_name_plural = _("midway checks")

    def __str__(self) -> str:
        return f"{self.checked_on} {self.get_verdict_display()}"
