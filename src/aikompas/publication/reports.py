# SPDX-License-Identifier: EUPL-1.2
"""What a file with registrations is worth: reading it and holding every registration against the standard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.findings import Finding
from aikompas.publication.standard.reading import Reading, Row
from aikompas.publication.standard.validation import validate, would_be_rejected


@dataclass(frozen=True, slots=True)
class RowReport:
    """What was found about one row."""

    row: Row
    findings: Sequence[Finding]

    @property
    def is_rejected(self) -> bool:
        """Tell whether the row cannot be used or the register would refuse it."""
        return self.row.fatal or would_be_rejected(list(self.findings))

    def as_dict(self, language: str) -> dict[str, Any]:
        """Return the row as plain values."""
        return {
            "row": self.row.number,
            "name": self.row.registration.name,
            "findings": [
                {
                    "field": item.field,
                    "label": label_of_field(item.field, language),
                    "level": "rejected" if item.level == "fatal" else item.level,
                    "code": item.code,
                    "message": item.message(language),
                }
                for item in self.findings
            ],
        }


def check_file(reading: Reading) -> list[RowReport]:
    """Return what was found about every row of a file."""
    return [
        RowReport(row, row.problems if row.fatal else [*row.problems, *validate(row.record)])
        for row in reading.rows
    ]


def summary_of(reading: Reading, reports: Sequence[RowReport], language: str) -> dict[str, Any]:
    """Return what was found as plain values, for the console and for a page."""
    found = [item for item in reports if item.findings]
    rejected = sum(item.is_rejected for item in reports)
    return {
        "kind": reading.kind,
        "rows": len(reports),
        "accepted": len(reports) - rejected,
        "rejected": rejected,
        "problems": [item.message(language) for item in reading.problems],
        "findings": [item.as_dict(language) for item in found],
    }


def label_of_field(key: str, language: str) -> str:
    """Return what people call a field of the standard, or its key."""
    field = standard().fields.get(key)
    return field.label(language) if field else key
