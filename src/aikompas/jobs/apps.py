# SPDX-License-Identifier: EUPL-1.2
"""Jobs: what the product does by itself, again and again."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.jobs"
    verbose_name = _("Scheduled work")

    def ready(self) -> None:
        """Register the job of this app itself."""
        from aikompas.jobs.registry import Job, register_job
        from aikompas.jobs.upkeep import analyse

        register_job(Job("jobs.analyse", _("Keep the database fast"), analyse, at=time(4, 0)))
