# SPDX-License-Identifier: EUPL-1.2
"""Library: the instruments that an organisation has and uses."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.library"

    def ready(self) -> None:
        """Register the words of the trail."""
        from aikompas.library import trail  # noqa: F401
