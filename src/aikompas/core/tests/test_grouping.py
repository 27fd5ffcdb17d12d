# SPDX-License-Identifier: EUPL-1.2
"""Nothing about fewer than five people is shown, nor can it be worked out by adding and subtracting what is shown."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from aikompas.core.grouping import LEAST, groups_of
from aikompas.evaluation.questionnaire import parse, shipped_data
from aikompas.evaluation.selectors import results_from
from aikompas.evaluation.tests.factories import answers

DEPARTMENTS = st.dictionaries(
    st.sampled_from(["", "Advies", "Beheer", "Burgerzaken", "Inkomen", "Ruimte"]),
    st.integers(0, 12),
    max_size=6,
)
QUESTIONNAIRE = parse(shipped_data())


def of(counts, keys):
    return sum(counts[key] for key in keys)


@given(DEPARTMENTS)
def test_every_group_that_is_shown_has_at_least_five_answers_or_nothing_is_shown_at_all(counts):
    groups = groups_of(counts, never_alone=[""])
    if sum(counts.values()) < LEAST:
        assert not groups.alone
        return
    assert all(counts[key] >= LEAST for key in groups.alone)
    assert of(counts, groups.others) == 0 or of(counts, groups.others) >= LEAST
    assert "" not in groups.alone


@given(DEPARTMENTS)
def test_each_answer_is_in_exactly_one_group(counts):
    groups = groups_of(counts, never_alone=[""])
    shown = [*groups.alone, *groups.others]
    assert len(shown) == len(set(shown))
    assert of(counts, shown) == sum(counts.values())


@settings(deadline=None)  # every way to add and subtract is tried
@given(DEPARTMENTS)
def test_whatever_is_added_and_subtracted_is_about_nobody_or_about_at_least_five(counts):
    sheets = {name: [answers(how_often=name or "-")] * number for name, number in counts.items()}
    results = results_from(QUESTIONNAIRE, sheets)
    published = [group for group in (results.everybody, *results.groups) if group]
    names = [{sheet["how_often"] for sheet in group.sheets} for group in published]
    for signs in product((-1, 0, 1), repeat=len(published)):
        times = {name: 0 for group in names for name in group}
        for sign, group in zip(signs, names, strict=True):
            for name in group:
                times[name] += sign
        for weight in {-1, 1}:  # what stands out exactly once is what somebody could have isolated
            isolated = {name for name, number in times.items() if number == weight}
            rest = {name for name, number in times.items() if number not in {0, weight}}
            if isolated and not rest:
                assert sum(counts["" if name == "-" else name] for name in isolated) >= LEAST


def test_the_smallest_group_joins_others_that_are_too_few():
    groups = groups_of({"Groot": 20, "Middel": 6, "Klein": 2})
    assert groups.alone == ("Groot",)
    assert set(groups.others) == {"Middel", "Klein"}
