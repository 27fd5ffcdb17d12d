# SPDX-License-Identifier: EUPL-1.2
"""Who deputises for whom and when, and what somebody put off."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow


class Absence(OrganisationRow):
    """A period in which somebody is away and somebody else looks after the worklist."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"person", "deputy"})

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who is away")
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("deputy")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    class Meta:
        ordering = ("first_day",)
        constraints = (
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(person=F("deputy")), name="nobody_deputises_for_oneself"),
        )
        indexes = (models.Index(fields=("deputy", "last_day")), models.Index(fields=("person", "last_day")))
        verbose_name = _("absence")
        verbose_name_plural = _("absences")

    def __str__(self) -> str:
        return f"{self.first_day} – {self.last_day}"

    @property
    def is_now(self) -> bool:
        """Tell whether the person is away today."""
        return self.first_day <= timezone.localdate() <= self.last_day


class Snooze(OrganisationRow):
    """Something on one's own worklist that was put off until a date."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=80)
    object_id = models.UUIDField()
    until = models.DateField(_("comes back on"))

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "person", "kind", "object_id"), name="put_off_once_per_person"
            ),
        )

    def __str__(self) -> str:
        return self.kind
