# SPDX-License-Identifier: EUPL-1.2
"""Policy documents: versions that go from draft to adopted, and who adopted them."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class Audience(models.TextChoices):
    """Who may read a document."""

    INTERNAL = "internal", _("Internal")
    PUBLIC = "public", _("Public")


class AdoptedBy(models.TextChoices):
    """The body whose adoption makes a document count."""

    EXECUTIVE = "executive", _("Management or executive")
    COUNCIL = "council", _("Council")


class VersionState(models.TextChoices):
    """Where a version stands on its route."""

    DRAFT = "draft", _("Draft")
    OFFERED = "offered", _("Offered for adoption")
    ADOPTED = "adopted", _("Adopted by management or executive")
    COUNCIL = "council", _("Adopted by the council")
    ENDED = "ended", _("Ended")


class PolicyDocument(OrganisationRow):
    """A policy, guideline or house rule of an organisation; what it says stands in its versions."""

    title = models.CharField(_("title"), max_length=200)
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience, default=Audience.INTERNAL
    )
    final_body = models.CharField(
        _("adopted last by"), max_length=10, choices=AdoptedBy, default=AdoptedBy.EXECUTIVE
    )

    class Meta:
        ordering = ("title",)
        verbose_name = _("policy document")
        verbose_name_plural = _("policy documents")

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this document."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the document."""
        return reverse("policy:document", args=[self.organisation.slug, self.pk])


class DocumentVersion(OrganisationRow):
    """What a document says: Markdown that was written, or a file with the text that could be read from it."""

    document = models.ForeignKey(PolicyDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=VersionState, default=VersionState.DRAFT)
    text = models.TextField(_("text"), blank=True)
    change_note = models.CharField(_("what is new"), max_length=500, blank=True)
    profile = models.CharField(_("policy profile"), max_length=100, blank=True)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    next_review = models.DateField(_("next review"), null=True, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
        verbose_name = _("version of a policy document")
        verbose_name_plural = _("versions of policy documents")
        constraints = (
            models.UniqueConstraint(fields=("document", "number"), name="policy_document_number_once"),
        )

    def __str__(self) -> str:
        return f"{self.document} {self.number}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this version."""
        return f"{self.document.title} {self.number}"

    def get_absolute_url(self) -> str:
        """Return the page of the version."""
        return reverse("policy:version", args=[self.organisation.slug, self.pk])

    @property
    def is_final(self) -> bool:
        """Tell whether the body that has the last word has adopted it."""
        if self.document.final_body == AdoptedBy.COUNCIL:
            return self.state == VersionState.COUNCIL
        return self.state in {VersionState.ADOPTED, VersionState.COUNCIL}

    def counts_on(self, day: date) -> bool:
        """Tell whether the version is in force on a day."""
        return (
            self.is_final
            and self.in_force_from is not None
            and self.in_force_from <= day
            and (self.in_force_until is None or day <= self.in_force_until)
        )

    @property
    def is_in_force(self) -> bool:
        """Tell whether the version is in force today."""
        return self.counts_on(timezone.localdate())


class Adoption(OrganisationRow):
    """A body that adopted a version: which, when, and under which number; never changed."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="adoptions")
    body = models.CharField(_("adopted by"), max_length=200)
    decided_on = models.DateField(_("date of the decision"))
    decision_number = models.CharField(_("decision number"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("decided_on", "created_at")
        verbose_name = _("adoption")
        verbose_name_plural = _("adoptions")

    def __str__(self) -> str:
        return f"{self.body} {self.decided_on}"
