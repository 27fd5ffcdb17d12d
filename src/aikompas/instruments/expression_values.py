# SPDX-License-Identifier: EUPL-1.2
"""Evaluates expressions: values follow JavaScript, as in the official programs.

`&&` and `||` return an operand, `==` converts, comparing with something that is no number is false, and what is not
there is undefined. Texts are `str`, numbers `float`, arrays lists or tuples, objects mappings, null is `None`.
"""

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Value = Any  # str, float, bool, None, UNDEFINED, an array or an object of these, or a set of texts


class _Undefined:
    """What JavaScript calls undefined."""

    def __repr__(self) -> str:
        return "undefined"

    def __bool__(self) -> bool:
        return False


UNDEFINED: Final = _Undefined()


class EvaluationError(ValueError):
    """The expression cannot be evaluated: it calls what does not exist, or in a way that is not possible."""


@dataclass(frozen=True, slots=True)
class Functions:
    """What an expression may call: functions `f(x)` and transforms `x | f`."""

    functions: Mapping[str, Callable[..., Value]]
    transforms: Mapping[str, Callable[..., Value]]


NO_FUNCTIONS = Functions({}, {})


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


@dataclass(frozen=True, slots=True)
class Choice:
    """`test ? yes : no`; without yes, the test itself."""

    test: "Node"
    yes: "Node | None"
    no: "Node"


@dataclass(frozen=True, slots=True)
class Array:
    """`[a, b]`."""

    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Object:
    """`{a: b}`."""

    items: tuple[tuple[str, "Node"], ...]


@dataclass(frozen=True, slots=True)
class Member:
    """`subject.name`."""

    subject: "Node"
    name: str


@dataclass(frozen=True, slots=True)
class Index:
    """`subject[index]`."""

    subject: "Node"
    index: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`, or as a transform `first | name(others)`."""

    name: str
    arguments: tuple["Node", ...]
    transform: bool = False


Node = Literal | Name | Unary | Binary | Choice | Array | Object | Member | Index | Call


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    yield node
    for child in _children(node):
        yield from walk(child)


def _children(node: Node) -> tuple[Node, ...]:
    match node:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
        case Choice(test, yes, no):
            return (test, no) if yes is None else (test, yes, no)
        case Array(items) | Call(_, items):
            return items
        case Object(pairs):
            return tuple(item for _, item in pairs)
        case Member(subject):
            return (subject,)
        case Index(subject, index):
            return subject, index
        case _:
            return ()


@dataclass(frozen=True, slots=True)
class _Run:
    """One evaluation: the names and functions that the expression may use."""

    context: Mapping[str, Value]
    functions: Functions

    def value(self, node: Node) -> Value:
        match node:
            case Literal(constant):
                return constant
            case Name(name):
                return self.context.get(name, UNDEFINED)
            case Binary(symbol, left, right):
                return self.binary(symbol, left, right)
            case Unary(symbol, operand):
                value = self.value(operand)
                return not truthy(value) if symbol == "!" else -_number(value)
            case Call(name, arguments, transform):
                return _call(name, [self.value(item) for item in arguments], self.functions, transform)
            case Member(subject, name):
                return _member(self.value(subject), name)
            case Index(subject, index):
                return _element(self.value(subject), self.value(index))
            case _:
                return self.compound(node)

    def binary(self, symbol: str, left: Node, right: Node) -> Value:
        first = self.value(left)
        if symbol in ("&&", "||"):
            return self.value(right) if truthy(first) == (symbol == "&&") else first
        return _OPERATIONS[symbol](first, self.value(right))

    def compound(self, node: Array | Object | Choice) -> Value:
        match node:
            case Array(items):
                return [self.value(item) for item in items]
            case Object(pairs):
                return {key: self.value(item) for key, item in pairs}
            case Choice(test, yes, no):
                first = self.value(test)
                chosen = yes if truthy(first) else no
                return first if chosen is None else self.value(chosen)


def evaluate(node: Node, context: Mapping[str, Value], functions: Functions) -> Value:
    """Return the value of a node; raises `EvaluationError`."""
    return _Run(context, functions).value(node)


def _call(name: str, arguments: list[Value], functions: Functions, transform: bool) -> Value:
    called = (functions.transforms if transform else functions.functions).get(name)
    if called is None:
        raise EvaluationError(f"there is no {'transform' if transform else 'function'} '{name}'")
    try:
        return called(*arguments)
    except TypeError as error:
        raise EvaluationError(f"'{name}' cannot be called in this way") from error


def _member(subject: Value, name: str) -> Value:
    """Return a member as JEXL does: of an array, the member of its first element."""
    if isinstance(subject, (list, tuple)):
        subject = subject[0] if subject else UNDEFINED
    if isinstance(subject, Mapping):
        return subject.get(name, UNDEFINED)
    return float(len(subject)) if isinstance(subject, str) and name == "length" else UNDEFINED


def _element(subject: Value, index: Value) -> Value:
    """Return what stands at an index; an index that is true or false keeps or drops the whole."""
    if isinstance(index, bool):
        return subject if index else UNDEFINED
    if isinstance(subject, Mapping):
        return subject.get(_text(index), UNDEFINED)
    if isinstance(subject, (list, tuple, str)):
        place = _number(index)
        if place == place and 0 <= place < len(subject) and place == int(place):
            return subject[int(place)]
    return UNDEFINED


def truthy(value: Value) -> bool:
    """Return whether JavaScript counts the value as true: an empty list does, an empty text does not."""
    if isinstance(value, (list, tuple, frozenset, Mapping)):
        return True
    return bool(value) and value == value  # NaN differs from itself


_WHOLE = re.compile("0(?:[xX][0-9a-fA-F]{1,200}|[oO][0-7]{1,200}|[bB][01]{1,200})")
_NUMBER = re.compile(r"[-+]?(Infinity|\d+\.?\d*([eE][-+]?\d+)?|\.\d+([eE][-+]?\d+)?)")


def _number(value: Value) -> float:
    value = _primitive(value)
    if value is None:
        return 0.0
    if value is UNDEFINED:
        return math.nan
    if isinstance(value, str):
        text = value.strip()
        if _WHOLE.fullmatch(text):
            return float(int(text, 0))
        return float(text or 0) if not text or _NUMBER.fullmatch(text) else math.nan
    return float(value)


def _text(value: Value) -> str:
    value = _primitive(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if math.isnan(value):
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return str(int(value)) if value == int(value) and abs(value) < 1e21 else repr(value)
    return str(value)


def _primitive(value: Value) -> Value:
    """Return an array or object as JavaScript does where it expects a text or number."""
    if isinstance(value, (list, tuple)):
        return ",".join("" if item is None or item is UNDEFINED else _text(item) for item in value)
    return "[object Object]" if isinstance(value, (Mapping, frozenset)) else value


def _is_object(value: Value) -> bool:
    return isinstance(value, (list, tuple, Mapping, frozenset))


def _equal(left: Value, right: Value) -> bool:
    nothing = [side is None or side is UNDEFINED for side in (left, right)]
    if any(nothing):
        return all(nothing)
    if _is_object(left) and _is_object(right):
        return left is right
    left, right = _primitive(left), _primitive(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return _number(left) == _number(right)


def _same(left: Value, right: Value) -> bool:
    """Return whether two values are equal without conversion (`===`)."""
    if _is_object(left) or _is_object(right):
        return left is right
    kinds = [
        float if isinstance(side, int) and not isinstance(side, bool) else type(side)
        for side in (left, right)
    ]
    return kinds[0] is kinds[1] and bool(left == right)


def _contains(item: Value, container: Value) -> bool:
    if isinstance(container, str):
        return _text(item) in container
    if isinstance(container, (list, tuple)):
        return any(_same(item, element) for element in container)
    return isinstance(container, frozenset) and isinstance(item, str) and item in container


def _add(left: Value, right: Value) -> Value:
    left, right = _primitive(left), _primitive(right)
    if isinstance(left, str) or isinstance(right, str):
        return _text(left) + _text(right)
    return _number(left) + _number(right)


def _divide(left: Value, right: Value) -> float:
    dividend, divisor = _number(left), _number(right)
    if divisor:
        return dividend / divisor
    if not dividend or dividend != dividend:
        return math.nan
    return math.copysign(math.inf, dividend) * math.copysign(1, divisor)


def _floor_divide(left: Value, right: Value) -> float:
    result = _divide(left, right)
    return float(math.floor(result)) if math.isfinite(result) else result


def _remainder(left: Value, right: Value) -> float:
    dividend, divisor = _number(left), _number(right)
    return math.fmod(dividend, divisor) if divisor and math.isfinite(dividend) else math.nan


def _power(left: Value, right: Value) -> float:
    base, exponent = _number(left), _number(right)
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 else math.inf
    except ValueError:
        return math.nan if base else math.inf


def _compare(test: Callable[[Any, Any], bool]) -> Callable[[Value, Value], Value]:
    def compare(left: Value, right: Value) -> bool:
        left, right = _primitive(left), _primitive(right)
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
    "//": _floor_divide,
    "%": _remainder,
    "^": _power,
}
