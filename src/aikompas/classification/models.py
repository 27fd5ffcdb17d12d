# SPDX-License-Identifier: EUPL-1.2
"""Classification runs: walks through a decision tree, with what came of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.instruments.content import AI_ACT
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application


class RunState(models.TextChoices):
    """Where a classification run stands."""

    DRAFT = "draft", _("Being filled in")
    SIGNED = "signed", _("Signed")
    SUPERSEDED = "superseded", _("Replaced by a later one")
    DISCARDED = "discarded", _("Discarded")


class ClassificationRun(OrganisationRow):
    """One walk through a decision tree for an application; after signing it never changes but for its state."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="classifications")
    number = models.PositiveIntegerField()
    tree_urn = models.CharField(max_length=200)
    tree_version = models.CharField(max_length=50)
    tree_sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    answers = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=12, choices=RunState, default=RunState.DRAFT)
    result = models.JSONField(null=True)
    conclusion_id = models.CharField(max_length=50, blank=True)
    risk_class = models.CharField(
        _("risk class"), max_length=20, choices=RiskClass, default=RiskClass.UNKNOWN
    )
    reason = models.TextField(_("why this classification"), max_length=4000, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed on"), null=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("classification")
        verbose_name_plural = _("classifications")
        constraints = (
            models.UniqueConstraint(fields=("application", "number"), name="classification_number_unique"),
            models.UniqueConstraint(
                fields=("application",), condition=models.Q(state="draft"), name="one_draft_classification"
            ),
            models.UniqueConstraint(
                fields=("application",), condition=models.Q(state="signed"), name="one_signed_classification"
            ),
        )

    def __str__(self) -> str:
        return f"{self.application} ({self.number})"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this classification."""
        return f"{self.tree_urn} {self.tree_version}"

    @property
    def is_on_our_tree(self) -> bool:
        """Tell whether this was made on the tree that ships with the product."""
        return self.tree_urn == AI_ACT
