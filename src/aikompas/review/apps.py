# SPDX-License-Identifier: EUPL-1.2
"""Review: advice, decision, conditions and the dossier they were given on."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.review"

    def ready(self) -> None:
        """Register controls and handlers."""
        from aikompas.review import controls, handlers  # noqa: F401
