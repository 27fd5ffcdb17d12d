# SPDX-License-Identifier: EUPL-1.2
"""Policy: documents, clauses and attestations, profiles, the registry of controls and the gates of the life cycle."""

from django.apps import AppConfig


class PolicyConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.policy"

    def ready(self) -> None:
        """Register what waits for people, who may see and change files, and the words of the trail."""
        from aikompas.files.holders import register_holder
        from aikompas.organisations.home import register_todos
        from aikompas.organisations.permissions import may
        from aikompas.policy import selectors, trail  # noqa: F401
        from aikompas.policy.models import Attestation, DocumentVersion, VersionState
        from aikompas.policy.todos import policy_todos

        register_todos(policy_todos)
        register_holder(
            DocumentVersion,
            find=selectors.get_version,
            may_change=lambda actor, version: (
                version.state == VersionState.DRAFT and may(actor, "policy.edit_document", version)
            ),
        )
        register_holder(
            Attestation,
            find=selectors.get_attestation,
            may_change=lambda actor, attestation: (
                attestation.attested_by_id == actor.id and may(actor, "policy.attest", attestation)
            ),
        )
