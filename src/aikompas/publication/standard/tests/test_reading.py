# SPDX-License-Identifier: EUPL-1.2
"""Reading files: what is used, what is repaired, what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.reading import UnreadableFile, read

from .strategies import anything, dirty_records, fragments

HEADER = "name,organization,status,goal,source_id"


def csv_of(*lines, header=HEADER):
    return "\n".join([header, *lines]).encode("utf-8")


def codes(row):
    return [problem.code for problem in row.problems]


def only(reading):
    (row,) = reading.rows
    return row


def test_columns_may_stand_in_any_order_and_have_dutch_names():
    row = only(
        read(csv_of("in gebruik;Zonnedam;Scanauto;A1", header="Status;Organisatie;Naam;Eigen kenmerk"))
    )
    assert row.record == {
        "name": "Scanauto",
        "organization": "Zonnedam",
        "status": "In gebruik",
        "source_id": "A1",
    }
    assert row.problems == ()


def test_algorithm_id_is_the_lars_code():
    row = only(read(csv_of("11136893,a,b,1.0.0", header="algorithm_id,name,organization,standard_version")))
    assert row.registration.lars == "11136893"


def test_an_invalid_lars_code_is_left_out():
    row = only(read(csv_of("11136890,a,b,1.0.0", header="lars,name,organization,standard_version")))
    assert row.registration.lars == ""
    assert codes(row) == ["lars_invalid", "id_missing"]


def test_unknown_columns_are_said_once_for_the_file():
    reading = read(
        csv_of("a,b,In gebruik,x,1", "c,d,In gebruik,y,2", header="name,organization,status,kleur,source_id")
    )
    assert [problem.params["columns"] for problem in reading.problems] == ["kleur"]
    assert [codes(row) for row in reading.rows] == [[], []]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_usual_encoding_is_read(encoding):
    data = f"{HEADER}\nCoördinatie €,Súdwest-Fryslân,In gebruik,–,1\n".encode(encoding)
    row = only(read(data))
    assert (row.record["name"], row.record["organization"]) == ("Coördinatie €", "Súdwest-Fryslân")


def test_a_file_that_mixes_encodings_is_read():
    row = only(read(HEADER.encode() + b"\nCo\xf6rdinatie,S\xc3\xbadwest,In gebruik,,1"))
    assert (row.record["name"], row.record["organization"]) == ("Coördinatie", "Súdwest")


def test_line_breaks_in_cells_and_a_separator_line_are_understood():
    row = only(read(b'sep=;\r\nname;organization;goal\r\nScan;Zonnedam;"een\r\n\r\ntwee; drie"\r\n'))
    assert row.record["goal"] == "een\n\ntwee; drie"


def test_the_number_of_a_row_is_that_of_a_spreadsheet():
    reading = read(csv_of("a,b,,,1", "", "c,d,,,2"))
    assert [row.number for row in reading.rows] == [2, 4]


@pytest.mark.parametrize("name", ["", "-", "n.v.t.", "null", "   "])
def test_a_row_without_a_usable_name_is_rejected(name):
    assert "name_missing" in codes(only(read(csv_of(f"{name},Zonnedam,In gebruik,x,1"))))


def test_a_row_without_organisation_is_rejected_unless_one_is_given():
    data = csv_of("Scan,,In gebruik,x,1")
    assert read(data).usable == []
    assert codes(read(data).rejected[0]) == ["organisation_missing"]
    assert only(read(data, organisation="Gemeente Zonnedam")).record["organization"] == "Gemeente Zonnedam"


def test_a_given_organisation_does_not_replace_another():
    assert read(csv_of("Scan,Beek,,,1"), organisation="Gemeente Zonnedam").organisations == ["Beek"]


def test_of_a_double_id_the_first_wins():
    reading = read(csv_of("a,b,,,1", "c,b,,,1", "c,b,,,2", "c,x,,,1"))
    assert [row.fatal for row in reading.rows] == [False, True, False, False]
    assert reading.rejected[0].problems[-1].message("en") == "The same registration is already in row 2."


def test_a_rejected_row_does_not_count_as_the_first():
    reading = read(csv_of("-,b,,,1", "a,b,,,1"))
    assert [row.fatal for row in reading.rows] == [True, False]


def test_without_id_the_name_within_the_organisation_counts():
    reading = read(csv_of("a,b,,,", "a,b,,,", "a,c,,,"))
    assert [codes(row) for row in reading.rows] == [
        ["id_missing"],
        ["id_missing", "duplicate"],
        ["id_missing"],
    ]


def test_a_row_with_too_many_cells_is_rejected_and_one_with_too_few_is_not():
    reading = read(csv_of("a,b,In gebruik,x,1,over", "c,d", "e,f,In gebruik,x,3,,"))
    assert [codes(row) for row in reading.rows] == [["cells_extra"], ["cells_missing", "id_missing"], []]


def test_json_of_one_registration_is_read():
    row = only(read(b'{"name": "a", "organization": "b", "status": "In gebruik", "lars": "11136893"}'))
    assert (row.number, row.record["name"], row.registration.lars) == (1, "a", "11136893")


def test_a_list_may_hold_things_that_are_no_registration():
    reading = read(b'[3, {"name": "a", "organization": "b", "status": null}, null]')
    assert [codes(row) for row in reading.rows] == [["not_an_object"], ["id_missing"], ["not_an_object"]]


def test_a_snapshot_is_mapped_to_the_standard():
    item = {
        "doel": "Doel",
        "id": 11136893,
        "impactassessment": "Onbekend",
        "juridische_basis": "",
        "laatst_gewijzigd": "2026-04-07",
        "organisatie": "Gemeente Delft",
        "status": "ontwikkeling",
        "title": "A",
        "url": "https://register.example/nl/algoritme/gm0503/11136893",
    }
    reading = read(
        json.dumps({"algoritmes": [item], "count": 2, "fetched_at": "2026-05-13T14:57:46Z"}).encode()
    )
    row = only(reading)
    assert reading.kind == "snapshot"
    assert reading.fetched_at == "2026-05-13T14:57:46Z"
    assert [problem.code for problem in reading.problems] == ["count_differs"]
    assert row.problems == ()
    assert row.record == {
        "name": "A",
        "organization": "Gemeente Delft",
        "status": "In ontwikkeling",
        "goal": "Doel",
        "lang": "nld",
    }
    assert row.registration.lars == "11136893"
    assert row.registration.modified_at == "2026-04-07"
    assert row.registration.registration_url == item["url"]
    assert row.registration.organisation_uri.endswith("/gm0503")


def test_a_moment_that_is_none_is_left_out():
    row = only(read(b'[{"name": "a", "organization": "b", "create_dt": "gisteren", "lars": "11136893"}]'))
    assert row.registration.created_at == ""
    assert codes(row) == ["moment_unreadable"]


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b"", "file_empty", None),
        (b"\xef\xbb\xbf \n", "file_empty", None),
        (b'[{"name": "a"},\n{"name": }]', "file_json_broken", 2),
        (b"[" * 100_000, "file_json_broken", None),
        (b"[" + b"9" * 5000 + b"]", "file_json_broken", None),
        (b'{"name": "package", "version": "1.0"}', "file_json_unknown", None),
        (b"[1, 2]", "file_json_unknown", None),
        (b"name,colour\na,b", "file_csv_unknown", 1),
        (b"Beste collega,\nhierbij de lijst.", "file_csv_unknown", 1),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file_csv_unknown", 1),
        (b'name,organization,status\na,b,c\nd,"e,f\ng,h,i\n', "file_csv_broken", 4),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_clear_error(data, code, line):
    with pytest.raises(UnreadableFile) as caught:
        read(data)
    assert caught.value.finding.code == code
    assert caught.value.line == line
    assert caught.value.message("nl")
    assert str(caught.value) == caught.value.message("en")


def test_a_file_that_is_not_there_gives_a_clear_error(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened: No such file"):
        read(tmp_path / "niets.csv")


def test_text_named_json_is_judged_as_json():
    with pytest.raises(UnreadableFile, match="not valid JSON"):
        read(b"name,organization,status", "lijst.json")


def test_an_empty_list_and_a_header_alone_are_files_without_rows():
    assert read(b"[]").rows == ()
    assert read(csv_of()).rows == ()


def _read_or_refuse(data):
    try:
        reading = read(data)
    except UnreadableFile:
        return
    for row in reading.rows:
        json.dumps(row.record, ensure_ascii=False).encode("utf-8")
        for problem in (*row.problems, *reading.problems):
            assert problem.message("nl")
            assert problem.message("en")
        assert row.fatal or (row.registration.name and row.registration.organisation)
        assert "\x00" not in json.dumps(row.record, ensure_ascii=False)


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_no_bytes_make_reading_crash(data):
    _read_or_refuse(data)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_no_bytes_after_a_good_header_make_reading_crash(data):
    _read_or_refuse(HEADER.encode() + b"\n" + data)


@given(st.lists(st.lists(fragments, max_size=31), max_size=4), st.sampled_from([",", ";", "\t"]))
@settings(deadline=None)
def test_no_csv_makes_reading_crash(lines, separator):
    header = separator.join(standard().csv_columns)
    _read_or_refuse(
        "\n".join([header, *(separator.join(cells) for cells in lines)]).encode("utf-8", "surrogatepass")
    )


@given(st.lists(dirty_records | anything, max_size=4) | anything)
@settings(deadline=None)
def test_no_json_makes_reading_crash(value):
    _read_or_refuse(json.dumps(value).encode())
