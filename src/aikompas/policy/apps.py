# SPDX-License-Identifier: EUPL-1.2
"""Policy: the registry of controls, the gates of the life cycle, and policy profiles."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.policy"
