# SPDX-License-Identifier: EUPL-1.2
"""Exports: safe to open, complete, in three formats."""

from __future__ import annotations

import csv
import datetime
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from aikompas.ui.exports import defused, export_response
from aikompas.ui.tables import Column

COLUMNS = [
    Column("name", "Naam"),
    Column("since", "Sinds", cell="date"),
    Column("risk", "Risico", cell="risk"),
    Column("state", "Stand", lambda row: ("Loopt", "info"), cell="badge"),
    Column("count", "Aantal", cell="number"),
    Column("open", "Open", cell="yes_no"),
]


def row(name="Scanauto", **facts):
    standard = {"since": datetime.date(2023, 4, 1), "risk": "high", "count": 3, "open": True}
    return {"name": name, **standard, **facts}


def content(rows, file_format):
    response = export_response(rows, COLUMNS, filename="Mijn lijst", file_format=file_format)
    return b"".join(response.streaming_content)


def csv_rows(rows):
    return list(csv.reader(io.StringIO(content(rows, "csv").decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b"])
def test_no_text_is_taken_for_a_formula(start):
    dangerous = f"{start}HYPERLINK(1)"
    assert csv_rows([row(dangerous)])[1][0].startswith("'")
    sheet = load_workbook(io.BytesIO(content([row(dangerous)], "xlsx"))).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


def test_negative_numbers_stay_numbers():
    assert csv_rows([row(count=-4)])[1][4] == "-4"
    assert load_workbook(io.BytesIO(content([row(count=-4)], "xlsx"))).active["E2"].value == -4


def test_csv_opens_with_its_accents_in_a_spreadsheet_program():
    assert content([row("Coördinatie €")], "csv").startswith(b"\xef\xbb\xbf")
    assert (
        csv_rows([row("Coördinatie €; 'citaat' \"x\"\nregel")])[1][0]
        == "Coördinatie €; 'citaat' \"x\"\nregel"
    )


def test_badges_and_risk_classes_are_exported_as_words(settings):
    cells = csv_rows([row()])[1]
    assert cells[3] == "Loopt"
    assert cells[2] not in {"high", ""}


def test_what_is_absent_is_an_empty_cell():
    assert csv_rows([row(since=None, count=None)])[1][1] == ""


def test_dates_in_a_workbook_are_dates():
    sheet = load_workbook(io.BytesIO(content([row()], "xlsx"))).active
    assert sheet["B2"].value.date() == datetime.date(2023, 4, 1)
    assert sheet["A1"].font.bold


def test_a_workbook_survives_control_characters_and_very_long_texts():
    sheet = load_workbook(io.BytesIO(content([row("a\x00b" + "x" * 40_000)], "xlsx"))).active
    assert sheet["A2"].value.startswith("abx")


def test_json_has_the_keys_of_the_columns():
    (found,) = json.loads(content([row("é")], "json"))
    assert found["name"] == "é"
    assert found["since"] == "2023-04-01"
    assert found["count"] == 3


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_an_empty_list_gives_a_file_that_opens(file_format):
    data = content([], file_format)
    if file_format == "json":
        assert json.loads(data) == []
    else:
        assert data


@given(st.text())
def test_defusing_never_loses_text(text):
    assert defused(text).removeprefix("'").endswith(text.removeprefix("'"))
    assert not defused(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r")), max_size=4))
def test_csv_gives_back_what_went_in(names):
    assert [cells[0] for cells in csv_rows([row(name) for name in names])[1:]] == [
        defused(name) for name in names
    ]
