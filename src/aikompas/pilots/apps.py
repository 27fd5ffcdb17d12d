# SPDX-License-Identifier: EUPL-1.2
"""Pilots: the AI lab and the knowledge base."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PilotsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.pilots"
    verbose_name = _("Pilots and knowledge base")

    def ready(self) -> None:
        """Register controls, handlers, dossier part, tab, next step, todos, facts, budget, words and job."""
        from datetime import time

        from aikompas.jobs.registry import Job, register_job
        from aikompas.pilots import (  # noqa: F401
            controls,
            evaluation_facts,
            handlers,
            kept,
            telling,
            todos,
            trail,
        )
        from aikompas.pilots.ending import end_past_pilots
        from aikompas.pilots.next_steps import next_step
        from aikompas.pilots.selectors import BUDGET_KIND, budget_subjects
        from aikompas.policy.budget_subjects import BudgetSubjects, register_budget_subjects
        from aikompas.register.dossier import register_part
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab

        register_tab("pilot", _("Pilot"), "pilots:application", "pilots.view", 42)
        register_budget_subjects(BudgetSubjects(BUDGET_KIND, _("Pilots"), budget_subjects))
        register_part("pilots", kept.dossier_part, _("Pilots"), kept.in_words)
        register_next_step(next_step, order=40)
        register_job(
            Job("pilots.end", _("End pilots whose last day has passed"), end_past_pilots, at=time(0, 10))
        )
