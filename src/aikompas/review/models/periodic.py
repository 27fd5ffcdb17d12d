# SPDX-License-Identifier: EUPL-1.2
"""Periodic reviews: a use that is looked at again after some time, and what came of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.models import Application
from aikompas.review.choices import ReviewOutcome, ReviewState


class PeriodicReview(OrganisationRow):
    """One periodic review; at most one of an application is open, and a finished one is never edited."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="periodic_reviews")
    state = models.CharField(
        _("state"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )
    due = models.DateField(_("due on"), null=True, editable=False)
    facts_right = models.BooleanField(_("the facts are right"), default=False)
    facts_note = models.TextField(_("what changed in the facts"), max_length=4000, blank=True)
    controls_note = models.TextField(
        _("what is done about controls that are not met"), max_length=4000, blank=True
    )
    incidents = models.TextField(_("incidents and complaints"), max_length=4000, blank=True)
    monitoring = models.TextField(_("how it performs"), max_length=8000, blank=True)
    monitoring_url = models.URLField(_("where that can be seen"), max_length=1000, blank=True)
    open_work_note = models.TextField(_("open conditions and measures"), max_length=4000, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=ReviewOutcome, blank=True)
    reasons = models.TextField(_("reasons"), max_length=8000, blank=True)
    changes_due = models.DateField(_("changed before"), null=True, blank=True)
    checks = models.JSONField(_("controls at that moment"), default=list, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    finished_at = models.DateTimeField(_("finished on"), null=True, editable=False)
    sent_back_reason = models.TextField(
        _("why it was sent back"), max_length=4000, blank=True, editable=False
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    done_at = models.DateTimeField(_("done on"), null=True, editable=False)
    next_review = models.DateField(_("next review"), null=True, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("periodic review")
        verbose_name_plural = _("periodic reviews")
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(state__in=("draft", "finished")),
                name="one_open_review_per_application",
            ),
        )
        indexes = (
            models.Index(fields=("application", "-done_at")),
            models.Index(fields=("organisation", "state")),
        )

    def __str__(self) -> str:
        return self.get_outcome_display() or self.get_state_display()

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this review: what it is a review of."""
        return self.application.audit_label

    @property
    def is_draft(self) -> bool:
        """Tell whether somebody is still filling it in."""
        return self.state == ReviewState.DRAFT

    @property
    def waits_for_confirmation(self) -> bool:
        """Tell whether another person must confirm the outcome."""
        return self.state == ReviewState.FINISHED

    def get_absolute_url(self) -> str:
        """Return the page of this review."""
        return reverse("review:periodic", args=[self.application.organisation.slug, self.pk])
