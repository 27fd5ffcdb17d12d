# SPDX-License-Identifier: EUPL-1.2
"""Every address that needs a permission, and which object of the world each is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from aikompas.core.access import Access
from aikompas.instruments import content
from aikompas.organisations.roles import Role

SUBJECTS: dict[str, dict[str, Any]] = {
    "organisations": {
        "person": lambda world: world.members[Role.OWNER],
        "invitation": "invitation",
        "department": "department",
    },
    "notifications": {
        "notification": "notification",
        "message": "message",
        "webhook": "webhook",
    },
    "worklist": {"absence": "absence"},
    "register": {
        "report": "report",
        "application": "application",
        "system": "system",
        "environment": "environment",
        "inventory": "department",
    },
    "library": {"proposal": "proposal"},
    "policy": {
        "document": lambda world: world.policy_version.document,
        "house_rules_people": "department",
        "house_rules": "house_rules",
        "roadmap_evidence_remove": "step_evidence",
        "roadmap": lambda world: world.step_evidence.step,
        "budget_line": "budget_line",
        "": "policy_version",
    },
    "evaluation": {
        "proposal_create": lambda world: world.policy_proposal.evaluation,
        "proposal": "policy_proposal",
        "": lambda world: world.policy_proposal.evaluation,
    },
    "classification": {
        "application": "application",
        "start": "application",
        "run": "run",
        "compare": "run",
        "": "draft_run",
    },
    "assessments": {
        "application": "application",
        "start": "application",
        "thread": "thread",
        "action_points": "assessment",
        "action_point": "action_point",
        "": "assessment",
    },
    "files": {"download": "file", "export": "export"},
    "measures": {
        "application": "application",
        "item": "work_item",
        "evidence": "evidence",
        "registry": "registry",
        "risk": "risk",
    },
    "review": {
        "condition": "condition",
        "snapshot": lambda world: world.advice.snapshot,
        "meeting": "meeting",
        "agenda_item": "agenda_item",
        "seat_end": "seat",
        "procedure_stop": "procedure",
        "recusal_withdraw": "recusal",
        "decision": "decision",
        "mandate": "mandate",
        "periodic": "periodic_review",
        "": "application",
    },
    "compliance": {"application": "application", "deviation_accept": "result", "": "deviation"},
    "guidance": {"withdraw": "designation", "application": "offered", "": "application"},
    "pilots": {"application": "application", "article": "article", "": "pilot"},
    "publication": {
        "import": "import_run",
        "version": "text",
        "compare": "text",
        "public": "application",
        "text": "text",
        "application": "application",
        "start": "application",
        "": "text",
    },
}
QUERIES = {
    "register:application_compare": "?before=1&after=2",
    "assessments:answer_history": "?vraag=1.4",
    "assessments:application_plan": f"?urn={content.AIA}",
    "assessments:application_do_without": f"?urn={content.AIA}",
    "assessments:application_revoke": f"?urn={content.AIA}",
}


@dataclass(frozen=True)
class Address:
    """An address of a staff page: its name, the arguments it takes, and what its view says about access."""

    name: str
    arguments: tuple[str, ...]
    access: Access

    def path(self, world: Any, **overrides: Any) -> str:
        """Return the path of this address in a world, with the query it needs."""
        path = reverse(self.name, kwargs=world.arguments(self.name, self.arguments) | overrides)
        return path + QUERIES.get(self.name, "")


def staff_addresses() -> Iterator[Address]:
    """Return every address below the short name of an organisation that needs a permission."""
    for name, pattern in _walk(get_resolver().url_patterns, (), ()):
        access = getattr(pattern.callback, "access", None)
        if access and access.kind == "permission":
            yield Address(name[0], name[1], access)


def _walk(
    patterns: list[URLPattern | URLResolver], namespaces: tuple[str, ...], arguments: tuple[str, ...]
) -> Iterator[tuple[tuple[str, tuple[str, ...]], URLPattern]]:
    for pattern in patterns:
        taken = (*arguments, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern.url_patterns, inner, taken)
        elif pattern.name:
            yield (":".join((*namespaces, pattern.name)), taken), pattern
