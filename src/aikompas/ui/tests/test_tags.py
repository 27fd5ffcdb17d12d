# SPDX-License-Identifier: EUPL-1.2
"""Component tags: what people and screen readers get."""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from aikompas.ui.badges import RISKS


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def render(source: str, **context: object) -> str:
    html = Template("{% load ui %}" + source).render(Context(context))
    return re.sub(r"\s+", " ", html).strip()


class ReportForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As colleagues call it.", max_length=50)
    why = forms.CharField(label="Why", widget=forms.Textarea, max_length=200, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Sure")


def test_a_field_is_described_by_its_help_and_its_error():
    html = render("{% ui_field form.name %}", form=ReportForm({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html


def test_a_field_without_problems_is_not_marked_invalid():
    html = render("{% ui_field form.name %}", form=ReportForm())
    assert "aria-invalid" not in html
    assert 'aria-describedby="id_name_helptext"' in html


def test_only_optional_fields_say_whether_they_must_be_filled_in():
    form = ReportForm()
    assert "not required" in render("{% ui_field form.why %}", form=form)
    assert "not required" not in render("{% ui_field form.name %}", form=form)


def test_a_text_area_says_its_limit_without_cutting_off_what_is_pasted():
    html = render("{% ui_field form.why %}", form=ReportForm())
    assert "At most 200 characters." in html
    assert ' maxlength="' not in html
    assert 'aria-describedby="id_why_count"' in html


def test_radio_buttons_are_grouped_under_their_question():
    html = render("{% ui_field form.kind %}", form=ReportForm({}))
    assert "<fieldset" in html
    assert "<legend" in html
    assert 'aria-describedby="id_kind_error"' in html
    assert html.count('class="utrecht-radio-button') == 2


def test_the_error_summary_links_to_every_field_with_an_error():
    html = render("{% ui_errors form %}", form=ReportForm({}))
    for target in ("#id_name", "#id_kind_0", "#id_sure"):
        assert f'href="{target}"' in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary():
    assert render("{% ui_errors form %}", form=ReportForm()) == ""


def test_djangos_own_way_of_showing_a_form_looks_the_same():
    html = str(ReportForm())
    assert 'class="utrecht-textbox utrecht-textbox--html-input"' in html
    assert 'class="utrecht-form-label"' in html


def test_values_of_fields_are_escaped():
    assert "<script>" not in render("{% ui_form form %}", form=ReportForm({"name": "<script>x</script>"}))


@pytest.mark.parametrize("code", RISKS)
def test_every_risk_class_has_a_word_and_a_shape_beside_its_colour(code):
    html = render("{% ui_risk_badge code %}", code=code)
    assert str(RISKS[code].label) in html
    assert "<svg" in html


def test_risk_classes_differ_in_shape():
    assert len({look.icon for look in RISKS.values()}) == len(RISKS)


@pytest.mark.parametrize("code", ["", None, "nonsense"])
def test_a_risk_class_that_is_absent_shows_as_not_yet_classified(code):
    assert "Not yet classified" in render("{% ui_risk_badge code %}", code=code)


def test_a_badge_escapes_its_label():
    assert "&lt;b&gt;" in render("{% ui_badge label 'info' %}", label="<b>")


def test_steps_tell_the_present_one_apart():
    steps = [{"label": "One", "state": "done"}, {"label": "Two", "state": "current"}]
    html = render("{% ui_steps steps %}", steps=steps)
    assert html.count('aria-current="step"') == 1
    assert "(done)" in html


def test_tabs_are_links_and_the_present_page_is_marked():
    request = RequestFactory().get("/b/")
    html = render(
        "{% ui_tabs tabs %}",
        tabs=[{"label": "A", "url": "/a/"}, {"label": "B", "url": "/b/"}],
        request=request,
    )
    assert 'href="/b/" aria-current="page"' in html
    assert html.count("aria-current") == 1


def test_breadcrumbs_end_with_this_page():
    html = render("{% ui_breadcrumbs 'Home' '/' 'List' '/l/' 'Here' %}")
    assert '<span aria-current="page">Here</span>' in html
    assert html.count("<a ") == 2


def test_a_fact_that_is_absent_says_so():
    assert "Not filled in" in render("{% ui_definitions facts %}", facts=[("Owner", "")])


def test_a_fact_may_hold_a_component():
    html = render("{% ui_dl %}{% ui_fact 'Risk' %}{% ui_risk_badge 'high' %}{% endui_fact %}{% endui_dl %}")
    assert "ak-risk--danger" in html
    assert "&lt;" not in html


def test_what_is_typed_into_a_fact_stays_text():
    html = render(
        "{% ui_dl %}{% ui_fact 'Risk' %}{{ value }}{% endui_fact %}{% endui_dl %}", value="<script>"
    )
    assert "<script>" not in html


def test_a_difference_marks_what_went_and_what_came():
    html = render("{% ui_diff 'kept 28 days' 'kept 48 hours' %}")
    assert re.search(r"<del[^>]*>.*28</del>", html)
    assert re.search(r"<ins[^>]*>.*48</ins>", html)
    assert "kept" in html


def test_the_next_step_gives_the_reasons_why_it_is_blocked():
    reasons = [SimpleNamespace(text="No owner", url="/owner/")]
    html = render("{% ui_next_step 'Stop' kind='blocked' reasons=reasons %}", reasons=reasons)
    assert '<a class="utrecht-link utrecht-link--html-a" href="/owner/">No owner</a>' in html


def test_pages_keep_the_rest_of_the_address():
    request = RequestFactory().get("/list/?q=scan&page=2")
    html = render("{% ui_pagination page %}", page=Paginator(range(90), 10).page(2), request=request)
    assert 'href="?q=scan&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_one_page_needs_no_pagination():
    assert render("{% ui_pagination page %}", page=Paginator(range(5), 10).page(1)) == ""


def test_a_moment_has_a_form_for_machines():
    html = render("{% ui_date day %}", day=datetime.date(2026, 4, 1))
    assert html == '<time datetime="2026-04-01">1 April 2026</time>'


def test_markdown_becomes_harmless_markup():
    html = render("{% ui_markdown text %}", text="**Yes** <script>x</script> [a](javascript:x)")
    assert "<strong>Yes</strong>" in html
    assert "<script" not in html
    assert "javascript:" not in re.sub(r"\[a\]\(javascript:x\)", "", html)


def test_headings_in_markdown_fit_below_those_of_the_page():
    assert "<h3>Top</h3>" in render("{% ui_markdown text %}", text="# Top\n\ntext")


@pytest.mark.parametrize(
    "tag",
    [
        "{% ui_bar_chart 'T' one %}",
        "{% ui_stacked_bar_chart 'T' names many %}",
        "{% ui_line_chart 'T' moments many %}",
        "{% ui_donut_chart 'T' one %}",
    ],
)
def test_every_chart_has_its_numbers_in_a_table(tag):
    html = render(
        tag,
        one=[("a", 3), ("b", 4)],
        names=["x", "y"],
        many=[("a", [1, 2]), ("b", [0, 5])],
        moments=["jan", "feb"],
    )
    assert "<table" in html
    assert "style=" not in html
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize("tag", ["{% ui_bar_chart 'T' none %}", "{% ui_donut_chart 'T' none %}"])
def test_a_chart_of_nothing_does_not_fail(tag):
    assert "T" in render(tag, none=[])


def test_a_button_that_posts_carries_its_own_token():
    html = render("{% ui_post_button 'Go' '/go/' name='id' value='3' %}", csrf_token="abc")
    assert 'method="post" action="/go/"' in html
    assert 'value="abc"' in html


def test_progress_says_how_far_it_is_in_words():
    assert "4 / 7" in render("{% ui_progress 4 7 'Parts' %}")
