# SPDX-License-Identifier: EUPL-1.2
"""The conditions of an advice and a decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.models import Application
from aikompas.review.choices import ConditionState
from aikompas.review.models.judgements import Conclusion, Decision


class Condition(OrganisationRow):
    """A condition proposed in the advice and adopted (or not) in the decision."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conditions")
    conclusion = models.ForeignKey(
        Conclusion, on_delete=models.PROTECT, related_name="conditions", editable=False
    )
    decision = models.ForeignKey(
        Decision, on_delete=models.PROTECT, null=True, related_name="conditions", editable=False
    )
    text = models.TextField(_("condition"), max_length=2000)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="review_conditions",
        verbose_name=_("who takes care of it"),
    )
    due = models.DateField(_("before"))
    state = models.CharField(
        _("state"), max_length=10, choices=ConditionState, default=ConditionState.PROPOSED, editable=False
    )
    evidence = models.TextField(_("how it was met"), max_length=4000, blank=True)
    evidence_url = models.URLField(_("where that can be seen"), max_length=1000, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    offered_at = models.DateTimeField(_("offered on"), null=True, blank=True)
    checker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who checks it"),
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked on"), null=True, blank=True)
    check_note = models.TextField(_("what was found"), max_length=4000, blank=True)

    class Meta:
        ordering = ("due", "created_at")
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        indexes = (
            models.Index(fields=("owner", "state", "due")),
            models.Index(fields=("application", "state")),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this condition: what it is a condition of."""
        return self.application.audit_label

    @property
    def counts(self) -> bool:
        """Tell whether the decision that adopted this condition has not lapsed."""
        return self.decision is not None and self.decision.is_current

    @property
    def is_overdue(self) -> bool:
        """Tell whether the condition is open after its date."""
        return self.state == ConditionState.OPEN and self.due < timezone.localdate()

    @property
    def was_sent_back(self) -> bool:
        """Tell whether somebody checked it and found it not met."""
        return self.state == ConditionState.OPEN and self.checked_at is not None

    @property
    def was_late(self) -> bool:
        """Tell whether it was said to be met after its date."""
        return self.offered_at is not None and timezone.localdate(self.offered_at) > self.due

    @property
    def kind(self) -> str:
        """How the state is shown: success, warning, info or neutral."""
        return {
            ConditionState.MET: "success",
            ConditionState.OPEN: "warning",
            ConditionState.OFFERED: "info",
        }.get(ConditionState(self.state), "neutral")
