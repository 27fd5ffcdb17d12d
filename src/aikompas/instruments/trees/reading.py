# SPDX-License-Identifier: EUPL-1.2
"""Loading a decision tree from its YAML file, with every problem it has."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from aikompas.instruments.documents import Document, Location, describe, read_document
from aikompas.instruments.documents import Source as DocumentSource
from aikompas.instruments.expressions import Expression, ExpressionError, parse
from aikompas.instruments.problems import InvalidInstrument, Problem, has_errors
from aikompas.instruments.schema import schema_problems
from aikompas.instruments.trees.checks import tree_problems
from aikompas.instruments.trees.model import (
    Answer,
    Category,
    Conclusion,
    DecisionTree,
    Definition,
    Extra,
    Question,
    Redirect,
    Source,
    Target,
)

_NAMES = frozenset({"labels"})

Item = TypeVar("Item", Question, Conclusion)


def load_tree(
    source: DocumentSource,
    *,
    categories: DocumentSource | None = None,
    definitions: DocumentSource | None = None,
) -> DecisionTree:
    """Load a decision tree from a file (`Path`) or from text; raises `InvalidInstrument` when it has errors.

    A file's `categories.yaml` and `definitions.yaml` (or `categories.nl.yaml`, by the language of the tree) are taken
    from the same folder unless given.
    """
    return tree_from(read_document(source), categories=categories, definitions=definitions)


def tree_from(
    document: Document,
    *,
    categories: DocumentSource | None = None,
    definitions: DocumentSource | None = None,
) -> DecisionTree:
    """Build the decision tree of a document that is already read; raises `InvalidInstrument`."""
    problems = schema_problems(document, "decision-tree")
    if problems:
        raise InvalidInstrument(problems)
    reader = _Reader(document)
    tree = reader.tree()
    if has_errors(reader.problems):
        raise InvalidInstrument(reader.problems)
    problems = reader.problems + tree_problems(tree)
    if has_errors(problems):
        raise InvalidInstrument(problems)
    return replace(
        tree,
        categories=_categories(categories or _sibling(document, tree, "categories")),
        definitions=_definitions(definitions or _sibling(document, tree, "definitions")),
        problems=tuple(problems),
    )


def _sibling(document: Document, tree: DecisionTree, name: str) -> DocumentSource | None:
    if document.path is None:
        return None
    paths = [document.path.with_name(f"{name}.{tree.language}.yaml"), document.path.with_name(f"{name}.yaml")]
    return next((path for path in paths if path.is_file()), None)


def _checked(source: DocumentSource, schema: str) -> Any:
    document = read_document(source)
    problems = schema_problems(document, schema)
    if problems:
        raise InvalidInstrument([replace(item, where=f"{schema}: {item.where}") for item in problems])
    return document.data


def _categories(source: DocumentSource | None) -> tuple[Category, ...]:
    items = _checked(source, "categories") if source is not None else []
    return tuple(Category(item["questionId"], item["category"], item["subcategory"]) for item in items)


def _definitions(source: DocumentSource | None) -> tuple[Definition, ...]:
    items = _checked(source, "definitions")["definitions"] if source is not None else []
    return tuple(Definition(item["term"], item["definition"]) for item in items)


class _Reader:
    """Turns the data of a document, which fits the schema, into the parts of a tree."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.problems: list[Problem] = []
        self.expressions: dict[str, Expression] = {}

    def tree(self) -> DecisionTree:
        data = self.document.data
        questions = [self.question(item, ("questions", i)) for i, item in enumerate(data["questions"])]
        conclusions = [
            self.conclusion(item, ("conclusions", i)) for i, item in enumerate(data["conclusions"])
        ]
        return DecisionTree(
            name=data["name"],
            version=data["version"],
            sha256=self.document.sha256,
            start=questions[0],
            questions=self.unique(questions),
            conclusions=self.unique(conclusions),
            urn=data.get("urn", ""),
            language=data.get("language", ""),
            extra=_extra(data, "name", "version", "urn", "language", "questions", "conclusions"),
        )

    def unique(self, items: list[Item]) -> Mapping[str, Item]:
        found: dict[str, Item] = {}
        for item in items:
            if item.id in found:
                self.error("duplicate", item.id, f"the id {item.id} occurs twice", item.line)
            found.setdefault(item.id, item)
        return MappingProxyType(found)

    def question(self, data: dict[str, Any], at: Location) -> Question:
        answers = [self.answer(item, (*at, "answers", i)) for i, item in enumerate(data["answers"])]
        texts: set[str] = set()
        for answer in answers:
            if answer.answer in texts:
                message = f"the answer '{answer.answer}' occurs twice"
                self.error("duplicate", data["questionId"], message, answer.line)
            texts.add(answer.answer)
        return Question(
            id=data["questionId"],
            question=data["question"],
            answers=tuple(answers),
            explanation=data.get("explanation") or "",
            description=data.get("description") or "",
            category=data.get("category") or "",
            subcategory=data.get("subcategory") or "",
            sources=_sources(data),
            line=self.document.line(at),
            extra=_extra(
                data,
                "questionId",
                "question",
                "answers",
                "explanation",
                "description",
                "category",
                "subcategory",
                "sources",
            ),
        )

    def answer(self, data: dict[str, Any], at: Location) -> Answer:
        if "nextQuestionId" in data and "nextConclusionId" in data:
            message = "an answer cannot lead to a question and to a conclusion at the same time"
            self.error("schema", describe(at), message, self.document.line(at))
        redirects = data.get("redirects") or []
        return Answer(
            answer=data["answer"],
            labels=tuple(data.get("labels") or ()),
            comment=data.get("answerComment") or "",
            subresult=data.get("subresult") or "",
            redirects=tuple(self.redirect(item, (*at, "redirects", i)) for i, item in enumerate(redirects)),
            next=_target(data),
            line=self.document.line(at),
            extra=_extra(
                data,
                "answer",
                "labels",
                "answerComment",
                "subresult",
                "redirects",
                "nextQuestionId",
                "nextConclusionId",
            ),
        )

    def redirect(self, data: dict[str, Any], at: Location) -> Redirect:
        target = _target(data)
        assert target is not None  # the schema asks for exactly one
        return Redirect(self.condition(data, (*at, "if")), target, self.document.line(at))

    def condition(self, data: dict[str, Any], at: Location) -> Expression | None:
        text = data.get("if")
        if text is None:
            return None
        if text not in self.expressions:
            try:
                self.expressions[text] = parse(text)
            except ExpressionError as error:
                message = f"the condition {text!r} cannot be read: {error}"
                self.error("expression", describe(at), message, self.document.line(at))
                return None
        expression = self.expressions[text]
        for name in sorted((expression.names - _NAMES) | expression.calls):
            message = f"the condition uses the unknown name '{name}' (only 'labels' exists)"
            self.error("expression", describe(at), message, self.document.line(at))
        return expression

    def conclusion(self, data: dict[str, Any], at: Location) -> Conclusion:
        return Conclusion(
            id=data["conclusionId"],
            conclusion=data["conclusion"],
            obligation=data["obligation"] or "",
            comment=data.get("conclusionComment") or "",
            sources=_sources(data),
            line=self.document.line(at),
            extra=_extra(data, "conclusionId", "conclusion", "obligation", "conclusionComment", "sources"),
        )

    def error(self, code: str, where: str, message: str, line: int | None) -> None:
        self.problems.append(Problem("error", code, where, message, line))


def _target(data: dict[str, Any]) -> Target | None:
    if "nextQuestionId" in data:
        return Target(data["nextQuestionId"], is_conclusion=False)
    if "nextConclusionId" in data:
        return Target(data["nextConclusionId"], is_conclusion=True)
    return None


def _sources(data: dict[str, Any]) -> tuple[Source, ...]:
    return tuple(Source(item["source"], item.get("url") or "") for item in data.get("sources") or ())


def _extra(data: dict[str, Any], *known: str) -> Extra:
    return MappingProxyType({key: value for key, value in data.items() if key not in known})
