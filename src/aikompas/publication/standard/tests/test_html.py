# SPDX-License-Identifier: EUPL-1.2
"""Cleaning, counting and comparing the simple HTML of register texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aikompas.publication.standard import html
from aikompas.publication.standard.values import tidy

from .strategies import fragments


@pytest.mark.parametrize(
    ("text", "length"),
    [("<p>a</p><p>b</p>", 3), ("abc", 3), ("<div>abc</div>", 3), ("a<br>b", 3), ("R&amp;D", 3), ("", 0), ("<p></p>", 0),
     ("a<b>c</b>", 3), ("als x<y dan", 11)],
)  # fmt: skip
def test_length_is_counted_without_tags_and_with_a_space_between_texts(text, length):
    assert html.text_length(text) == length


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("<p class='x' onclick='y()'>a</p>", "<p>a</p>"),
        ("<script>alert(1)</script>a", "a"),
        ("<a href='javascript:x'>a</a>", "a"),
        ("<h3>Kop</h3>tekst", "Kop<br>tekst"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b <br><br>"),
        ("a <!-- niet tonen --> b", "a  b"),
    ],
)
def test_only_the_allowed_tags_stay(text, clean):
    assert html.sanitise(text) == clean


@pytest.mark.parametrize(
    "text", ["Jonger dan <18 jaar", "als x<y dan z", "Beste <naam>", "a <!-- b", "a < b > c"]
)
def test_a_loose_bracket_does_not_swallow_the_text_after_it(text):
    assert html.plain_text(text) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("abc", "<div>abc</div>"),
        ("a\nb", "<div>a<br>b</div>"),
        ("<p>a</p><p>b</p>", "<div><p>a</p>\n<p>b</p></div>"),
        ("R&D", "<div>R&amp;D</div>"),
        ("a  b\xa0c", "a b c"),
        ("<p>a</p>", "<p>a</p><p><br></p>"),
    ],
)
def test_what_the_register_rewrites_is_the_same_text(one, other):
    assert html.same_text(one, other)


def test_other_words_are_another_text():
    assert not html.same_text("<p>a</p>", "<p>b</p>")
    assert not html.same_text("ab", "a b")


def test_plain_text_keeps_paragraphs_and_list_items_apart():
    text = "<p>Wij gebruiken:</p><ul><li>adres</li><li>leeftijd &amp; naam</li></ul><div>Klaar</div>"
    assert html.plain_text(text) == "Wij gebruiken:\n\n- adres\n- leeftijd & naam\nKlaar"


def test_one_line_is_cut_at_a_word():
    assert html.one_line("<p>een twee</p><p>drie</p>") == "een twee drie"
    assert html.one_line("een twee drie", 10) == "een twee…"


def test_lines_of_plain_text_are_shown_as_lines():
    assert html.as_html("a & b\nc") == "a &amp; b<br>c"
    assert html.as_html("<p>a</p>\n<p>b</p>") == "<p>a</p>\n<p>b</p>"


def test_markup_in_a_name_is_taken_away():
    assert html.without_markup("R&amp;D <b>nieuw</b>").split() == ["R&D", "nieuw"]
    assert html.without_markup("?a=1&copy=2 en x<y") == "?a=1&copy=2 en x<y"


def test_removed_tags_are_named():
    assert html.removed_tags("<P>a<B>b</B><h2>c</h2></p>") == ["b", "h2"]


@given(fragments)
@settings(deadline=None)
def test_cleaning_twice_changes_nothing(text):
    once = html.sanitise(text)
    assert html.sanitise(once) == once
    assert not html.removed_tags(once)


@given(fragments | st.text())
@settings(deadline=None)
def test_nothing_dangerous_survives(text):
    clean = html.sanitise(text).replace("&lt;", "")
    assert "<script" not in clean.lower()
    assert "<a" not in clean.lower()


@given(fragments.map(tidy))
@settings(deadline=None)
def test_sanitised_and_wrapped_is_the_same_text(text):
    assert html.same_text(text, f"<div>{html.sanitise(text)}</div>")


@pytest.mark.parametrize(
    "text", ["<div>" * 20_000, "<" * 20_000, "<p " * 10_000, "&amp;" * 20_000, "&" + "amp;" * 20_000]
)
def test_hostile_texts_are_cleaned_quickly(text):
    html.sanitise(text)
    html.text_length(text)
    html.plain_text(text)
    html.without_markup(text)
