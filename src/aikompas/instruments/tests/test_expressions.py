# SPDX-License-Identifier: EUPL-1.2
"""The expression language behaves as the official programs run it, and never runs anything else."""

import math
import operator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aikompas.instruments.expressions import (
    EvaluationError,
    ExpressionError,
    Functions,
    members_tested,
    parse,
)

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


FUNCTIONS = Functions(
    {"twice": lambda text: text * 2, "none": lambda: None},
    {"count": lambda items: float(len(items)), "plus": lambda one, other: one + other},
)
CONTEXT = {"a": {"b": [{"c": 5.0}, {"c": 6.0}], "__x": 1.0}, "empty": [], "nothing": None, "list": ["p", "q"]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true ? 1 : 2", 1),
        ("false ? 1 : true ? 2 : 3", 2),
        ("0 ?: 4", 4),
        ("5 ?: 4", 5),
        ("1 > 2 || true ? 'yes' : 'no'", "yes"),
        ("[1, 'x', [2]]", [1, "x", [2]]),
        ("{x: 1, 'y z': 2}['y z']", 2),
        ("{x: {y: 3}}.x.y", 3),
        ("a.b.c", 5),
        ("a.b[1].c", 6),
        ("a.none.c == null", True),
        ("a.b[9] == undefined", True),
        ("a.constructor == null", True),
        ("list[1]", "q"),
        ("'text'[0]", "t"),
        ("'text'.length", 4),
        ("list[true][0]", "p"),
        ("list[false] == null", True),
        ("list | count", 2),
        ("1 + list | count", 3),
        ("!empty | count", True),
        ("1 | plus(2) | plus(3)", 6),
        ("twice('ab') + 'c'", "ababc"),
        ("list | count > 1 && 'yes'", "yes"),
        ("7 // 2", 3),
        ("-7 // 2", -4),
        ("2 ^ 3 * 2", 16),
        ("0 ^ -1 > 5", True),
    ],
)
def test_members_indexes_choices_and_calls(text: str, expected: Any) -> None:
    result = parse(text).evaluate(CONTEXT, FUNCTIONS)
    assert result == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nothing + 1", 1),
        ("missing + 1 == missing + 1", False),
        ("nothing >= 0", True),
        ("missing >= 0", False),
        ("nothing == missing", True),
        ("nothing == 0", False),
        ("true + true", 2),
        ("1 + '1'", "11"),
        ("1.5 + ''", "1.5"),
        ("true + 'x' + nothing + missing", "truexnullundefined"),
        ("list + '!'", "p,q!"),
        ("['p'] == 'p'", True),
        ("[] == 0", True),
        ("[] == []", False),
        ("list == list", True),
        ("['5'] > 4", True),
        ("a + ''", "[object Object]"),
        ("'true' == true", False),
        ("'1' == true", True),
        ("' 7 ' == 7", True),
        ("'1_0' == 10", False),
        ("'nan' == 'nan'", True),
        ("'inf' > 1", False),
        ("'Infinity' > 1", True),
        ("1 in [1, 2]", True),
        ("'1' in [1, 2]", False),
        ("1 in 'a1'", True),
        ("'p' in list", True),
        ("'p' in nothing", False),
        ("[1] in [[1]]", False),
        ("empty && 'an empty list counts as true'", "an empty list counts as true"),
        ("1 / -0 < 0", True),
        ("0 / 0 > 0", False),
        ("1 ^ missing > 0", False),
        ("'0x1F' + 0", "0x1F0"),
        ("'0x1F' * 1", 31),
        ("-10 ^ 999 < 0", True),
        ("10 ^ 999 > 0", True),
        ("5 % 0 == 5 % 0", False),
    ],
)
def test_conversion_follows_javascript(text: str, expected: Any) -> None:
    assert parse(text).evaluate(CONTEXT, FUNCTIONS) == expected


@pytest.mark.parametrize("text", ["other()", "1 | other", "twice()", "none(1)", "twice(nothing)"])
def test_what_cannot_be_called_says_so(text: str) -> None:
    with pytest.raises(EvaluationError):
        parse(text).evaluate(CONTEXT, FUNCTIONS)


def test_endless_expressions_are_refused() -> None:
    for text in ("(" * 100_000, "[" * 100_000, "f(" * 900, "!" * 100_000 + "a", " && ".join("a" * 50_000)):
        with pytest.raises(ExpressionError, match="too long"):
            parse(text)


def test_the_members_that_an_expression_asks_for_are_known_when_it_asks_for_nothing_else() -> None:
    assert members_tested(parse("'a' in labels && !('b' in labels) || 1 > 2").node, "labels") == {"a", "b"}
    assert members_tested(parse("'a' in labels && labels").node, "labels") is None
    assert members_tested(parse("('a' + 'b') in labels").node, "labels") is None


@given(st.text(alphabet="ab10.\"'\\ ()[]{},:?!&|=<>+-*/%^in\n$_é"))
def test_any_text_is_either_evaluated_or_refused(text: str) -> None:
    try:
        expression = parse(text)
    except ExpressionError:
        return
    with suppress(EvaluationError):
        expression.evaluate({"a": "b", "b": ["a", {"a": None}], "in": 1.0}, FUNCTIONS)


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
