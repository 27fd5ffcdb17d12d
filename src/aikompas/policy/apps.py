# SPDX-License-Identifier: EUPL-1.2
"""Policy: documents, clauses, profiles, the registry of controls, gates, house rules, timetable and budget."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.policy"
    verbose_name = _("Policy")

    def ready(self) -> None:
        """Register controls, what waits for people, who may see and change files, and the words of the trail."""
        from aikompas.files.holders import register_holder
        from aikompas.organisations.home import register_todos
        from aikompas.organisations.permissions import may
        from aikompas.policy import own_controls, selectors, telling, trail  # noqa: F401
        from aikompas.policy.models import Attestation, DocumentVersion, RoadmapEvidence, VersionState
        from aikompas.policy.subjects import register_preparation
        from aikompas.policy.todos import house_rules_todos, policy_todos, roadmap_todos

        register_todos(policy_todos)
        register_todos(house_rules_todos)
        register_todos(roadmap_todos)
        register_preparation("person", selectors.load_house_rules_states)
        register_holder(
            RoadmapEvidence,
            find=selectors.get_step_evidence,
            permission="policy.view",
            may_change=lambda actor, evidence: may(actor, "policy.work_on_step", evidence.step),
        )
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
