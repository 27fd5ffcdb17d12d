# SPDX-License-Identifier: EUPL-1.2
"""What was said about an assessment: threads of comments at a question or a part, and action points."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models.assessment import Assessment
from aikompas.core.models import OrganisationRow

LONGEST_COMMENT = 4000


class CommentThread(OrganisationRow):
    """A conversation at one place of an assessment: a question, a part, or the whole (an empty key).

    One that was opened by whoever judged the assessment is a reason for returning it, or a remark at approval.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="threads")
    key = models.CharField(_("place"), max_length=160, blank=True)
    from_judgement = models.BooleanField(default=False, editable=False)
    resolved_at = models.DateTimeField(_("resolved on"), null=True, editable=False)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("comments")
        verbose_name_plural = _("comments")
        indexes = (models.Index(fields=("assessment", "resolved_at", "key")),)

    def __str__(self) -> str:
        return self.key

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this conversation: the assessment and the place in it."""
        return f"{self.assessment.audit_label} {self.key}".strip()

    @property
    def is_open(self) -> bool:
        """Tell whether nobody resolved it."""
        return self.resolved_at is None


class Comment(OrganisationRow):
    """One comment in a thread; who is mentioned finds it among what waits."""

    thread = models.ForeignKey(CommentThread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text = models.TextField(_("comment"), max_length=LONGEST_COMMENT)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ("created_at",)

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def section_id(self) -> str:
        """The place in the assessment that the comment is about."""
        return self.thread.key


class ActionPoint(OrganisationRow):
    """Something that somebody does for an assessment before a date."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="action_points")
    key = models.CharField(_("place"), max_length=160, blank=True)
    text = models.CharField(_("what must be done"), max_length=500)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who does it")
    )
    due = models.DateField(_("before"))
    done_at = models.DateTimeField(_("done on"), null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("due", "created_at")
        verbose_name = _("action point")
        verbose_name_plural = _("action points")
        indexes = (models.Index(fields=("owner", "done_at", "due")),)

    def __str__(self) -> str:
        return self.text

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this action point: the assessment that it is about."""
        return self.assessment.audit_label

    @property
    def is_overdue(self) -> bool:
        """Tell whether it is not done and its date has passed."""
        return self.done_at is None and self.due < timezone.localdate()
