# SPDX-License-Identifier: EUPL-1.2
"""Measures: requirements, measures and risks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeasuresConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.measures"

    def ready(self) -> None:
        """Register controls, handlers, parts of the dossier, tabs, next step, todos, words and what holds files."""
        from aikompas.files.holders import register_holder
        from aikompas.measures import controls, evaluation_facts, guidance, handlers, trail  # noqa: F401
        from aikompas.measures.models import Evidence
        from aikompas.measures.rules import may_work
        from aikompas.measures.selectors import risks, work
        from aikompas.organisations.home import register_todos
        from aikompas.policy.budget_subjects import BudgetSubjects, register_budget_subjects
        from aikompas.register.dossier import register_part
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab

        register_holder(
            Evidence,
            find=work.get_evidence,
            permission="measures.view",
            may_change=lambda actor, evidence: may_work(actor, evidence.item),
        )
        register_budget_subjects(BudgetSubjects("measures.item", _("Measures"), work.budget_subjects))
        register_part("measures", work.dossier_part)
        register_part("risks", risks.dossier_part)
        register_next_step(guidance.next_step, order=60)
        register_todos(guidance.todos)
        register_tab("measures", _("Measures"), "measures:application", "measures.view", 44)
        register_tab("risks", _("Risks"), "measures:application_risks", "measures.view", 46)
