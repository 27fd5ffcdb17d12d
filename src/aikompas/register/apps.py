# SPDX-License-Identifier: EUPL-1.2
"""Register: usage reports, AI systems, applications and their life cycle."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.register"

    def ready(self) -> None:
        """Register the controls."""
        from aikompas.register import controls  # noqa: F401
