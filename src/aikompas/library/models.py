# SPDX-License-Identifier: EUPL-1.2
"""The files of instruments that an organisation has, and which of them it uses for new work."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class Kind(models.TextChoices):
    """What a file is."""

    QUESTIONNAIRE = "questionnaire", _("Questionnaire")
    DECISION_TREE = "decision-tree", _("Decision tree")
    GLOSSARY = "glossary", _("Glossary")


class Source(models.TextChoices):
    """Where a file comes from."""

    SHIPPED = "shipped", _("Comes with AI-Kompas")
    UPLOADED = "uploaded", _("Uploaded")
    FETCHED = "fetched", _("Fetched from an address")


class InstrumentFile(OrganisationRow):
    """One version of an instrument, unmodified; work that began on it keeps it, so it is never changed or removed."""

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    urn = models.CharField(_("identifier"), max_length=200)
    language = models.CharField(_("language"), max_length=2)
    version = models.CharField(_("version"), max_length=50)
    name = models.CharField(_("name"), max_length=200)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    content = models.TextField()
    source = models.CharField(_("source"), max_length=10, choices=Source)
    address = models.URLField(_("address"), max_length=500, blank=True)
    problems = models.JSONField(_("what was noticed"), default=list)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "sha256"), name="instrument_loaded_once"),
        )
        indexes = (models.Index(fields=("organisation", "kind", "urn", "language")),)

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this version."""
        return f"{self.name} {self.version}"


class PartKind(models.TextChoices):
    """What a file that comes with an instrument is."""

    IMAGE = "image", _("Image")
    CATEGORIES = "categories", _("Chapters")
    DEFINITIONS = "definitions", _("Terms")


class InstrumentPart(OrganisationRow):
    """A file that comes with an instrument: an image of a questionnaire, the chapters or the terms of a tree."""

    instrument = models.ForeignKey(InstrumentFile, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(_("kind"), max_length=12, choices=PartKind)
    name = models.CharField(_("name"), max_length=200)
    media_type = models.CharField(max_length=50)
    sha256 = models.CharField(_("hash of the file"), max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ("name",)
        verbose_name = _("file that comes with an instrument")
        verbose_name_plural = _("files that come with an instrument")
        constraints = (
            models.UniqueConstraint(fields=("instrument", "name"), name="part_of_instrument_once"),
        )

    def __str__(self) -> str:
        return self.name


class InstrumentChoice(OrganisationRow):
    """Which version an organisation uses for new work, where that is not simply the one that ships.

    Without a file the instrument is switched off. Of decision trees one is in use at a time, whatever it is called:
    their choice stands under an empty ``urn`` and ``language``.
    """

    kind = models.CharField(max_length=20, choices=Kind)
    urn = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, blank=True)
    instrument = models.ForeignKey(InstrumentFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "kind", "urn", "language"), name="one_choice_per_instrument"
            ),
        )

    def __str__(self) -> str:
        return f"{self.urn} {self.language}".strip()


class Proposal(OrganisationRow):
    """Files that were uploaded or fetched and wait until somebody read what was found about them."""

    archive = models.BinaryField()
    source = models.CharField(max_length=10, choices=Source)
    address = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=2)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("files to be loaded")
        verbose_name_plural = _("files to be loaded")

    def __str__(self) -> str:
        return str(self.pk)
