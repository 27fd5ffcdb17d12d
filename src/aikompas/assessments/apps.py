# SPDX-License-Identifier: EUPL-1.2
"""Assessments: filled-in questionnaires."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.assessments"
