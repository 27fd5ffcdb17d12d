# SPDX-License-Identifier: EUPL-1.2
"""Guidance: what employees may do with AI, with which application and which data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.guidance"

    def ready(self) -> None:
        """Register controls, the tab, what waits for people, what they are told, and the words of the trail."""
        from aikompas.guidance import controls, telling, todos, trail  # noqa: F401
        from aikompas.organisations.home import register_todos
        from aikompas.register.tabs import register_tab

        register_todos(todos.todos)
        register_tab("designation", _("Data and tasks"), "guidance:designation", "guidance.view", 48)
