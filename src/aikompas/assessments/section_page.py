# SPDX-License-Identifier: EUPL-1.2
"""The page of a section: all that it shows, and what changes on it after something was saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from aikompas.assessments import selectors
from aikompas.assessments.forms import SectionForm, hidden_controls
from aikompas.assessments.glossary import Explained, explained
from aikompas.assessments.keeping import EMPTY, Kept, kept_of, same
from aikompas.assessments.models import AnswerChange, AnswerOrigin, Assessment, SectionDone
from aikompas.assessments.pictures import pictures_of, shown_picture
from aikompas.assessments.places import anchor, question_url, section_of
from aikompas.assessments.presentation import in_words, parts_of
from aikompas.assessments.questionnaires import prefilled
from aikompas.assessments.results import results_shown
from aikompas.assessments.sections import Node, Repetition, Tree, number_of, walk
from aikompas.core.actor import Actor
from aikompas.files.models import StoredFile
from aikompas.instruments.questionnaires import (
    Item,
    Questionnaire,
    State,
    Task,
    instance_of,
    split_key,
)
from aikompas.instruments.questionnaires.model import Picture
from aikompas.library.selectors import glossary, image_names

INITIAL, LABEL = "initial-", "label-"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts for one question: what somebody else saved, and what stands on this page."""

    change: AnswerChange | None
    theirs: str
    seen: SafeString


class SectionPage:
    """One section of an assessment, read from the database at one moment."""

    def __init__(self, actor: Actor, assessment: Assessment, section: Task, kept: Kept | None = None) -> None:
        self.actor, self.assessment, self.section = actor, assessment, section
        self.kept = kept or kept_of(assessment)
        self.form: Questionnaire = self.kept.form
        self.filled, self.state = self.kept.filled, self.kept.state

    @cached_property
    def items(self) -> dict[str, Item]:
        """What is shown of the section, by key."""
        return {item.key: item for item in self.state.items_in(self.section.id)}

    @property
    def asks(self) -> bool:
        """Tell whether the questionnaire says of some questions that they must be answered."""
        return any(task.required for task in self.form.questions)

    @cached_property
    def _terms(self) -> Mapping[str, Explained]:
        organisation_id = self.assessment.organisation_id
        return explained(self.form, glossary(organisation_id, self.assessment.language))

    @cached_property
    def _images(self) -> frozenset[str]:
        return image_names(self.assessment.organisation_id, self.assessment.sha256)

    @cached_property
    def _pictures(self) -> Mapping[str, StoredFile]:
        return pictures_of(self.assessment)

    def numbered(self, items: Iterable[Item]) -> list[Item]:
        """Return items with the numbers that are shown."""
        return [item if number_of(self.section, item) else _without_number(item) for item in items]

    def _posted_items(self, data: QueryDict, *, complete: bool) -> list[Item]:
        """Return the questions about which a form says something, also when they were hidden meanwhile."""
        names = dict.fromkeys(name.removeprefix(INITIAL) for name in data)
        if complete:
            names |= dict.fromkeys(data.getlist("shown"))
        found = (self.items.get(name) or self._hidden(name) for name in names)
        return self.numbered(item for item in found if item and item.task.is_question)

    def _hidden(self, key: str) -> Item | None:
        if instance_of(self.form, key) is None:
            return None
        task_id, index = (key, None) if key in self.form.tasks else split_key(key)
        task = self.form.tasks[task_id]
        if task not in tuple(self.section.walk()):
            return None
        return Item(key, task, index, "", "", task.title, task.options)

    def posted(self, data: QueryDict, *, complete: bool = True) -> SectionForm:
        """Return the answers that were posted from the page: all of them, or only those that were changed."""
        items = self._posted_items(data, complete=complete)
        return SectionForm(items, self.filled.answers, data, asks=self.asks)

    def shown(
        self,
        keys: Iterable[str] | None = None,
        mine: Mapping[str, Any] | None = None,
        opened: Mapping[str, Any] | None = None,
    ) -> SectionForm:
        """Return the fields of the page, or some of them.

        ``mine`` are texts that were not saved, ``opened`` with what they began.
        """
        answers = {**self.filled.answers, **(mine or {})}
        begun = {**self.filled.answers, **(opened or {})}
        found = (
            self.items.values() if keys is None else [self.items[key] for key in keys if key in self.items]
        )
        return SectionForm(self.numbered(found), answers, opened=begun, asks=self.asks)

    def tree(self, fields: SectionForm | None = None) -> Tree:
        """Return the section as a tree, with these fields."""
        return Tree(self.form, self.section, self.state, self.kept.rows, fields)

    def dress(self, nodes: Iterable[Node]) -> None:
        """Give questions what stands around them: where the answer comes from, and what the facts say."""
        nodes = [node for node in nodes if node.visible]
        if not nodes:
            return
        facts = prefilled(self.form, self.assessment.application)
        for node in nodes:
            node.terms = self._terms.get(node.task.id)
            node.pictures = [self._picture(picture) for picture in node.task.sources]
            if node.task.is_question:
                value, origin = self.kept.answers.get(node.key), self.kept.origins.get(node.key)
                node.has_history = origin is not None
                if node.kind == "picture" and value:
                    node.image = shown_picture(value, self._pictures)
                node.notes = notes_of(node.task, value, origin, facts.get(node.task.id))
                if not self.items[node.key].options and node.task.takes_options_from:
                    node.choices_from = self._asked_at(node.task.takes_options_from)

    def section_shown(self) -> dict[str, Any]:
        """Return what the section shows above its questions: pictures and terms."""
        return {
            "pictures": [self._picture(picture) for picture in self.section.sources],
            "terms": self._terms.get(self.section.id),
        }

    def _picture(self, picture: Picture) -> dict[str, str]:
        """Return a source of a task: where its picture is, when that came with the questionnaire."""
        slug = self.assessment.application.organisation.slug
        args = (slug, self.assessment.sha256, picture.source)
        url = reverse("library:image", args=args) if picture.source in self._images else ""
        return {"url": url, "name": picture.source, "description": picture.description}

    def _asked_at(self, task_id: str) -> dict[str, str]:
        """Return where the choices of a question are written."""
        task = self.form.tasks[task_id]
        section = section_of(self.form, task_id)
        place = next((item.key for item in self.state.items if item.task.id == task_id), section.id)
        return {"title": task.title, "url": question_url(self.assessment, self.form, place)}

    def conflicts(self, keys: Iterable[str]) -> dict[str, Conflict]:
        """Return both texts of questions that somebody else changed meanwhile."""
        changes = selectors.latest_changes(self.assessment, keys) if keys else {}
        return {
            key: Conflict(
                changes.get(key),
                in_words(fields_task(self.form, key), self.filled.answers.get(key)) or _("(empty)"),
                hidden_controls(f"seen-{key}", self.filled.answers.get(key)),
            )
            for key in keys
        }

    def parts(self, called_done: Mapping[str, SectionDone]) -> list[dict[str, str]]:
        """Return the sections with how far each is."""
        return parts_of(self.assessment, self.state, self.form, self.section.id, called_done)

    def results(self) -> list[dict[str, Any]]:
        """Return what the answers so far lead to."""
        return results_shown(self.form, self.state)

    def present(self) -> list[dict[str, str]]:
        """Return who else is in the assessment, and where."""
        return present(self.actor, self.assessment, self.form, self.state)


def present(actor: Actor, assessment: Assessment, form: Questionnaire, state: State) -> list[dict[str, str]]:
    """Return who else is in an assessment, and where."""
    found = []
    for presence in selectors.others_present(actor, assessment):
        section = form.tasks.get(presence.section_id)
        if section is None:
            continue
        key = presence.key if state.is_visible(presence.key) else presence.section_id
        task = fields_task(form, key)
        found.append(
            {
                "name": str(presence.person),
                "where": task.title,
                "url": question_url(assessment, form, key),
            }
        )
    return found


def fields_task(form: Questionnaire, key: str) -> Task:
    """Return the task of a key."""
    return form.tasks[key if key in form.tasks else split_key(key)[0]]


def notes_of(task: Task, value: Any, origin: str | None, fact: Any) -> list[str]:
    """Return where the answer comes from, and what the application says when that is something else."""
    notes = []
    if value not in EMPTY and origin not in (None, AnswerOrigin.PERSON):
        notes.append(str(AnswerOrigin(origin).label))
    if fact is not None and not same(value, fact):
        notes.append(_("The facts of the application say: %(fact)s") % {"fact": in_words(task, fact)})
    return notes


def _without_number(item: Item) -> Item:
    return Item(item.key, item.task, item.index, item.parent, "", item.label, item.options, item.place)


@dataclass(slots=True)
class Updates:
    """What changes on a page that is open: what comes or goes, what is saved, what others did."""

    replaced: list[Node | Repetition]
    added: list[tuple[Repetition, Node]]
    gone: list[str]
    saved: list[Node]
    labels: list[Node]
    disputed: list[Node]

    @property
    def fresh(self) -> list[Node | Repetition]:
        """What is shown anew, with all below it."""
        return [*self.replaced, *(node for _list, node in self.added)]

    @property
    def gone_anchors(self) -> list[str]:
        """The places on the page of instances that are no longer there."""
        return [anchor(key) for key in self.gone]


def updates_for(
    page: SectionPage, data: QueryDict, *, complete: bool, before: State | None = None
) -> Updates:
    """Compare an open page, as its form was posted, with what is kept now.

    A field that nobody touched on the page is replaced when somebody else changed it; a field that was touched is
    left alone, and is disputed when it was changed elsewhere too. ``complete`` says that the whole page was posted.
    When it is known what there was ``before``, only names that changed since are brought.
    """
    posted = page.posted(data, complete=complete)
    posted.full_clean()
    tree = page.tree()
    updates = Updates([], [], [], [], [], [])
    shown, lists = set(data.getlist("shown")), set(data.getlist("instance"))
    _compare(page, tree.nodes, shown, updates)
    nodes = list(walk(tree.nodes))
    here = {node.key for node in nodes if node.instance}
    updates.gone = [key for key in lists if key not in here]
    fresh = {node.key for node in walk(updates.fresh)}
    for node in nodes:
        if not node.visible or node.key in fresh:
            continue
        if node.instance and _is_renamed(node, before):
            updates.labels.append(node)
        if node.key in posted.fields:
            _sort(page, posted, node, updates, complete=complete)
    _render_fields(page, updates)
    found = page.conflicts([node.key for node in updates.disputed])
    for node in updates.disputed:
        node.conflict = found[node.key]
    return updates


def _sort(page: SectionPage, posted: SectionForm, node: Node, updates: Updates, *, complete: bool) -> None:
    """Decide what becomes of a field that was posted: nothing when it stands there as it is kept."""
    mine, kept = posted.posted_answer(node.key), page.filled.answers.get(node.key)
    opened = posted.opened_answer(node.key)
    if same(opened, kept) or node.key not in posted.cleaned_data:
        return
    if same(mine, kept):
        updates.saved.append(node)
    elif same(mine, opened) and complete:
        updates.replaced.append(node)
    else:
        updates.disputed.append(node)


def _render_fields(page: SectionPage, updates: Updates) -> None:
    """Make the fields of what is shown anew, and of no more than that."""
    fresh = list(walk(updates.fresh))
    fields = page.shown([node.key for node in (*fresh, *updates.saved)])
    for node in (*fresh, *updates.saved):
        if node.task.is_question:
            node.fields = fields
    page.dress(fresh)


def _is_renamed(node: Node, before: State | None) -> bool:
    return not before or not before.is_visible(node.key) or before.label(node.key) != node.label


def _compare(
    page: SectionPage, nodes: Iterable[Node | Repetition], shown: set[str], updates: Updates
) -> None:
    for node in nodes:
        if node.visible != (node.key in shown):
            updates.replaced.append(node)
        elif isinstance(node, Repetition):
            for instance in node.nodes:
                if instance.visible and instance.key not in shown:
                    updates.added.append((node, instance))
                else:
                    _compare(page, instance.children, shown, updates)
        elif node.visible:
            _compare(page, node.children, shown, updates)
