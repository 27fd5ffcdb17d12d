# SPDX-License-Identifier: EUPL-1.2
"""Review: advice, decision, conditions and the dossier they were given on."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.review"
    verbose_name = _("Advice, decisions and conditions")

    def ready(self) -> None:
        """Register controls, handlers, the tab, the next step and what waits for people."""
        from aikompas.files.holders import register_holder
        from aikompas.organisations.home import register_todos
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab
        from aikompas.review import (  # noqa: F401
            announcing,
            committee_controls,
            committee_todos,
            controls,
            decision_controls,
            decision_todos,
            evaluation_facts,
            handlers,
            inviting,
            labels,
            next_steps,
        )
        from aikompas.review.documents import register as register_documents
        from aikompas.review.models import Condition
        from aikompas.review.rules import may_handle
        from aikompas.review.selectors import get_condition

        steps = ("advise", "ask_adjustment", "approve", "reject", "return")
        register_tab(
            "review", _("Advice and decision"), "review:application", "review.view", 40, actions=steps
        )
        register_tab("periodic", _("Periodic review"), "review:application_periodic", "review.view", 42)
        register_next_step(next_steps.adjust, order=15)
        register_next_step(next_steps.next_step)
        register_todos(next_steps.todos)
        register_todos(decision_todos.todos)
        register_todos(committee_todos.todos)
        register_documents()
        register_holder(Condition, find=get_condition, permission="review.view", may_change=may_handle)
