# SPDX-License-Identifier: EUPL-1.2
"""Lists: filters, sorting and pages live in the address; htmx gets the results only."""

from __future__ import annotations

import re
from types import SimpleNamespace

import django_filters
import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from django.utils import translation

from aikompas.ui.lists import SearchFilter, list_page
from aikompas.ui.tables import Column

pytestmark = pytest.mark.django_db

COLUMNS = [
    Column("name", "Name", sort="name", cell="link", url=lambda row: f"/p/{row.codename}/"),
    Column("codename", "Code", sort="codename"),
    Column("type", "Type", "content_type.model"),
    Column("secret", "Not exported", "codename", export=False),
    Column("extra", "Only exported", "codename", shown=False),
]


class PermissionFilter(django_filters.FilterSet):
    q = SearchFilter(label="Search", fields=["name", "codename"])
    codename = django_filters.ChoiceFilter(
        label="Code", choices=[("code-003", "The third"), ("code-004", "The fourth")]
    )

    class Meta:
        model = Permission
        fields: list[str] = []


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def rows():
    kind = ContentType.objects.create(app_label="example", model="thing")
    Permission.objects.bulk_create(
        Permission(name=f"Row {n:03}", codename=f"code-{n:03}", content_type=kind) for n in range(60)
    )
    return Permission.objects.filter(content_type=kind).select_related("content_type")


def ask(queryset, query="", *, htmx=None, **options):
    request = RequestFactory().get(f"/list/{query}")
    request.htmx = htmx or False
    request.organisation = None
    settings = {
        "columns": COLUMNS,
        "filename": "Things",
        "filterset_class": PermissionFilter,
        "default_sort": "name",
    }
    return list_page(request, queryset=queryset, **{**settings, **options})


def body(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_a_page_shows_the_first_rows_and_how_many_there_are(rows):
    html = body(ask(rows, page_size=10))
    assert "<strong>60</strong> results" in html
    assert "Row 009" in html
    assert "Row 010" not in html


def test_a_page_number_that_does_not_exist_gives_the_last_page(rows):
    assert "Row 059" in body(ask(rows, "?page=999", page_size=25))


def test_sorting_goes_both_ways_and_is_announced(rows):
    html = body(ask(rows, "?sort=-name", page_size=10))
    assert "Row 059" in html
    assert 'aria-sort="descending"' in html
    assert 'href="/list/?sort=name"' in html


def test_sorting_by_something_unknown_is_ignored(rows):
    assert "Row 000" in body(ask(rows, "?sort=password", page_size=10))


def test_every_word_of_a_search_must_occur(rows):
    html = body(ask(rows, "?q=row+code-007"))
    assert "<strong>1</strong> result<" in html
    assert "Row 007" in html


def test_active_filters_show_as_links_that_remove_them(rows):
    html = body(ask(rows, "?codename=code-003&q=row&sort=-name"))
    assert "The third" in html
    assert 'href="/list/?q=row&amp;sort=-name"' in html
    assert 'href="/list/?sort=-name"' in html


def test_a_wrong_filter_value_does_not_fail(rows):
    assert ask(rows, "?codename=nonsense").status_code == 200


def test_sorting_and_pages_keep_the_filters(rows):
    html = body(ask(rows, "?q=row", page_size=10))
    assert "?q=row&amp;page=2" in html
    assert "?q=row&amp;sort=codename" in html


def test_htmx_gets_the_results_and_nothing_around_them(rows):
    html = body(ask(rows, htmx=SimpleNamespace(target="results", history_restore_request=False)))
    assert 'id="results"' in html
    assert "<html" not in html


def test_going_back_in_history_gives_the_whole_page(rows):
    html = body(ask(rows, htmx=SimpleNamespace(target="results", history_restore_request=True)))
    assert "<html" in html


def test_caches_keep_page_and_fragment_apart(rows):
    assert "HX-Request" in ask(rows)["Vary"]


def test_without_results_the_page_says_what_to_do(rows):
    assert "Nothing matches these filters" in body(ask(rows, "?q=nothing-like-it"))


def test_an_empty_list_explains_itself(rows):
    html = body(
        ask(
            rows.none(), empty={"title": "No things yet", "text": "Make one.", "url": "/new/", "label": "New"}
        )
    )
    assert "No things yet" in html
    assert 'href="/new/"' in html


def test_every_cell_says_its_column_for_narrow_screens(rows):
    assert 'data-label="Code"' in body(ask(rows))


def test_a_column_for_exports_only_is_not_shown(rows):
    html = body(ask(rows))
    assert "Only exported" not in html
    assert "Not exported" in html


def test_the_number_of_queries_does_not_grow_with_the_page(rows, django_assert_num_queries):
    for size in (10, 50):
        with django_assert_num_queries(3):
            ask(rows, page_size=size)


def test_an_export_holds_the_whole_filtered_list(rows):
    response = ask(rows, "?export=csv&q=row", page_size=10)
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert len(text.splitlines()) == 61
    assert response["Content-Disposition"] == 'attachment; filename="things.csv"'
    assert text.splitlines()[0] == "Name;Code;Type;Only exported"


def test_an_unknown_export_shows_the_page(rows):
    assert b"<html" in ask(rows, "?export=exe").content


def test_a_list_may_have_rows_of_its_own(rows):
    html = body(ask(rows, page_size=5, row_template="ui/components/mark.html"))
    assert html.count('class="ak-rows__row"') == 5


def test_a_list_may_compute_context_from_what_is_listed(rows):
    seen = []
    ask(rows, "?q=row", context=lambda listing: seen.append(listing.count) or {})
    assert seen == [60]
