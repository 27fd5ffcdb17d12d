# SPDX-License-Identifier: EUPL-1.2
"""Organisations: tenants, departments, people, roles, permissions, sign-in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        """Name the actions for the trail, listen to what sign-in tells, say what waits for administrators."""
        from aikompas.audit import labels
        from aikompas.organisations import account_events
        from aikompas.organisations.actions import ACTIONS
        from aikompas.organisations.home import register_todos
        from aikompas.organisations.todos import administrator_todos

        for action, label in ACTIONS.items():
            labels.register(action, label)
        labels.register("field.roles", _("roles"))
        labels.register("field.expertises", _("expertises"))
        account_events.connect()
        register_todos(administrator_todos)
