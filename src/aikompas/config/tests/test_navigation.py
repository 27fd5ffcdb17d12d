# SPDX-License-Identifier: EUPL-1.2
"""The menu: every line leads to a page, and shows exactly to those who may open that page."""

import pytest
from django.urls import resolve, reverse

from aikompas.config.navigation import NAVIGATION
from aikompas.organisations.permissions import MATRIX
from aikompas.ui.icons import ICONS


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_a_line_of_the_menu_leads_to_a_page_that_its_readers_may_open(item):
    view = resolve(reverse(item.url_name, args=["zonnedam"])).func
    assert MATRIX[item.permission] <= MATRIX[view.access.permission]


@pytest.mark.parametrize("item", NAVIGATION, ids=lambda item: item.url_name)
def test_a_line_of_the_menu_has_a_known_icon(item):
    assert item.icon in ICONS
