# SPDX-License-Identifier: EUPL-1.2
"""The instruments that ship with the product, and what the outcome of a decision tree means.

`available` and `path` find the files; `risk_class` and `obligations_for` read the outcome as data, because neither
can be derived from the labels of a run alone.
"""

from aikompas.instruments.content.instruments import (
    AI_ACT,
    AI_ACT_OFFICIAL,
    AIA,
    Instrument,
    UnknownInstrument,
    available,
    definitions_path,
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

__all__ = [
    "AIA",
    "AI_ACT",
    "AI_ACT_OFFICIAL",
    "EffectiveDate",
    "Instrument",
    "Obligation",
    "RiskClass",
    "UnknownConclusion",
    "UnknownInstrument",
    "available",
    "definitions_path",
    "effective_dates",
    "heaviest",
    "obligations_for",
    "path",
    "risk_class",
    "risk_classes",
]
