# SPDX-License-Identifier: EUPL-1.2
"""Guidance: what employees may do with AI, with which application and which data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.guidance"
    verbose_name = _("AI catalogue")

    def ready(self) -> None:
        """Register controls, dossier part, tab, what waits for people, what they are told, words of the trail."""
        from aikompas.guidance import controls, kept, telling, todos, trail  # noqa: F401
        from aikompas.organisations.home import register_todos
        from aikompas.register.dossier import register_part
        from aikompas.register.tabs import register_tab

        register_part("designations", kept.dossier_part, _("Data and tasks"), kept.in_words)
        register_todos(todos.todos)
        register_tab("designation", _("Data and tasks"), "guidance:designation", "guidance.view", 48)
