# SPDX-License-Identifier: EUPL-1.2
"""Evaluation: the yearly evaluation of the use of AI and of ethical awareness, with a survey of staff."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.evaluation"

    def ready(self) -> None:
        """Register the control, what waits for people, facts, and the words of the trail and of messages."""
        from aikompas.evaluation import controls, policy_facts, telling, todos, trail  # noqa: F401
