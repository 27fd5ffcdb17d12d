# SPDX-License-Identifier: EUPL-1.2
"""Register: usage reports, AI systems, applications and their life cycle."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.register"
    verbose_name = _("Reports and applications")

    def ready(self) -> None:
        """Register controls, tabs, facts, budget subjects, the words of the trail, and what waits for people."""
        from aikompas.policy.budget_subjects import BudgetSubjects, register_budget_subjects
        from aikompas.register import (  # noqa: F401
            controls,
            controls_of_departments,
            controls_of_facts,
            controls_of_organisations,
            evaluation_facts,
            inventory_todos,
            subjects,
            telling,
            todos,
            trail,
        )
        from aikompas.register.selectors import budget_subjects
        from aikompas.register.tabs import register_tab

        register_budget_subjects(BudgetSubjects("register.application", _("Applications"), budget_subjects))
        register_tab(
            "overview", _("Overview"), "register:application_detail", "register.view_application", 10
        )
        register_tab(
            "lifecycle",
            _("Life cycle"),
            "register:application_lifecycle",
            "register.view_application",
            20,
        )
        register_tab("history", _("History"), "register:application_history", "audit.view_object_history", 90)
