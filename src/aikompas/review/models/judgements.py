# SPDX-License-Identifier: EUPL-1.2
"""Advice per expertise, the committee's conclusion, the decision, and the dossier they rest on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.audit.models import AppendOnlyModel, AppendOnlyQuerySet
from aikompas.core.models import OrganisationRow
from aikompas.organisations.roles import Expertise, Role
from aikompas.register.models import Application
from aikompas.review.choices import (
    VERDICT_KINDS,
    AdviceVerdict,
    ConclusionVerdict,
    DecisionVerdict,
)


class DossierSnapshot(AppendOnlyModel, OrganisationRow):
    """The dossier as it was when somebody judged it; the database itself refuses to change it (`triggers`)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="snapshots")
    content = models.JSONField(_("dossier"))
    sha256 = models.CharField(_("hash (SHA-256)"), max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta(AppendOnlyModel.Meta):
        ordering = ("-created_at",)
        verbose_name = _("dossier as it was")
        verbose_name_plural = _("dossiers as they were")
        indexes = (models.Index(fields=("application", "sha256")),)

    def __str__(self) -> str:
        return self.sha256[:12]


class _Judgement(OrganisationRow):
    """A judgement on a dossier; it lapses when the dossier changes materially, and is never edited."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="%(class)ss")
    reasons = models.TextField(_("reasons"), max_length=8000)
    snapshot = models.ForeignKey(DossierSnapshot, on_delete=models.PROTECT, related_name="+", editable=False)
    lapsed_at = models.DateTimeField(_("lapsed on"), null=True, blank=True, editable=False)
    lapse_reason = models.CharField(_("why it lapsed"), max_length=300, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_current(self) -> bool:
        """Tell whether the judgement still counts."""
        return self.lapsed_at is None

    @property
    def verdict_kind(self) -> str:
        """How the verdict is shown: success, warning, danger or neutral."""
        return VERDICT_KINDS.get(getattr(self, "verdict", ""), "neutral")


class Advice(_Judgement):
    """Advice of one committee member from one expertise."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="advices")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    expertise = models.CharField(_("expertise"), max_length=30, choices=Expertise)
    verdict = models.CharField(_("advice"), max_length=15, choices=AdviceVerdict)
    item = models.ForeignKey(
        "review.AgendaItem", on_delete=models.PROTECT, null=True, related_name="advices", editable=False
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("advice")
        verbose_name_plural = _("advices")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "member", "expertise"),
                condition=models.Q(lapsed_at__isnull=True),
                name="one_current_advice_per_member_and_expertise",
            ),
        )
        indexes = (models.Index(fields=("application", "lapsed_at")),)

    def __str__(self) -> str:
        return f"{self.get_expertise_display()}: {self.get_verdict_display()}"


class Conclusion(_Judgement):
    """The advice of the committee as a whole, concluded by the secretary."""

    verdict = models.CharField(_("conclusion"), max_length=10, choices=ConclusionVerdict)
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "review.AgendaItem", on_delete=models.PROTECT, null=True, related_name="conclusions", editable=False
    )
    procedure = models.OneToOneField(
        "review.Procedure", on_delete=models.PROTECT, null=True, related_name="conclusion", editable=False
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("conclusion")
        verbose_name_plural = _("conclusions")
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(lapsed_at__isnull=True),
                name="one_current_conclusion_per_application",
            ),
        )

    def __str__(self) -> str:
        return self.get_verdict_display()


class Decision(_Judgement):
    """What the deciding body decided, with reasons."""

    conclusion = models.ForeignKey(
        Conclusion, on_delete=models.PROTECT, related_name="decisions", editable=False
    )
    verdict = models.CharField(_("decision"), max_length=10, choices=DecisionVerdict)
    body = models.CharField(_("deciding body"), max_length=150, editable=False)
    deviates = models.BooleanField(_("deviates from the advice"), default=False, editable=False)
    deviation = models.TextField(_("why it deviates from the advice"), max_length=4000, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("role"), max_length=30, choices=Role, blank=True, editable=False)
    mandate = models.ForeignKey(
        "review.Mandate", on_delete=models.PROTECT, null=True, related_name="decisions", editable=False
    )
    summary = models.TextField(_("the decision in plain words"), max_length=2000, blank=True)
    made_known_at = models.DateTimeField(_("made known on"), null=True, blank=True, editable=False)
    made_known_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(lapsed_at__isnull=True),
                name="one_current_decision_per_application",
            ),
        )
        indexes = (models.Index(fields=("organisation", "-made_known_at")),)

    def __str__(self) -> str:
        return self.get_verdict_display()
