# SPDX-License-Identifier: EUPL-1.2
"""The expression language in official instruments (JEXL 2.3): text becomes tokens, tokens become a tree.

A Pratt parser; nothing is ever handed to Python. As in JEXL, every operator associates to the left, `&&` and `||`
bind equally strongly, and a `? :` takes everything before it as its test. `expression_values` evaluates the tree.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from aikompas.instruments.expression_values import (
    NO_FUNCTIONS,
    Array,
    Binary,
    Call,
    Choice,
    EvaluationError,
    Functions,
    Index,
    Literal,
    Member,
    Name,
    Node,
    Object,
    Unary,
    Value,
    evaluate,
    truthy,
    walk,
)

__all__ = [
    "EvaluationError",
    "Expression",
    "ExpressionError",
    "Functions",
    "Value",
    "members_tested",
    "parse",
    "truthy",
]

_Item = TypeVar("_Item")
_MAX_OPERATORS, _MAX_DEPTH = 400, 40
_PRECEDENCE = {
    **dict.fromkeys(["&&", "||"], 10),
    **dict.fromkeys(["==", "!=", "<", "<=", ">", ">=", "in"], 20),
    **dict.fromkeys(["+", "-"], 30),
    **dict.fromkeys(["*", "/", "//"], 40),
    **dict.fromkeys(["%", "^"], 50),
}
_UNARY_PRECEDENCE = 100
_TOKENS = re.compile(
    r"""\s*(?:
      (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<number>\d*\.\d+|\d+)
    | (?P<name>[^\W\d][\w$]*|\$[\w$]*)
    | (?P<operator>&&|\|\||//|[=!<>]=|[-+*/%^<>!])
    | (?P<mark>[()\[\]{},:?.|])
    )""",
    re.VERBOSE | re.DOTALL,
)


class ExpressionError(ValueError):
    """The expression cannot be read; `column` (from 1) says where."""

    def __init__(self, message: str, column: int) -> None:
        self.column = column
        super().__init__(f"{message} (column {column})")


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: `evaluate` it as often as needed."""

    text: str
    node: Node
    names: frozenset[str]
    calls: frozenset[str]

    def evaluate(self, context: Mapping[str, Value], functions: Functions = NO_FUNCTIONS) -> Value:
        """Return the value of the expression; a name that is not in the context is undefined."""
        return evaluate(self.node, context, functions)

    def is_true(self, context: Mapping[str, Value], functions: Functions = NO_FUNCTIONS) -> bool:
        """Return whether the value counts as true."""
        return truthy(evaluate(self.node, context, functions))

    def parts(self) -> Iterator[Node]:
        """Yield every part of the expression."""
        return walk(self.node)


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
        self.calls: set[str] = set()
        self.operators = self.depth = 0

    def parse(self) -> Expression:
        node = self.whole()
        if self.token.kind != "end":
            raise self.unexpected(self.token)
        return Expression(self.text, node, frozenset(self.names), frozenset(self.calls))

    def whole(self) -> Node:
        """Read a whole expression, with the `? :` that may follow it."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise ExpressionError("the expression is too long", self.token.column)
        node = self.expression(0)
        if self.takes("?"):
            yes = None if self.token.text == ":" else self.whole()
            self.expect(":", "the ':' of a choice")
            node = Choice(node, yes, self.whole())
        self.depth -= 1
        return node

    def expression(self, minimum: int) -> Node:
        """Read an operand and every following operator that binds more strongly than the minimum."""
        node = self.operand()
        while self.token.kind == "operator" and _PRECEDENCE.get(self.token.text, 0) > minimum:
            symbol = self.advance().text
            node = Binary(symbol, node, self.expression(_PRECEDENCE[symbol]))
        return node

    def operand(self) -> Node:
        token = self.advance()
        if token.kind == "operator" and token.text in ("!", "-"):
            return Unary(token.text, self.expression(_UNARY_PRECEDENCE))
        node = self.primary(token)
        while self.token.kind == "mark" and self.token.text in (".", "[", "|"):
            node = self.suffix(node, self.advance())
        return node

    def primary(self, token: _Token) -> Node:
        if token.kind == "string":
            quote = token.text[0]
            return Literal(token.text[1:-1].replace("\\" + quote, quote).replace("\\\\", "\\"))
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "name":
            return self.name(token)
        if token.kind == "mark" and token.text == "(":
            node = self.whole()
            if not self.takes(")"):
                raise ExpressionError("a closing parenthesis is missing", token.column)
            return node
        if token.kind == "mark" and token.text == "[":
            return Array(tuple(self.listed("]", self.whole)))
        if token.kind == "mark" and token.text == "{":
            return Object(tuple(self.listed("}", self.pair)))
        raise self.unexpected(token)

    def suffix(self, node: Node, token: _Token) -> Node:
        """Read what follows an operand: a member, an index or a transform."""
        if token.text == "[":
            node = Index(node, self.whole())
            self.expect("]", "a closing bracket")
            return node
        name = self.advance()
        if name.kind != "name":
            raise self.unexpected(name)
        if token.text == ".":
            return Member(node, name.text)
        self.calls.add(name.text)
        arguments = self.listed(")", self.whole) if self.takes("(") else []
        return Call(name.text, (node, *arguments), transform=True)

    def name(self, token: _Token) -> Node:
        if token.text in ("true", "false"):
            return Literal(token.text == "true")
        if self.takes("("):
            self.calls.add(token.text)
            return Call(token.text, tuple(self.listed(")", self.whole)))
        self.names.add(token.text)
        return Name(token.text)

    def pair(self) -> tuple[str, Node]:
        token = self.advance()
        if token.kind not in ("name", "string"):
            raise self.unexpected(token)
        self.expect(":", "the ':' after a key")
        return (token.text[1:-1] if token.kind == "string" else token.text), self.whole()

    def listed(self, end: str, item: Callable[[], _Item]) -> list[_Item]:
        """Read items with commas between them, up to the closing mark."""
        items: list[_Item] = []
        while not self.takes(end):
            if items:
                self.expect(",", f"a ',' or '{end}'")
            items.append(item())
        return items

    def takes(self, mark: str) -> bool:
        """Go past this mark if it stands here."""
        found = self.token.kind == "mark" and self.token.text == mark
        if found:
            self.advance()
        return found

    def expect(self, mark: str, what: str) -> None:
        if not self.takes(mark):
            raise ExpressionError(f"{what} is missing", self.token.column)

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
        case _:
            used = any(isinstance(part, Name) and part.name == name for part in walk(node))
            return None if used else frozenset()
