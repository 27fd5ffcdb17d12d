# SPDX-License-Identifier: EUPL-1.2
"""Core: what every other app stands on and what knows no other app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Django's registration of the core."""

    name = "aikompas.core"
    default_auto_field = "django.db.models.BigAutoField"
