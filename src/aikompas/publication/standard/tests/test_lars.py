# SPDX-License-Identifier: EUPL-1.2
"""LARS codes."""

import json

import pytest

from aikompas.core.testing import shared_standards
from aikompas.publication.standard.lars import check_digit, is_valid_lars


def test_the_check_digit_weighs_odd_places_three_times():
    assert check_digit("1113689") == "3"


@pytest.mark.parametrize("code", ["11136893", "11234933"])
def test_a_code_with_the_right_check_digit_is_valid(code):
    assert is_valid_lars(code)


@pytest.mark.parametrize("code", ["11136894", "1113689", "01136893", "111368931", "1113689a", "", "١١١٣٦٨٩٣"])
def test_anything_else_is_not(code):
    assert not is_valid_lars(code)


def test_every_code_in_the_national_register_is_valid():
    path = shared_standards() / "algoritmeregister/snapshots/algoritmeregister-2026-05-13.json"
    codes = [item["id"] for item in json.loads(path.read_text("utf-8"))["algoritmes"]]
    assert len(codes) == 1431
    assert all(map(is_valid_lars, codes))
