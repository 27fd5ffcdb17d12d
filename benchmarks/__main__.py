# SPDX-License-Identifier: EUPL-1.2
"""`python -m benchmarks [sqlite|postgresql|compliance|instruments|guidance ...] [--small] [--data DIR] [--json F]`."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RUNS = ("sqlite", "postgresql", "compliance", "instruments", "guidance")
SIZES = {
    "sqlite": {"organisations": 1, "applications": 3_000, "entries": 3_000},
    "postgresql": {"organisations": 342, "applications": 100_000, "entries": 10_000},
    "compliance": {"organisations": 1, "applications": 3_000, "entries": 3_000},
}
ASSESSMENTS = 500


def main() -> int:
    """Run the asked benchmarks, each in a process of its own with a database of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("runs", nargs="*", choices=[*RUNS, []], help="which runs (default: all)")
    parser.add_argument("--small", action="store_true", help="a hundredth of the data")
    parser.add_argument(
        "--data", type=Path, help="keep the made data in this folder, and use it again (SQLite)"
    )
    parser.add_argument("--json", type=Path, help="keep the figures in this file")
    parser.add_argument("--inside", choices=SIZES, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return _inside(options.inside, options.small, options.data)
    figures = {run: _run(run, options.small, options.data) for run in options.runs or RUNS}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


def _run(run: str, small: bool, data: Path | None) -> Any:
    if run == "instruments":
        from benchmarks.instruments import measure

        return _print(run, measure())
    if run == "guidance":
        from benchmarks.guidance import measure_guidance

        return _print(run, measure_guidance())
    command = [sys.executable, "-m", "benchmarks", "--inside", run, *(["--small"] if small else [])]
    kept = data / f"{run}{'-small' * small}.sqlite3" if data and run != "postgresql" else None
    with tempfile.TemporaryDirectory(prefix="aikompas-bench-") as folder:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
        }
        if run != "postgresql":
            database = Path(folder) / "bench.sqlite3"
            environment["DATABASE_URL"] = f"sqlite:///{database}"
            if kept and kept.exists():
                shutil.copyfile(kept, database)
            elif kept:
                kept.parent.mkdir(parents=True, exist_ok=True)
                command += ["--data", str(kept.resolve())]
        else:
            command = [sys.executable, str(ROOT / "scripts" / "postgres.py"), *command]
        print(f"{run}: making the data and measuring ... (load {os.getloadavg()[0]:.1f})", flush=True)
        done = subprocess.run(
            command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        sys.exit(done.stdout or f"the {run} benchmark failed")
    return _print(run, json.loads(done.stdout.splitlines()[-1]))


def _inside(run: str, small: bool, kept: Path | None) -> int:
    import django

    django.setup()
    from benchmarks.assessments import measure_assessments
    from benchmarks.compliance import measure_compliance
    from benchmarks.data import keep_in, make_data
    from benchmarks.pages import measure_pages

    size = {name: max(1, value // 100) if small else value for name, value in SIZES[run].items()}
    made = make_data(**size)
    if kept:
        keep_in(kept)
    assessments = 5 if small else ASSESSMENTS
    rows = measure_compliance(made)
    if run != "compliance":
        rows = [*measure_pages(made), *measure_assessments(made, assessments), *rows]
    print(json.dumps(rows))
    return 0


def _print(run: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    print(f"\n{run}")
    columns = list(rows[0])
    widths = [max(len(column), *(len(str(row.get(column, ""))) for row in rows)) for column in columns]
    print("  ".join(column.ljust(width) for column, width in zip(columns, widths, strict=True)))
    for row in rows:
        print(
            "  ".join(
                str(row.get(column, "")).ljust(width) for column, width in zip(columns, widths, strict=True)
            )
        )
    return rows


if __name__ == "__main__":
    sys.exit(main())
