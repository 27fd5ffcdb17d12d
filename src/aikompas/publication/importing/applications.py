# SPDX-License-Identifier: EUPL-1.2
"""What a registration says about the application itself: its facts in the terms of the register."""

from __future__ import annotations

from datetime import date
from typing import Any

from aikompas.publication.records import code_of
from aikompas.publication.standard import html
from aikompas.publication.standard.registration import Record, text_of
from aikompas.register.choices import Origin, RiskClass, State
from aikompas.register.models import Application

STATES = {"in_use": State.IN_USE, "in_development": State.DECIDED, "out_of_use": State.RETIRED}
RISKS = {"high_risk": RiskClass.HIGH, "impactful": RiskClass.IMPACTFUL_ALGORITHM}
FACTS = ("name", "purpose", "data_sources", "human_oversight", "risk_class", "state", "use_start", "use_end")


def facts_in(record: Record) -> dict[str, Any]:
    """Return the facts of an application as its registration has them."""
    start, end = _first_day(text_of(record, "begin_date")), _first_day(text_of(record, "end_date"))
    return {
        "name": text_of(record, "name")[:200],
        "purpose": _plain(record, "goal", 8000) or text_of(record, "description_short")[:8000],
        "data_sources": _plain(record, "source_data", 4000),
        "human_oversight": _plain(record, "human_intervention", 4000),
        "risk_class": RISKS.get(code_of(record, "publication_category"), RiskClass.UNKNOWN),
        "state": STATES.get(code_of(record, "status"), State.TRIAGED),
        "use_start": start,
        "use_end": end if end and (start is None or end >= start) else None,
    }


def new_application(organisation_id: Any, number: int, record: Record) -> Application:
    """Return the application of a registration, not yet saved."""
    return Application(
        organisation_id=organisation_id, number=number, origin=Origin.IMPORTED, **facts_in(record)
    )


def follow_source(application: Application, before: Record, now: Record) -> dict[str, list[Any]]:
    """Let an imported application follow what changed in its registration; return what changed.

    A fact that people changed here since then stays as it is.
    """
    if application.origin != Origin.IMPORTED:
        return {}
    changes: dict[str, list[Any]] = {}
    new = facts_in(now)
    for name, old in facts_in(before).items():
        if new[name] != old and getattr(application, name) == old:
            changes[name] = [_plain_value(old), _plain_value(new[name])]
            setattr(application, name, new[name])
    if application.use_start and application.use_end and application.use_end < application.use_start:
        application.use_end = None
    return changes


def _plain(record: Record, key: str, length: int) -> str:
    return html.plain_text(text_of(record, key))[:length]


def _first_day(month: str) -> date | None:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        return None


def _plain_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else None if value is None else str(value)
