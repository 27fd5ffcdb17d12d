# SPDX-License-Identifier: EUPL-1.2
"""Policy: the registry of controls, the gates of the life cycle, and policy profiles."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.policy"

    def ready(self) -> None:
        """Tell the settings page of organisations which profiles there are."""
        from aikompas.organisations.policy_choices import register_policy_profiles
        from aikompas.policy.profiles import profile_choices

        register_policy_profiles(profile_choices)
