# SPDX-License-Identifier: EUPL-1.2
"""`aikompas register import`, `export` and `validate` as somebody at the console meets them."""

from __future__ import annotations

import json

import pytest
from django.core.management import CommandError, call_command

from aikompas.organisations.tests.factories import OrganisationFactory
from aikompas.publication.models import RegisterText
from aikompas.publication.tests.factories import full_record, published, snapshot_item
from aikompas.register.choices import State
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db
KEYS = {"created", "updated", "unchanged", "rejected", "disappeared"}


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Gemeente Testdam", slug="testdam")


@pytest.fixture
def snapshot(tmp_path):
    path = tmp_path / "snapshot.json"
    items = [snapshot_item(1), snapshot_item(2, "Gemeente Ede"), snapshot_item(3, title="")]
    path.write_text(json.dumps({"algoritmes": items}), encoding="utf-8")
    return path


def run(capsys, *words):
    call_command(*words)
    return capsys.readouterr().out


def test_the_result_as_json_has_the_promised_keys(organisation, snapshot, capsys):
    report = json.loads(run(capsys, "register_import", str(snapshot), "--all-organisations", "--json"))
    assert report.keys() >= KEYS
    assert (report["created"], report["updated"], report["unchanged"]) == (2, 0, 0)
    (rejected,) = report["rejected"]
    assert (rejected["row"], rejected["field"]) == (3, "name")
    assert rejected["reason"]


def test_a_dry_run_says_so_and_changes_nothing(organisation, snapshot, capsys):
    told = run(capsys, "register_import", str(snapshot), "--organisation", "testdam", "--dry-run")
    assert "Nothing was changed" in told
    assert not RegisterText.objects.exists()


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_the_report_is_written_to_a_file(organisation, snapshot, tmp_path, suffix):
    report = tmp_path / f"report.{suffix}"
    call_command("register_import", str(snapshot), "--organisation", "testdam", "--report", str(report))
    assert "Gemeente Ede" in report.read_text("utf-8")


def test_what_cannot_be_read_gives_one_clear_line(organisation, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    for words in (
        ("register_import", str(tmp_path / "absent.json")),
        ("register_import", str(broken)),
        ("register_import", str(broken), "--organisation", "nergens"),
        ("register_export", "--organisation", "nergens"),
        ("register_validate", str(broken)),
    ):
        with pytest.raises(CommandError):
            call_command(*words)


def test_export_writes_a_file_that_validates(organisation, tmp_path, capsys):
    published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    output = tmp_path / "register.json"
    call_command("register_export", "--organisation", "testdam", "--standard", "1.0", "--format", "json",
                 "--output", str(output))  # fmt: skip
    summary = json.loads(run(capsys, "register_validate", str(output), "--json"))
    assert (summary["rows"], summary["rejected"]) == (1, 0)


def test_validate_ends_with_code_1_when_the_register_would_refuse_something(tmp_path, capsys):
    path = tmp_path / "register.json"
    path.write_text(json.dumps([full_record(contact_email="")]), encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("register_validate", str(path), "--json")
    assert ended.value.code == 1
    (row,) = json.loads(capsys.readouterr().out)["findings"]
    assert [(item["field"], item["level"]) for item in row["findings"] if item["level"] == "rejected"] == [
        ("contact_email", "rejected")
    ]
