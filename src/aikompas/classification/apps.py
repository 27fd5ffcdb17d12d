# SPDX-License-Identifier: EUPL-1.2
"""Classification: AI Act classification runs on decision trees."""

from django.apps import AppConfig


class ClassificationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.classification"

    def ready(self) -> None:
        """Register controls and the dossier part."""
        from aikompas.classification import controls  # noqa: F401
        from aikompas.classification.selectors import dossier_part
        from aikompas.register.dossier import register_part

        register_part("classification", dossier_part)
