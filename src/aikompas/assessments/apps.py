# SPDX-License-Identifier: EUPL-1.2
"""Assessments: filled-in questionnaires."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.assessments"

    def ready(self) -> None:
        """Register controls and the dossier part."""
        from aikompas.assessments import controls  # noqa: F401
        from aikompas.assessments.selectors import dossier_part
        from aikompas.register.dossier import register_part

        register_part("assessments", dossier_part)
