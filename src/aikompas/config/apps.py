# SPDX-License-Identifier: EUPL-1.2
"""The composition root as an app, for its commands and templates."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Django's registration of the composition root."""

    name = "aikompas.config"
