# SPDX-License-Identifier: EUPL-1.2
"""Who stays out of the advice on an application, and how long advice took.

Who sits in the committee stands with the people: a seat is an `organisations.MemberExpertise`.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.register.models import Application
from aikompas.review.models.judgements import Conclusion


class Recusal(OrganisationRow):
    """A member who stays out of the advice on one application; what follows from the facts is not kept."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="recusals")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("member")
    )
    reason = models.CharField(_("reason"), max_length=500)
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "member"),
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_recusal_per_member_and_application",
            ),
        )

    def __str__(self) -> str:
        return self.reason[:80]

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this recusal: the application that it is about."""
        return self.application.audit_label


class AdviceRound(OrganisationRow):
    """One time that an application was sent to the committee, and the conclusion that answered it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="advice_rounds")
    conclusion = models.OneToOneField(
        Conclusion, on_delete=models.PROTECT, null=True, related_name="round", editable=False
    )
    ended_at = models.DateTimeField(_("ended without advice on"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("round of advice")
        verbose_name_plural = _("rounds of advice")
        indexes = (models.Index(fields=("organisation", "-created_at")),)
        constraints = (
            models.UniqueConstraint(
                fields=("application",),
                condition=models.Q(conclusion__isnull=True, ended_at__isnull=True),
                name="one_open_round_per_application",
            ),
        )

    def __str__(self) -> str:
        return self.application.audit_label
