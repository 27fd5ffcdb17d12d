# SPDX-License-Identifier: EUPL-1.2
"""What is known of a use: the profile of the official registry from its classification, and facts of the register."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from aikompas.classification.models import ClassificationRun
from aikompas.measures.catalogue.matching import Situation
from aikompas.register.choices import DataCategory, DecisionRole, RiskClass, Supply
from aikompas.register.models import Application

AI_SYSTEM, GENERAL_SYSTEM = "AI-systeem", "AI-systeem voor algemene doeleinden"
MODEL = "AI-model voor algemene doeleinden"
TYPES = frozenset(
    {AI_SYSTEM, GENERAL_SYSTEM, MODEL, "geen algoritme", "impactvol algoritme", "niet-impactvol algoritme"}
)
ROLES = frozenset({"aanbieder", "gebruiksverantwoordelijke", "importeur", "distributeur"})
TYPE_OF_CLASS = {
    RiskClass.IMPACTFUL_ALGORITHM: "impactvol algoritme",
    RiskClass.OTHER_ALGORITHM: "niet-impactvol algoritme",
    RiskClass.NO_ALGORITHM: "geen algoritme",
    RiskClass.GPAI: MODEL,
    RiskClass.GPAI_SYSTEMIC: MODEL,
}
# The labels of a run are not enough to know the risk group: the conclusion is, so the risk class goes first.
GROUP_OF_CLASS = {
    RiskClass.PROHIBITED: "verboden AI",
    RiskClass.HIGH: "hoog-risico AI",
    RiskClass.LIMITED: "geen hoog-risico AI",
    RiskClass.MINIMAL: "geen hoog-risico AI",
    RiskClass.OUT_OF_SCOPE: "uitzondering van toepassing",
}
SYSTEMIC_OF_CLASS = {RiskClass.GPAI: "geen systeemrisico", RiskClass.GPAI_SYSTEMIC: "systeemrisico"}
TRANSPARENCY = "transparantieverplichting"
ANNEX_I = frozenset({"bijlage I", "bijlage I deel B"})


def labels_of_run(run: ClassificationRun | None) -> frozenset[str]:
    """Return the labels that the answers of a signed classification gave."""
    return frozenset((run.result or {}).get("labels", ())) if run else frozenset()


def situation_of(application: Application, run: ClassificationRun | None) -> Situation:
    """Return what is known of an application with the classification that counts, by attribute."""
    return {**_profile(RiskClass(application.risk_class), labels_of_run(run)), **_facts(application)}


def _profile(risk_class: RiskClass, labels: frozenset[str]) -> dict[str, frozenset[str] | None]:
    return {
        "type": labels & TYPES or _one(TYPE_OF_CLASS, risk_class),
        "risk_group": _one(GROUP_OF_CLASS, risk_class),
        "role": labels & ROLES or None,
        "systemic_risk": _one(SYSTEMIC_OF_CLASS, risk_class),
        "transparency_obligations": _transparency(risk_class, labels),
        "open_source": labels & {"open-source", "geen open-source"} or None,
        "conformity_assessment_body": labels & {"beoordeling door derde partij"} or None,
    }


def _one(values: dict[RiskClass, str], risk_class: RiskClass) -> frozenset[str] | None:
    return frozenset({values[risk_class]}) if risk_class in values else None


def _transparency(risk_class: RiskClass, labels: frozenset[str]) -> frozenset[str] | None:
    if TRANSPARENCY in labels or risk_class == RiskClass.LIMITED:
        return frozenset({TRANSPARENCY})
    return frozenset({f"geen {TRANSPARENCY}"}) if labels else None


def _facts(application: Application) -> dict[str, frozenset[str] | None]:
    data = set(application.data_categories)
    sensitive = {DataCategory.SPECIAL.value, DataCategory.BSN.value}
    return {
        "personal_data": _yes_no(application.personal_data) if data else None,
        "special_data": _yes_no(bool(data & sensitive)) if data else None,
        "remote_biometrics": None,
        "affected": frozenset(application.affected_groups) or None,
        "decision_role": _known(application.decision_role, (DecisionRole.UNKNOWN,)),
        "supply": _known(application.system.supply if application.system else "", ("", Supply.UNKNOWN)),
    }


def _yes_no(value: bool) -> frozenset[str]:
    return frozenset({"yes" if value else "no"})


def _known(value: Any, unknown: Collection[str]) -> frozenset[str] | None:
    return None if value in unknown else frozenset({str(value)})
