# SPDX-License-Identifier: EUPL-1.2
"""Demo: the fictional municipality Zonnedam."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.demo"
