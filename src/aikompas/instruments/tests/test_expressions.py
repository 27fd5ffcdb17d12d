# SPDX-License-Identifier: EUPL-1.2
"""The expression language behaves as the official programs run it, and never runs anything else."""

import math
import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.instruments.expressions import ExpressionError, members_tested, parse

LABELS = ("a", "b", "c d", "e'f")


def value(text: str, **context: Any) -> Any:
    return parse(text).evaluate(context)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a" in labels', True),
        ("'b' in labels", False),
        ('!("b" in labels)', True),
        ('!"b" in labels', False),
        (r'"e\"f" in labels', True),
        (r"'back\\slash' in labels", True),
        ('"a" in "banana"', True),
        ('"a" in unknown', False),
        ("labels", frozenset({"a", 'e"f', "back\\slash"})),
    ],
)
def test_membership_and_strings(text: str, expected: Any) -> None:
    assert value(text, labels=frozenset({"a", 'e"f', "back\\slash"})) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 2 - 3", 5),
        ("8 / 4 / 2", 1),
        ("-2 * -3", 6),
        ("7 % 4 * 2", 6),
        ("-7 % 4", -3),
        (".5 + 1.25", 1.75),
        ("1 / 0", math.inf),
        ("'a' + 'b'", "ab"),
        ("1 < 2", True),
        ("'10' < 9", False),
        ("'b' >= 'a'", True),
        ("missing < 1", False),
        ("missing >= 1", False),
        ("'1' == 1", True),
        ("true == 1", True),
        ("true != '1'", False),
        ("missing == other", True),
        ("missing == 0", False),
        ("1 + 1 == 2 && 2 > 1", True),
    ],
)
def test_numbers_and_comparison_follow_javascript(text: str, expected: Any) -> None:
    assert value(text) == expected


def test_and_and_or_bind_equally_strongly_from_left_to_right() -> None:
    assert value("true || false && false") is False
    assert value("true || (false && false)") is True


def test_and_and_or_return_an_operand() -> None:
    assert value("'' || 'x'") == "x"
    assert value("0 && 'x'") == 0
    assert value("missing || 'x'") == "x"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        ('"a" in', 7),
        ('"a" "b"', 5),
        ("(1 + 2", 1),
        ("1 + + 2", 5),
        ("a ; b", 3),
        ("'open", 1),
        ("labels.pop()", 11),
        ("f(1", 4),
        ("[1 2]", 4),
        ("{1: 2}", 2),
        ("a ? b", 6),
        ("a | 1", 5),
        ("a & b", 3),
        ("=", 1),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_column(text: str, column: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.column == column


def test_endless_expressions_are_refused() -> None:
    for text in ("(" * 100_000, "!" * 100_000 + "a", " && ".join("a" * 50_000)):
        with pytest.raises(ExpressionError, match="too long"):
            parse(text)


def test_the_members_that_an_expression_asks_for_are_known_when_it_asks_for_nothing_else() -> None:
    assert members_tested(parse("'a' in labels && !('b' in labels) || 1 > 2").node, "labels") == {"a", "b"}
    assert members_tested(parse("'a' in labels && labels").node, "labels") is None
    assert members_tested(parse("('a' + 'b') in labels").node, "labels") is None


@given(st.text(alphabet="ab10.\"'\\ ()!&|=<>+-*/%in\n$_é"))
def test_any_text_is_either_evaluated_or_refused(text: str) -> None:
    try:
        expression = parse(text)
    except ExpressionError:
        return
    expression.evaluate({"a": "b", "in": 1.0})


memberships = st.tuples(st.booleans(), st.sampled_from(LABELS))


@given(
    memberships,
    st.lists(st.tuples(st.sampled_from(["&&", "||"]), memberships)),
    st.frozensets(st.sampled_from(LABELS)),
)
def test_a_chain_of_conditions_is_read_from_left_to_right(
    first: tuple[bool, str], rest: list[tuple[str, tuple[bool, str]]], labels: frozenset[str]
) -> None:
    def text(item: tuple[bool, str]) -> str:
        return f'"{item[1]}" in labels' if item[0] else f'!("{item[1]}" in labels)'

    def truth(item: tuple[bool, str]) -> bool:
        return (item[1] in labels) is item[0]

    expected = truth(first)
    for symbol, item in rest:
        expected = (expected and truth(item)) if symbol == "&&" else (expected or truth(item))
    chain = " ".join([text(first), *(f"{symbol} {text(item)}" for symbol, item in rest)])
    assert parse(chain).is_true({"labels": labels}) is expected


OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<": operator.lt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
    "&&": lambda left, right: left and right,
    "||": lambda left, right: left or right,
}
numbers = st.integers(0, 99).map(lambda number: (str(number), float(number)))


def _combined(children: Any) -> Any:
    binary = st.tuples(st.sampled_from(sorted(OPERATIONS)), children, children).map(
        lambda item: (f"({item[1][0]} {item[0]} {item[2][0]})", OPERATIONS[item[0]](item[1][1], item[2][1]))
    )
    return binary | children.map(lambda item: (f"!{item[0]}", not item[1]))


@given(st.recursive(numbers, _combined, max_leaves=20))
def test_parentheses_decide_what_belongs_together(item: tuple[str, Any]) -> None:
    text, expected = item
    assert value(text) == expected
