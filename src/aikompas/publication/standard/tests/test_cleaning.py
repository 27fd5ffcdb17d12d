# SPDX-License-Identifier: EUPL-1.2
"""Dirty values are repaired or left out, and it is said which."""

import pytest
from hypothesis import given, settings

from aikompas.publication.standard.cleaning import clean
from aikompas.publication.standard.validation import validate

from .strategies import dirty_records, raw_records


def cleaned(key, value):
    record, findings = clean({key: value})
    return record.get(key), [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2014-06", "2014-06"), ("05-2023", "2023-05"), ("2023-05-01", "2023-05"), ("2023-05-01T10:00:00Z", "2023-05"),
        ("1-5-2023", "2023-05"), ("31/12/2020", "2020-12"), ("5/2023", "2023-05"), ("2023-5", "2023-05"),
        ("202305", "2023-05"), ("januari 2021", "2021-01"), ("1 Maart 2021", "2021-03"), ("mrt. 2021", "2021-03"),
        ("mei-23", "2023-05"), ("October 2019", "2019-10"),
    ],
)  # fmt: skip
def test_a_month_is_read_from_any_usual_notation(text, month):
    value, codes = cleaned("begin_date", text)
    assert value == month
    assert codes == ([] if text == month else ["month_rewritten"])


@pytest.mark.parametrize(
    "text", ["2023", "13-13-2023", "begin 2021", "2023-00", "45047", "marketing 2021", "1823-01"]
)
def test_a_date_that_is_no_month_is_left_out(text):
    assert cleaned("begin_date", text) == (None, ["month_unreadable"])


@pytest.mark.parametrize("text", ["-", "Nb", "n.v.t.", "N.V.T", "onbekend", "--", "?"])
def test_a_placeholder_is_left_out(text):
    assert cleaned("begin_date", text) == (None, ["placeholder_dropped"])
    assert cleaned("website", text) == (None, ["placeholder_dropped"])


def test_a_short_answer_in_a_text_is_kept():
    assert cleaned("human_intervention", "n.v.t.") == ("n.v.t.", [])
    assert cleaned("human_intervention", "<p>-</p>") == (None, ["placeholder_dropped"])


@pytest.mark.parametrize(
    ("text", "url", "codes"),
    [
        (" https://zonnedam.example/a ", "https://zonnedam.example/a", []),
        ("www.zonnedam.example", "https://www.zonnedam.example", ["value_rewritten"]),
        ("Zie https://zonnedam.example/a.", "https://zonnedam.example/a", ["value_rewritten"]),
        ("javascript:alert(1)", None, ["url_dropped"]),
        ("Team Virtuele Assistent", None, ["url_dropped"]),
        ("https://[x", None, ["url_dropped"]),
        ("https://zonnedam.example/" + "a" * 500, None, ["url_dropped"]),
    ],
)
def test_links_are_links_or_left_out(text, url, codes):
    assert cleaned("website", text) == (url, codes)


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("mailto:info@zonnedam.example", "info@zonnedam.example"),
        ("www.zonnedam.example/contact", "https://www.zonnedam.example/contact"),
        ("tel. 14 099", "tel. 14 099"),
    ],
)
def test_contact_is_kept_as_it_is_when_it_is_neither(text, contact):
    assert cleaned("contact_email", text)[0] == contact


def test_markup_is_taken_out_of_names_and_reduced_in_texts():
    assert cleaned("name", "R&amp;D <b>nieuw</b>") == ("R&D nieuw", ["html_removed"])
    assert cleaned("goal", "<p class='x'>a <b>b</b></p>") == ("<p>a b</p>", ["html_removed"])
    assert cleaned("goal", "Leeftijd < 18 & > 12") == ("Leeftijd &lt; 18 &amp; &gt; 12", [])


def test_control_characters_and_line_ends_are_tidied():
    assert cleaned("description_short", "a\r\nb\x00\x07c\ud800") == ("a\nbc", [])
    assert cleaned("name", "a\n b\xa0c") == ("a b c", [])


def test_a_long_name_is_cut_and_a_long_text_is_kept_with_a_warning():
    name, codes = cleaned("name", "a" * 120)
    assert (len(name), codes) == (100, ["text_cut"])
    assert cleaned("goal", "a" * 2501) == ("a" * 2501, ["too_long_kept"])


@pytest.mark.parametrize(
    ("value", "choices", "codes"),
    [
        ("Economie, Wonen", ["Economie", "Wonen"], []),
        (["verkeer", "Verkeer"], ["Verkeer"], []),
        ("Wonen; Ruimtevaart", ["Wonen"], ["value_unknown"]),
        ({"a": 1}, None, ["wrong_type_dropped"]),
        ("-", None, []),
    ],
)
def test_themes_are_known_choices(value, choices, codes):
    assert cleaned("category", value) == (choices, codes)


@pytest.mark.parametrize(
    ("value", "items", "codes"),
    [
        ("1: Gemeentewet, https://a.example. 2: Wet A, B en C, https://b.example",
         [{"title": "Gemeentewet", "link": "https://a.example"}, {"title": "Wet A, B en C", "link": "https://b.example"}],
         []),
        ("BRP: https://a.example \nBAG: https://b.example",
         [{"title": "BRP", "link": "https://a.example"}, {"title": "BAG", "link": "https://b.example"}], []),
        ([{"title": "https://a.example", "link": "Wet BRP"}], [{"title": "Wet BRP", "link": "https://a.example"}],
         ["title_link_swapped"]),
        ([{"title": "", "link": "https://a.example"}], [{"title": "https://a.example", "link": "https://a.example"}],
         ["title_from_link"]),
        ([{"title": "DPIA", "link": "volgt nog"}], [{"title": "DPIA"}], ["link_dropped"]),
        ([{"title": "DPIA", "link": None}, {}, 3], [{"title": "DPIA"}], ["wrong_type_dropped"]),
        ("DPIA", [{"title": "DPIA"}], []),
    ],
)  # fmt: skip
def test_groupings_are_read_in_every_form(value, items, codes):
    assert cleaned("impacttoetsen_grouping", value) == (items, codes)


def test_old_fields_move_to_their_successors():
    record, findings = clean({"source_data_link": "BRP: https://a.example", "type": "Nee"})
    assert record == {"source_data_grouping": [{"title": "BRP", "link": "https://a.example"}]}
    assert [finding.code for finding in findings] == ["moved_from", "unknown_key"]


def test_the_version_of_the_standard_is_not_part_of_the_record():
    assert clean({"standard_version": "1.0.0"}) == ({}, [])
    assert [finding.code for finding in clean({"standard_version": "0.4"})[1]] == ["other_version"]


@given(raw_records)
@settings(deadline=None)
def test_cleaning_a_cleaned_record_changes_nothing(raw):
    record, _ = clean(raw)
    assert clean(record) == (
        record,
        [finding for finding in clean(record)[1] if finding.code == "too_long_kept"],
    )


@given(dirty_records)
@settings(deadline=None)
def test_whatever_comes_in_comes_out_clean(raw):
    record, findings = clean(raw)
    assert clean(record)[0] == record
    allowed = {"missing", "too_long", "title_too_long", "link_missing", "link_too_long", "not_permitted"}
    assert {item.code for item in validate(record) if item.level == "rejected"} <= allowed
    for finding in findings:
        assert finding.message("nl")
        assert finding.message("en")
