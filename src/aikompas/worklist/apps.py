# SPDX-License-Identifier: EUPL-1.2
"""Worklist: what waits for whom, who deputises for whom, and the home page."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.worklist"
    verbose_name = _("Worklist")

    def ready(self) -> None:
        """Name the actions for the trail, what people are told, and the daily reminders."""
        from aikompas.jobs.registry import Job, register_job
        from aikompas.worklist import telling, trail  # noqa: F401
        from aikompas.worklist.reminders import remind

        register_job(Job("worklist.remind", _("Remind people of dates"), remind, at=time(6, 0)))
