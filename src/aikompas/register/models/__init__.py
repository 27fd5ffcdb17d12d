# SPDX-License-Identifier: EUPL-1.2
"""AI systems, applications (a system used for one purpose by one department), and usage reports."""

from aikompas.register.models.applications import Application, ApplicationVersion
from aikompas.register.models.facts import (
    FACT_FIELDS,
    MATERIAL_FACTS,
    MATERIAL_FIELDS,
    MATERIAL_SYSTEM_FIELDS,
    SYSTEM_FACTS,
    SYSTEM_FIELDS,
    facts_of,
    material_facts_of,
)
from aikompas.register.models.inventory import InventoryConfirmation
from aikompas.register.models.reports import ReportMessage, UsageReport
from aikompas.register.models.suspensions import Suspension
from aikompas.register.models.systems import AISystem, Environment

__all__ = [
    "FACT_FIELDS",
    "MATERIAL_FACTS",
    "MATERIAL_FIELDS",
    "MATERIAL_SYSTEM_FIELDS",
    "SYSTEM_FACTS",
    "SYSTEM_FIELDS",
    "AISystem",
    "Application",
    "ApplicationVersion",
    "Environment",
    "InventoryConfirmation",
    "ReportMessage",
    "Suspension",
    "UsageReport",
    "facts_of",
    "material_facts_of",
]
