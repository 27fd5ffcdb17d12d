# SPDX-License-Identifier: EUPL-1.2
"""Publication: register texts, public pages, the publication standard, import and export."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.publication"
