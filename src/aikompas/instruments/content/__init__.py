# SPDX-License-Identifier: EUPL-1.2
"""The instruments that ship with the product, and what the outcome of a decision tree means.

`available` and `path` find the files; `risk_class` and `obligations_for` read the outcome as data, because neither
can be derived from the labels of a run alone.
"""

from aikompas.instruments.content.instruments import (
    AI_ACT,
    AI_ACT_OFFICIAL,
    AIA,
    COPILOT_READINESS,
    DATA_QUALITY,
    DPIA_PRESCAN,
    EXPLAINABILITY,
    HUMAN_RIGHTS,
    PILOT,
    PRE_IAMA,
    Instrument,
    UnknownInstrument,
    available,
    definitions_path,
    glossary_path,
    path,
)
from aikompas.instruments.content.outcomes import (
    EffectiveDate,
    Obligation,
    RiskClass,
    UnknownConclusion,
    effective_dates,
    heaviest,
    obligations_for,
    risk_class,
    risk_classes,
)
from aikompas.instruments.content.risks import LEVELS, ROLES, RiskFields, risk_fields

__all__ = [
    "AIA",
    "AI_ACT",
    "AI_ACT_OFFICIAL",
    "COPILOT_READINESS",
    "DATA_QUALITY",
    "DPIA_PRESCAN",
    "EXPLAINABILITY",
    "HUMAN_RIGHTS",
    "LEVELS",
    "PILOT",
    "PRE_IAMA",
    "ROLES",
    "EffectiveDate",
    "Instrument",
    "Obligation",
    "RiskClass",
    "RiskFields",
    "UnknownConclusion",
    "UnknownInstrument",
    "available",
    "definitions_path",
    "effective_dates",
    "glossary_path",
    "heaviest",
    "obligations_for",
    "path",
    "risk_class",
    "risk_classes",
    "risk_fields",
]
