# SPDX-License-Identifier: EUPL-1.2
"""Risks of applications, and who accepted what is left of them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.assessments.models import Assessment
from aikompas.core.models import OrganisationRow
from aikompas.measures.choices import Right, RiskSource, RiskState
from aikompas.measures.models.work import WorkItem
from aikompas.register.choices import AffectedGroup
from aikompas.register.models import Application
from aikompas.register.validation import check_selection, refuse_when_wrong

Cell = tuple[int, int]


class Risk(OrganisationRow):
    """What may go wrong, how likely and how bad, before measures and after."""

    current_acceptances: list[RiskAcceptance]
    """The acceptance that was not withdrawn, if any, when this was read by a selector of risks."""

    number = models.PositiveIntegerField(_("number"), editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="risks")
    source = models.CharField(_("source"), max_length=10, choices=RiskSource, default=RiskSource.HAND)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")
    source_key = models.CharField(max_length=200, blank=True)
    title = models.CharField(_("risk"), max_length=200)
    cause = models.TextField(_("cause"), max_length=4000, blank=True)
    event = models.TextField(_("what happens"), max_length=4000, blank=True)
    effect = models.TextField(_("effect"), max_length=4000, blank=True)
    affected_groups = models.JSONField(_("who is affected"), default=list, blank=True)
    right = models.CharField(_("right or interest"), max_length=20, choices=Right, default=Right.UNKNOWN)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), null=True, blank=True)
    impact = models.PositiveSmallIntegerField(_("impact"), null=True, blank=True)
    residual_likelihood = models.PositiveSmallIntegerField(
        _("likelihood after measures"), null=True, blank=True
    )
    residual_impact = models.PositiveSmallIntegerField(_("impact after measures"), null=True, blank=True)
    residual_note = models.TextField(_("why this is left"), max_length=4000, blank=True)
    measures = models.ManyToManyField(WorkItem, related_name="risks", blank=True, verbose_name=_("measures"))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner of the risk"),
    )
    state = models.CharField(_("state"), max_length=10, choices=RiskState, default=RiskState.OPEN)
    closed_reason = models.TextField(_("why it is closed"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "number"), name="risk_number_unique"),
            models.UniqueConstraint(
                fields=("application", "source_key"),
                condition=~models.Q(source_key=""),
                name="one_risk_per_answer",
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "state", "-number")),
            models.Index(fields=("application", "state")),
            models.Index(fields=("owner", "state")),
        )

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Check the groups, and that likelihood and impact come in pairs."""
        refuse_when_wrong(
            {"affected_groups": check_selection(self.affected_groups, AffectedGroup, AffectedGroup.NOBODY)}
        )
        for one, other in (("likelihood", "impact"), ("residual_likelihood", "residual_impact")):
            if (getattr(self, one) is None) != (getattr(self, other) is None):
                raise ValidationError({other: _("Choose both likelihood and impact, or neither.")})
        if self.residual_likelihood and not self.likelihood:
            raise ValidationError({"likelihood": _("Weigh the risk without measures first.")})

    @property
    def reference(self) -> str:
        """The short name by which people mention this risk."""
        return f"R-{self.number:04d}"

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this risk."""
        return self.reference

    @property
    def inherent(self) -> Cell | None:
        """Likelihood and impact without measures."""
        return (self.likelihood, self.impact) if self.likelihood and self.impact else None

    @property
    def residual(self) -> Cell | None:
        """Likelihood and impact with measures, when these were weighed."""
        if self.residual_likelihood and self.residual_impact:
            return (self.residual_likelihood, self.residual_impact)
        return None

    @property
    def present(self) -> Cell | None:
        """Likelihood and impact that count now."""
        return self.residual or self.inherent

    def get_absolute_url(self) -> str:
        """Return the page of this risk."""
        return reverse("measures:risk", args=(self.organisation.slug, self.pk))


class RiskAcceptance(OrganisationRow):
    """Somebody with authority accepted what is left of a risk, until a date; appended, and withdrawn at most."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="acceptances")
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("accepted by")
    )
    role = models.CharField(_("as"), max_length=30)
    reason = models.TextField(_("reason"), max_length=4000)
    until = models.DateField(_("until"))
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("acceptance of a risk")
        verbose_name_plural = _("acceptances of risks")
        constraints = (
            models.UniqueConstraint(
                fields=("risk",),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_current_acceptance_per_risk",
            ),
        )
        indexes = (models.Index(fields=("organisation", "until")),)

    def __str__(self) -> str:
        return f"{self.risk.reference} {self.until:%Y-%m-%d}"

    @property
    def is_expired(self) -> bool:
        """Tell whether the date until which it was accepted has passed."""
        return self.until < timezone.localdate()
