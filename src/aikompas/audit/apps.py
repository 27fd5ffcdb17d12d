# SPDX-License-Identifier: EUPL-1.2
"""Audit: the tamper-evident trail that every write service records in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Django's registration of the audit trail."""

    name = "aikompas.audit"
    verbose_name = _("Audit trail")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the words of the trail itself; refuse to start with a key that cannot sign it."""
        from aikompas.audit import labels, signing

        signing.check_key()

        labels.register("result.ok", _("Done"))
