# SPDX-License-Identifier: EUPL-1.2
"""Classification: AI Act classification runs on decision trees."""

from django.apps import AppConfig


class ClassificationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.classification"
