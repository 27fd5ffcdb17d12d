# SPDX-License-Identifier: EUPL-1.2
"""Classification: AI Act classification runs on decision trees."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClassificationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.classification"

    def ready(self) -> None:
        """Register controls, the dossier part, the tab, the next step, todos and the words of the trail."""
        from aikompas.classification import controls, guidance, trail  # noqa: F401
        from aikompas.classification.selectors import dossier_part, runs_by_tree
        from aikompas.library.usage import register_usage
        from aikompas.organisations.home import register_todos
        from aikompas.register.dossier import register_part
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab

        register_part("classification", dossier_part)
        register_next_step(guidance.next_step, order=20)
        register_todos(guidance.todos)
        register_usage(runs_by_tree)
        register_tab(
            "classification",
            _("Classification"),
            "classification:application",
            "classification.view",
            30,
            actions=("classify", "prohibit"),
        )
