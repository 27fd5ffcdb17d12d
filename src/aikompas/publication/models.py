# SPDX-License-Identifier: EUPL-1.2
"""Register texts with their versions, and imports of registrations."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.publication.choices import OPEN_STATES, RunState, TextLanguage, TextState
from aikompas.register.models import Application

PATIENCE = timedelta(minutes=10)


class RegisterText(OrganisationRow):
    """One version, in one language, of what the public register says about an application.

    `fields` has the keys and values of publication standard 1.0. The columns before it repeat what lists filter, sort
    and search by; `records.fill_columns` keeps them right.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="register_texts")
    number = models.PositiveIntegerField(_("version"), editable=False)
    language = models.CharField(_("language"), max_length=2, choices=TextLanguage, default=TextLanguage.DUTCH)
    state = models.CharField(_("state"), max_length=10, choices=TextState, default=TextState.DRAFT)

    name = models.CharField(_("name"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=20, blank=True)
    category = models.CharField(_("publication category"), max_length=20, blank=True)
    themes = models.CharField(_("themes"), max_length=300, blank=True)

    uuid = models.CharField(max_length=100, blank=True)
    lars = models.CharField(_("LARS code"), max_length=8, blank=True)
    source_id = models.CharField(_("own reference"), max_length=100, blank=True)

    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("last change"), default=timezone.now)
    submitted_at = models.DateTimeField(_("offered for approval on"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    remark = models.TextField(_("remark of the publisher"), max_length=2000, blank=True)
    approved_at = models.DateTimeField(_("approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdraw_reason = models.TextField(_("why it was withdrawn"), max_length=2000, blank=True)

    import_kind = models.CharField(_("kind of file it came from"), max_length=10, blank=True)
    imported_at = models.DateTimeField(_("imported on"), null=True, blank=True)
    disappeared_at = models.DateTimeField(_("no longer in the source since"), null=True, blank=True)

    fields = models.JSONField(_("text"), default=dict)
    search = models.TextField(default="", blank=True)
    basis = models.JSONField(default=dict, blank=True)
    source_record = models.JSONField(null=True, blank=True)
    source_facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("register text")
        verbose_name_plural = _("register texts")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "language", "number"), name="register_text_number_unique"
            ),
            models.UniqueConstraint(
                fields=("application", "language"),
                condition=models.Q(state__in=("draft", "approved")),
                name="one_open_register_text",
            ),
            models.UniqueConstraint(
                fields=("application", "language"),
                condition=models.Q(state="published"),
                name="one_published_register_text",
            ),
        )
        indexes = (
            models.Index(
                fields=("organisation", "state", "language", "name", "id"), name="register_text_list"
            ),
            models.Index(fields=("organisation", "state", "changed_at"), name="register_text_edition"),
            models.Index(fields=("organisation", "uuid"), name="register_text_uuid"),
            models.Index(fields=("organisation", "lars"), name="register_text_lars"),
            models.Index(fields=("organisation", "import_kind"), name="register_text_import"),
        )

    def __str__(self) -> str:
        return self.name or str(self.application)

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this text."""
        return f"{self.name} ({self.language}, {self.number})"

    @property
    def is_open(self) -> bool:
        """Tell whether this version can still be written."""
        return self.state in OPEN_STATES

    @property
    def is_published(self) -> bool:
        """Tell whether residents see this version."""
        return self.state == TextState.PUBLISHED

    def get_absolute_url(self) -> str:
        """Return the page of this version."""
        return reverse("publication:version", args=(self.organisation.slug, self.pk))


class ImportRun(OrganisationRow):
    """One file with registrations that somebody had imported, and what came of it."""

    filename = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.QUEUED)
    kind = models.CharField(_("kind of file"), max_length=10, blank=True)
    dry_run = models.BooleanField(_("only look what would happen"), default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    attempt = models.PositiveIntegerField(default=1)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    heartbeat_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("finished on"), null=True, blank=True)
    created = models.PositiveIntegerField(_("new"), default=0)
    updated = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("rejected"), default=0)
    disappeared = models.PositiveIntegerField(_("disappeared"), default=0)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)
    report = models.JSONField(default=dict)
    content = models.BinaryField(default=bytes)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = (models.Index(fields=("organisation", "-created_at"), name="import_run_list"),)

    def __str__(self) -> str:
        return self.filename

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this import: never the name of the file, which may name people."""
        return f"{self.kind} {self.sha256[:12]}".strip()

    @property
    def is_under_way(self) -> bool:
        """Tell whether the import waits or works."""
        return self.state in (RunState.QUEUED, RunState.RUNNING) and not self.is_stalled

    @property
    def is_stalled(self) -> bool:
        """Tell whether the worker was stopped: it said nothing for a long time. Nothing of the file is stored then."""
        return (
            self.state in (RunState.QUEUED, RunState.RUNNING)
            and self.heartbeat_at < timezone.now() - PATIENCE
        )

    @property
    def can_retry(self) -> bool:
        """Tell whether the same file can be tried again."""
        return self.state == RunState.FAILED or self.is_stalled

    def get_absolute_url(self) -> str:
        """Return the page of this import."""
        return reverse("publication:import_detail", args=(self.organisation.slug, self.pk))
