# SPDX-License-Identifier: EUPL-1.2
"""House rules for generative AI: versions that count from a date, and who acknowledged which."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow

USUAL_GRACE = 30


class HouseRules(OrganisationRow):
    """One version of the house rules: a draft, or published and then never changed."""

    number = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    change_note = models.CharField(_("what is new"), max_length=500, blank=True)
    counts_from = models.DateField(_("counts from"), null=True, blank=True)
    grace_days = models.PositiveSmallIntegerField(
        _("days to acknowledge"), default=USUAL_GRACE, validators=[MaxValueValidator(366)]
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="house_rules_number_once"),
            models.UniqueConstraint(
                fields=("organisation",),
                condition=models.Q(published_at=None),
                name="house_rules_one_draft",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this version."""
        return str(self.number)

    @property
    def is_published(self) -> bool:
        """Tell whether people can read and acknowledge this version."""
        return self.published_at is not None

    @property
    def grace_until(self) -> date:
        """The last day on which an acknowledgement of the version before still counts."""
        assert self.counts_from is not None
        return self.counts_from + timedelta(days=self.grace_days)

    def get_absolute_url(self) -> str:
        """Return the page of the version."""
        return reverse("policy:house_rules_version", args=[self.organisation.slug, self.pk])


class Acknowledgement(OrganisationRow):
    """Somebody read a version of the house rules and keeps to it; never changed."""

    version = models.ForeignKey(HouseRules, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("acknowledgement of the house rules")
        verbose_name_plural = _("acknowledgements of the house rules")
        constraints = (
            models.UniqueConstraint(fields=("version", "person"), name="house_rules_acknowledged_once"),
        )

    def __str__(self) -> str:
        return str(self.version_id)
