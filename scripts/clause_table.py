# SPDX-License-Identifier: EUPL-1.2
"""Write the table of all clauses of the profiles that ship: clause, control, where in the product.

`python scripts/clause_table.py` writes `docs/developers/clauses.md`; a test says when it is out of date.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "docs" / "developers" / "clauses.md"
# Where in the product people see and settle what a control of an app is about.
PLACES = {
    "register": "Applications, AI systems, Inventories, ICT environments",
    "classification": "Applications: Classification",
    "assessments": "Assessments",
    "measures": "Requirements and measures, Risks",
    "review": "Advice and decisions",
    "publication": "Algorithm register",
    "policy": "Policy",
    "evaluation": "Yearly evaluation",
    "organisations": "People",
    "audit": "History",
    "guidance": "Which AI may I use?",
    "pilots": "Pilots",
}
INTRODUCTION = """# Clauses and controls

Which controls keep each clause of the profiles that ship, and where in the product. Made by
`python scripts/clause_table.py` from `src/aikompas/policy/data/`; do not change it by hand. *Not measured yet* counts
as not met: a later module registers that control. Clauses are in our own words; the reference leads to the official
text.
"""


def table() -> str:
    """Return the page."""
    from django.utils import translation

    from aikompas.policy.profiles import shipped_ids

    with translation.override("en"):
        return "\n".join([INTRODUCTION, *(line for name in shipped_ids() for line in _of_profile(name))])


def _of_profile(name: str) -> Iterator[str]:
    from aikompas.policy.profiles import shipped_profile

    profile = shipped_profile(name)
    yield f"## {profile.name}\n"
    yield "| clause | promise | control | where |"
    yield "| --- | --- | --- | --- |"
    for clause in profile.clauses:
        first = (clause.reference, clause.title)
        for control in clause.controls:
            yield _row(*first, control, _place(control))
            first = ("", "")
        if clause.attestation:
            rule = clause.attestation
            told = f"attested by {rule.by}, every {rule.every_months} months: {rule.why}"
            yield _row(*first, told, "Policy: Clauses")
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _place(control: str) -> str:
    from aikompas.policy.labels import is_measured

    app = control.partition(".")[0]
    if is_measured(control):
        return PLACES[app]
    return f"{PLACES.get(app, f'module {app}')} (not measured yet)"


def main() -> None:
    """Write the page."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aikompas.config.settings.test")
    import django

    django.setup()
    FILE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
