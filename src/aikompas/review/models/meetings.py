# SPDX-License-Identifier: EUPL-1.2
"""Meetings of the committee with agenda and attendance, and advice that is asked for in writing."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.models import Application
from aikompas.review.choices import Attending, MeetingState, ProcedureKind


class Meeting(OrganisationRow):
    """A meeting of the committee; its states are in `meeting_states`."""

    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place"), max_length=150, blank=True)
    link = models.URLField(_("link to take part online"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED, editable=False
    )
    reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True, editable=False)
    approved_in = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="approves", editable=False
    )

    class Meta:
        ordering = ("-starts_at",)
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        indexes = (models.Index(fields=("organisation", "state", "-starts_at")),)

    def __str__(self) -> str:
        day = formats.date_format(timezone.localtime(self.starts_at), "DATE_FORMAT")
        return now_("Meeting of %(day)s") % {"day": day}

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this meeting: its day."""
        return timezone.localtime(self.starts_at).date().isoformat()

    def get_absolute_url(self) -> str:
        """Return the page of the meeting."""
        return reverse("review:meeting", args=[self.organisation.slug, self.pk])

    @property
    def kind(self) -> str:
        """How the state is shown: success, info, warning or neutral."""
        return {
            MeetingState.INVITED: "info",
            MeetingState.IN_SESSION: "warning",
            MeetingState.HELD: "info",
            MeetingState.APPROVED: "success",
        }.get(MeetingState(self.state), "neutral")


class AgendaItem(OrganisationRow):
    """Something on an agenda: a dossier, or another subject; with what was said about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    title = models.CharField(_("subject"), max_length=200)
    minutes = models.PositiveIntegerField(_("minutes"), default=15)
    notes = models.TextField(_("minutes of the meeting"), max_length=8000, blank=True)

    class Meta:
        ordering = ("position", "created_at")
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("items of the agenda")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting", "application"),
                condition=models.Q(application__isnull=False),
                name="application_once_on_an_agenda",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Attendance(OrganisationRow):
    """Whether a member was at a meeting, or who came instead."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    how = models.CharField(_("attendance"), max_length=10, choices=Attending)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "member"), name="attendance_once_per_member"),
        )

    def __str__(self) -> str:
        return self.get_how_display()


class Procedure(OrganisationRow):
    """Advice that is asked for without a meeting, before a day that follows from the policy."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="procedures")
    kind = models.CharField(_("procedure"), max_length=10, choices=ProcedureKind)
    reason = models.TextField(_("reason"), max_length=2000)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(_("before"))
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True, editable=False)
    stopped_because = models.CharField(_("why it was stopped"), max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ("due", "created_at")
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        indexes = (models.Index(fields=("organisation", "closed_at", "due")),)
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(closed_at__isnull=True),
                name="one_open_procedure_per_application",
            ),
        )

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this procedure: the application that it is about."""
        return self.application.audit_label

    @property
    def is_overdue(self) -> bool:
        """Tell whether advice should have been concluded already."""
        return self.closed_at is None and self.due < timezone.localdate()

    @property
    def badge(self) -> tuple[str, str]:
        """Return in a word where it stands, and how that is shown."""
        if self.stopped_because:
            return now_("Stopped"), "neutral"
        if self.closed_at is not None:
            return now_("Concluded"), "success"
        return (now_("Overdue"), "danger") if self.is_overdue else (now_("Open"), "info")
