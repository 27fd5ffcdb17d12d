# SPDX-License-Identifier: EUPL-1.2
"""What came of an import: counts, and for every row that was not taken over the reason."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from aikompas.publication.standard.reading import Reading, Row


@dataclass(frozen=True, slots=True)
class Note:
    """Something about one row of the file: why it was rejected, or what was repaired in it."""

    row: int
    field: str
    reason: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A registration that was in an earlier file of this kind and is not in this one."""

    id: str
    name: str
    organisation: str


@dataclass(slots=True)
class ImportResult:
    """What came of an import."""

    kind: str
    rows: int
    dry_run: bool = False
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Note] = field(default_factory=list)
    disappeared: list[Gone] = field(default_factory=list)
    repaired: list[Note] = field(default_factory=list)
    new_organisations: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, reading: Reading, *, dry_run: bool = False) -> ImportResult:
        """Return the result of reading a file: what could not be read, and what was repaired."""
        result = cls(kind=reading.kind, rows=len(reading.rows), dry_run=dry_run)
        language = get_language() or "nl"
        result.repaired += [Note(0, item.field, item.message(language)) for item in reading.problems]
        for row in reading.rows:
            if row.fatal:
                fatal = [problem for problem in row.problems if problem.fatal]
                reason = " ".join(problem.message(language) for problem in fatal)
                result.reject(row, reason, fatal[0].field)
            else:
                result.repaired += [
                    Note(row.number, problem.field, problem.message(language), row.registration.name)
                    for problem in row.problems
                ]
        return result

    def reject(self, row: Row, reason: str, field: str = "") -> None:
        """Note that a row was not taken over."""
        self.rejected.append(Note(row.number, field, reason, row.registration.name))

    def as_dict(self) -> dict[str, Any]:
        """Return the result as plain values; rejected rows in the order of the file."""
        values = asdict(self)
        values["rejected"].sort(key=lambda note: note["row"])
        return values


def report_csv(report: dict[str, Any]) -> str:
    """Return a report as CSV for a spreadsheet program: one line per row about which there is something to say."""
    output = io.StringIO()
    output.write("\ufeff")
    writer = csv.writer(output, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("What"), _("Row"), _("Field"), _("Name"), _("Reason")])
    for what, notes in ((_("Rejected"), report["rejected"]), (_("Repaired"), report["repaired"])):
        for note in notes:
            writer.writerow(
                [what, note["row"] or "", *(_safe(note[key]) for key in ("field", "name", "reason"))]
            )
    for gone in report["disappeared"]:
        writer.writerow([_("Disappeared"), "", "", _safe(gone["name"]), _safe(gone["organisation"])])
    return output.getvalue()


def _safe(text: str) -> str:
    """Return a text that no spreadsheet program takes for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
