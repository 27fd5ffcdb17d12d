# SPDX-License-Identifier: EUPL-1.2
"""The scripts behind `make` keep their promises."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
import pytest

from scripts import compile_messages, environment, make_messages, postgres
from tests.structure.source import ROOT


def test_make_help_explains_every_target_that_people_use() -> None:
    shown = subprocess.run(
        ["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for target in (
        "run",
        "test",
        "check",
        "lint",
        "bench",
        "docs",
        "lock",
        "messages",
        "screenshots",
        "clean",
    ):
        assert f"make {target} " in shown


@pytest.mark.slow
@pytest.mark.only_sqlite
def test_the_temporary_postgresql_works_and_leaves_nothing_behind() -> None:
    if postgres.server_programs() is None:
        pytest.skip("PostgreSQL 15 or newer is not installed")
    program = (
        "import os, psycopg; url = os.environ['DATABASE_URL'];"
        "print(psycopg.connect(url).execute('show server_version_num').fetchone()[0])"
    )
    command = [sys.executable, str(ROOT / "scripts" / "postgres.py"), sys.executable, "-c", program]
    before = set(Path(tempfile.gettempdir()).glob("aikompas-postgres-*"))
    clean = {key: value for key, value in os.environ.items() if key != "TEST_DATABASE_URL"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=clean)
    assert int(done.stdout) >= 150000
    assert set(Path(tempfile.gettempdir()).glob("aikompas-postgres-*")) <= before


def test_a_database_of_your_own_is_used_as_it_is() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "postgres.py"), "sh", "-c", "echo $DATABASE_URL"]
    own = {**os.environ, "TEST_DATABASE_URL": "postgres://mine"}
    assert (
        subprocess.run(command, capture_output=True, text=True, check=True, env=own).stdout
        == "postgres://mine\n"
    )


def test_an_environment_is_not_installed_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(subprocess, "call", lambda command, **_: calls.append(command) or 0)
    environment.install("base")
    environment.install("base")
    assert len(calls) == 1
    assert "--require-hashes" in calls[0]


def test_a_changed_translation_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    po = tmp_path / "app" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Report", msgstr="Melding"))
    catalogue.save(str(po))
    monkeypatch.setattr(compile_messages, "SOURCE", tmp_path)
    compile_messages.main()
    assert compile_messages.outdated_translations() == []
    assert polib.mofile(str(po.with_suffix(".mo")))[0].msgstr == "Melding"
    os.utime(po, (po.stat().st_mtime + 10,) * 2)
    assert compile_messages.outdated_translations() == [po]


def test_bringing_translations_up_to_date_keeps_what_is_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_messages, "ROOT", tmp_path)
    monkeypatch.setattr(make_messages, "SOURCE", tmp_path)
    app = tmp_path / "app"
    app.mkdir()
    source = app / "views.py"
    (app / "__init__.py").touch()
    source.write_text("from django.utils.translation import gettext as _\n_('Old')\n_('Kept %(n)s')")
    assert make_messages.update(app, "nl") == 2

    path = make_messages.translation_file(app, "nl")
    catalogue = polib.pofile(str(path))
    catalogue.find("Kept %(n)s").msgstr = "Gebleven"
    catalogue.save()
    source.write_text("from django.utils.translation import gettext as _\n_('Kept %(n)s')\n_('New')")
    assert make_messages.update(app, "nl") == 1
    assert [entry.msgid for entry in polib.pofile(str(path))] == ["Kept %(n)s", "New"]
    assert make_messages.problems("nl") == [
        "app: other placeholders: 'Kept %(n)s' (app/views.py)",
        "app: not translated: 'New' (app/views.py)",
    ]
