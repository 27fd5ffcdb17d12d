# SPDX-License-Identifier: EUPL-1.2
"""Compliance: whether the policy is kept, clause by clause."""

from datetime import time

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplianceConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.compliance"
    verbose_name = _("Compliance")

    def ready(self) -> None:
        """Listen to the trail; register jobs, the tab, what waits, words, and the document that can be made."""
        from aikompas.compliance import selectors, telling, touching, trail  # noqa: F401
        from aikompas.compliance.models import Measuring
        from aikompas.compliance.printing import make_pdf
        from aikompas.compliance.refreshing import measure_touched, touch_all
        from aikompas.compliance.reminding import remind
        from aikompas.compliance.todos import todos
        from aikompas.files.exporting import register_export
        from aikompas.files.holders import register_holder
        from aikompas.jobs.registry import Job, register_job
        from aikompas.organisations.home import register_todos
        from aikompas.register.tabs import register_tab

        register_job(Job("compliance.measure", _("Measure what changed"), measure_touched))
        register_job(Job("compliance.nightly", _("Measure everything anew"), touch_all, at=time(2, 0)))
        register_job(Job("compliance.remind", _("Remind of accepted deviations"), remind, at=time(6, 30)))
        register_tab("compliance", _("Compliance"), "compliance:application", "compliance.view", 60)
        register_todos(todos)
        register_holder(
            Measuring, find=selectors.get_measuring, may_change=lambda actor, found: actor.is_system
        )
        register_export("compliance.pdf", _("Compliance with the policy (PDF)"), "compliance.view", make_pdf)
