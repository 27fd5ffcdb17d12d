# SPDX-License-Identifier: EUPL-1.2
"""The facts of an application as plain values: those that are kept, and those on which judgements rest."""

from __future__ import annotations

from typing import Any

from aikompas.register.models.applications import Application

MATERIAL_FIELDS = (
    "purpose",
    "work",
    "system_id",
    "data_categories",
    "data_sources",
    "affected_groups",
    "decision_role",
    "legal_effect",
    "human_oversight",
    "black_box",
)
SYSTEM_FACTS = ("name", "description", "vendor", "supply", "kind", "technique", "hosting", "region")
MATERIAL_SYSTEM_FIELDS = SYSTEM_FACTS[2:]
# Kept with each version of an application, but no reason to judge it again: a control watches the environment.
SYSTEM_FIELDS = (*SYSTEM_FACTS, "environment_id")
FACT_FIELDS = (
    "name",
    "purpose",
    "work",
    "system_id",
    "department_id",
    "owner_id",
    "risk_class",
    "data_categories",
    "data_sources",
    "data_quality",
    "data_quality_note",
    "affected_groups",
    "decision_role",
    "legal_effect",
    "human_oversight",
    "oversight_person_id",
    "oversight_trained_on",
    "oversight_training",
    "oversight_stop",
    "black_box",
    "explainability",
    "use_start",
    "use_end",
    "next_review",
)
MATERIAL_FACTS = (
    *MATERIAL_FIELDS,
    "risk_class",
    *(f"system_{field}" for field in MATERIAL_SYSTEM_FIELDS),
)


def facts_of(application: Application) -> dict[str, Any]:
    """Return the facts of an application and of its system as plain JSON values."""
    values = {field: getattr(application, field) for field in FACT_FIELDS}
    for field in MATERIAL_SYSTEM_FIELDS:
        values[f"system_{field}"] = getattr(application.system, field) if application.system else ""
    values["system_environment_id"] = application.system.environment_id if application.system else None
    return {
        name: value if isinstance(value, (list, str, bool, type(None))) else str(value)
        for name, value in values.items()
    }


def material_facts_of(application: Application) -> dict[str, Any]:
    """Return the facts on which an advice or decision rests: when these differ from its snapshot, it lapses."""
    facts = facts_of(application)
    return {name: facts[name] for name in MATERIAL_FACTS}
