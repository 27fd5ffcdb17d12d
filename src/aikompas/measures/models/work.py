# SPDX-License-Identifier: EUPL-1.2
"""One requirement or measure of one application: how far it is, who does it, and what shows that it was done."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.files.models import StoredFile
from aikompas.measures.choices import UNFINISHED, Kind, Need, ReviewState, WorkState
from aikompas.organisations.models import User
from aikompas.register.models import Application

OWN_PREFIX = "urn:aikompas:own:"


class WorkItem(OrganisationRow):
    """A requirement or measure of an application, and the work on it.

    ``title`` is the catalogue's when the row was made, so that it can be read whatever happens to the catalogue.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="work_items")
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    urn = models.CharField(max_length=200)
    title = models.CharField(_("what"), max_length=300)
    need = models.CharField(_("needed"), max_length=12, choices=Need, default=Need.APPLIES)
    reasons = models.JSONField(default=list)
    needed_since = models.DateTimeField(default=timezone.now)
    no_longer_since = models.DateTimeField(null=True)
    effective_from = models.DateField(_("binds from"), null=True)
    state = models.CharField(_("state"), max_length=14, choices=WorkState, default=WorkState.OPEN)
    explanation = models.TextField(_("explanation"), max_length=8000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who reviews it"),
    )
    due = models.DateField(_("due date"), null=True, blank=True)
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    review = models.CharField(_("review"), max_length=10, choices=ReviewState, default=ReviewState.NONE)
    review_note = models.TextField(_("remark"), max_length=4000, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed on"), null=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("kind", "title")
        verbose_name = _("requirement or measure")
        verbose_name_plural = _("requirements and measures")
        constraints = (
            models.UniqueConstraint(fields=("application", "urn"), name="one_work_item_per_application"),
        )
        indexes = (
            models.Index(fields=("organisation", "state", "due")),
            models.Index(fields=("organisation", "-changed_at")),
            models.Index(fields=("owner", "state", "due")),
            models.Index(fields=("reviewer", "review")),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this row."""
        return self.title

    @property
    def is_own(self) -> bool:
        """Tell whether this measure stands in no catalogue."""
        return self.urn.startswith(OWN_PREFIX)

    @property
    def doer(self) -> User | None:
        """Who does it: the owner of the application as long as nobody else is named."""
        return self.owner or self.application.owner

    @property
    def doer_id(self) -> UUID | None:
        """The key of who does it."""
        return self.owner_id or self.application.owner_id

    @property
    def is_overdue(self) -> bool:
        """Tell whether the work should have been finished."""
        return self.state in UNFINISHED and self.due is not None and self.due < timezone.localdate()

    @property
    def is_settled(self) -> bool:
        """Tell whether the work is finished, and accepted when somebody was asked to review it."""
        return self.state not in UNFINISHED and self.review in (ReviewState.NONE, ReviewState.ACCEPTED)

    def get_absolute_url(self) -> str:
        """Return the page of this row."""
        return reverse("measures:item", args=(self.organisation.slug, self.pk))


class Evidence(OrganisationRow):
    """Something that shows that work was done, with a title: a link, or a file that belongs to this row."""

    file: StoredFile | None
    """The file, when this was read by ``evidence_of``."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(_("what it is"), max_length=200)
    url = models.URLField(_("link"), max_length=1000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this evidence."""
        return self.title
