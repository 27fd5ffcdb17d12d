# SPDX-License-Identifier: EUPL-1.2
"""Evaluation: the yearly evaluation of the use of AI and of ethical awareness, with a survey of staff."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EvaluationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.evaluation"
    verbose_name = _("Yearly evaluation")

    def ready(self) -> None:
        """Register the control, what waits for people, facts, and the words of the trail and of messages."""
        from aikompas.evaluation import controls, policy_facts, telling, todos, trail  # noqa: F401
