# SPDX-License-Identifier: EUPL-1.2
"""The design system as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Django's registration of the design system."""

    name = "aikompas.ui"
