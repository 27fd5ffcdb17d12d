# SPDX-License-Identifier: EUPL-1.2
"""A safe evaluator of the expression language in official instruments (JEXL 2.3).

Text becomes tokens, tokens become a tree (Pratt parser), the tree is evaluated: nothing is ever handed to Python.
As in JEXL, every operator associates to the left and `&&` and `||` bind equally strongly; values follow JavaScript:
`&&` and `||` return an operand, `==` converts, comparing with something that is no number is false.
"""

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Value = str | float | bool | None | tuple["Value", ...] | frozenset[str]

_MAX_OPERATORS = 200
_PRECEDENCE = {
    **dict.fromkeys(["&&", "||"], 10),
    **dict.fromkeys(["==", "!=", "<", "<=", ">", ">=", "in"], 20),
    **dict.fromkeys(["+", "-"], 30),
    **dict.fromkeys(["*", "/"], 40),
    "%": 50,
}
_UNARY_PRECEDENCE = 100
_TOKENS = re.compile(
    r"""\s*(?:
      (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<number>\d*\.\d+|\d+)
    | (?P<name>[^\W\d][\w$]*|\$[\w$]*)
    | (?P<operator>&&|\|\||[=!<>]=|[-+*/%<>!()])
    )""",
    re.VERBOSE | re.DOTALL,
)


class ExpressionError(ValueError):
    """The expression cannot be read; `column` (from 1) says where."""

    def __init__(self, message: str, column: int) -> None:
        self.column = column
        super().__init__(f"{message} (column {column})")


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, number, true or false."""

    value: Value


@dataclass(frozen=True, slots=True)
class Name:
    """Something that is looked up when the expression is evaluated."""

    name: str


@dataclass(frozen=True, slots=True)
class Unary:
    """`!` or `-` before an operand."""

    symbol: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """An operator between two operands."""

    symbol: str
    left: "Node"
    right: "Node"


Node = Literal | Name | Unary | Binary


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: `evaluate` it as often as needed."""

    text: str
    node: Node
    names: frozenset[str]

    def evaluate(self, context: Mapping[str, Value]) -> Value:
        """Return the value of the expression; a name that is not in the context is null."""
        return _evaluate(self.node, context)

    def is_true(self, context: Mapping[str, Value]) -> bool:
        """Return whether the value counts as true."""
        return truthy(_evaluate(self.node, context))


def parse(text: str) -> Expression:
    """Parse an expression; raises `ExpressionError`."""
    return _Parser(text).parse()


class _Token(NamedTuple):
    kind: str
    text: str
    column: int


def _tokens(text: str) -> Iterator[_Token]:
    position, end = 0, len(text.rstrip())
    while position < end:
        match = _TOKENS.match(text, position)
        if not match:
            start = position + len(text[position:]) - len(text[position:].lstrip())
            raise ExpressionError(f"cannot read {text[start : start + 10]!r}", start + 1)
        kind = match.lastgroup or ""
        word = match[kind]
        yield _Token("operator" if word == "in" else kind, word, match.start(kind) + 1)
        position = match.end()
    yield _Token("end", "", end + 1)


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.token = next(self.tokens)
        self.names: set[str] = set()
        self.operators = 0

    def parse(self) -> Expression:
        node = self.expression(0)
        if self.token.kind != "end":
            raise self.unexpected(self.token)
        return Expression(self.text, node, frozenset(self.names))

    def expression(self, minimum: int) -> Node:
        """Read an operand and every following operator that binds more strongly than the minimum."""
        node = self.operand()
        while self.token.kind == "operator" and _PRECEDENCE.get(self.token.text, 0) > minimum:
            symbol = self.advance().text
            node = Binary(symbol, node, self.expression(_PRECEDENCE[symbol]))
        return node

    def operand(self) -> Node:
        token = self.advance()
        if token.kind == "string":
            quote = token.text[0]
            return Literal(token.text[1:-1].replace("\\" + quote, quote).replace("\\\\", "\\"))
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "name":
            return self.name(token.text)
        if token.text in ("!", "-"):
            return Unary(token.text, self.expression(_UNARY_PRECEDENCE))
        if token.text == "(":
            node = self.expression(0)
            if self.advance().text != ")":
                raise ExpressionError("a closing parenthesis is missing", token.column)
            return node
        raise self.unexpected(token)

    def name(self, text: str) -> Node:
        if text in ("true", "false"):
            return Literal(text == "true")
        self.names.add(text)
        return Name(text)

    def advance(self) -> _Token:
        token = self.token
        if token.kind == "operator":
            self.operators += 1
            if self.operators > _MAX_OPERATORS:
                raise ExpressionError("the expression is too long", token.column)
        if token.kind != "end":
            self.token = next(self.tokens)
        return token

    def unexpected(self, token: _Token) -> ExpressionError:
        what = f"'{token.text}' is not expected here" if token.text else "something is missing at the end"
        return ExpressionError(what, token.column)


def _evaluate(node: Node, context: Mapping[str, Value]) -> Value:
    match node:
        case Literal(value):
            return value
        case Name(name):
            return context.get(name)
        case Unary("!", operand):
            return not truthy(_evaluate(operand, context))
        case Unary(_, operand):
            return -_number(_evaluate(operand, context))
        case Binary("&&", left, right):
            first = _evaluate(left, context)
            return _evaluate(right, context) if truthy(first) else first
        case Binary("||", left, right):
            first = _evaluate(left, context)
            return first if truthy(first) else _evaluate(right, context)
        case Binary(symbol, left, right):
            return _OPERATIONS[symbol](_evaluate(left, context), _evaluate(right, context))


def members_tested(node: Node, name: str) -> frozenset[str] | None:
    """Return every text of which the expression asks whether it is in the named value.

    Returns None when the expression uses the value in any other way, so that its outcome may depend on all of it.
    """
    match node:
        case Literal():
            return frozenset()
        case Name(other):
            return None if other == name else frozenset()
        case Unary(_, operand):
            return members_tested(operand, name)
        case Binary("in", Literal(str(text)), Name(other)) if other == name:
            return frozenset({text})
        case Binary(_, left, right):
            first, second = members_tested(left, name), members_tested(right, name)
            return None if first is None or second is None else first | second


def truthy(value: Value) -> bool:
    """Return whether JavaScript counts the value as true: an empty list does, an empty text does not."""
    if isinstance(value, (tuple, frozenset)):
        return True
    return bool(value) and value == value  # NaN differs from itself


def _number(value: Value) -> float:
    if value is None or isinstance(value, (tuple, frozenset)):
        return math.nan
    if isinstance(value, str):
        try:
            return float(value.strip() or 0)
        except ValueError:
            return math.nan
    return float(value)


def _equal(left: Value, right: Value) -> bool:
    if left is None or right is None:
        return left is right
    if type(left) is type(right):
        return left == right
    return _number(left) == _number(right)


def _contains(item: Value, container: Value) -> bool:
    if isinstance(container, str):
        return isinstance(item, str) and item in container
    if isinstance(container, tuple):
        return any(type(item) is type(element) and item == element for element in container)
    return isinstance(container, frozenset) and item in container


def _add(left: Value, right: Value) -> Value:
    if isinstance(left, str) and isinstance(right, str):
        return left + right
    return _number(left) + _number(right)


def _divide(left: Value, right: Value) -> float:
    dividend, divisor = _number(left), _number(right)
    if divisor:
        return dividend / divisor
    return math.nan if not dividend or dividend != dividend else math.copysign(math.inf, dividend)


def _remainder(left: Value, right: Value) -> float:
    dividend, divisor = _number(left), _number(right)
    return math.fmod(dividend, divisor) if divisor and math.isfinite(dividend) else math.nan


def _compare(test: Callable[[Any, Any], bool]) -> Callable[[Value, Value], Value]:
    def compare(left: Value, right: Value) -> bool:
        if isinstance(left, str) and isinstance(right, str):
            return test(left, right)
        return test(_number(left), _number(right))

    return compare


_OPERATIONS: dict[str, Callable[[Value, Value], Value]] = {
    "in": _contains,
    "==": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": _compare(operator.lt),
    "<=": _compare(operator.le),
    ">": _compare(operator.gt),
    ">=": _compare(operator.ge),
    "+": _add,
    "-": lambda left, right: _number(left) - _number(right),
    "*": lambda left, right: _number(left) * _number(right),
    "/": _divide,
    "%": _remainder,
}
