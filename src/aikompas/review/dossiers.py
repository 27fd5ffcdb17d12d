# SPDX-License-Identifier: EUPL-1.2
"""Dossiers in words: in short for who judges, a kept one as people read it, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentState, Position
from aikompas.assessments.needs import needs_of
from aikompas.assessments.places import assessments_url, page_url
from aikompas.assessments.presentation import in_words, state_badge
from aikompas.assessments.questionnaires import interface_language, questionnaire_of
from aikompas.assessments.selectors import advices_on, assessments_of
from aikompas.classification.controls import classification_url
from aikompas.classification.selectors import runs_of, signed_run
from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import evaluate
from aikompas.measures.kept import risks_in_words, work_in_words
from aikompas.measures.selectors.risks import matrix_of
from aikompas.organisations.roles import Role
from aikompas.register.choices import RiskClass
from aikompas.register.display import PEOPLE_AND_PLACES, label_of_fact, text_of_fact
from aikompas.register.dossier import part_of
from aikompas.register.gates import profile_of
from aikompas.register.models import FACT_FIELDS, Application
from aikompas.register.overview import sections_of
from aikompas.register.selectors import names_of
from aikompas.review.models import Decision
from aikompas.review.snapshots import content_of

DATES_OF_USE = frozenset({"use_start", "use_end", "next_review"})


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a dossier; ``key`` is the same in every dossier."""

    key: str
    term: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a dossier under a heading."""

    key: str
    title: str
    rows: Sequence[Row]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The rows as pairs of term and value."""
        return [(row.term, row.value) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a fact of a dossier was and is now."""

    part: str
    term: str
    before: str
    after: str


def in_short(application: Application) -> dict[str, Any]:
    """Return what somebody who judges wants to see first, with links to the whole."""
    return {
        "sections": sections_of(application),
        "run": signed_run(application),
        "classification_url": classification_url(application),
        "assessments": list(_assessments(application)),
        "assessments_url": assessments_url(application),
    }


def _assessments(application: Application) -> Iterator[dict[str, Any]]:
    """Yield the assessments that count or are under way, and those that the policy asks and nobody began."""
    found = [
        item
        for item in assessments_of(application).select_related("submitted_version")
        if item.state != AssessmentState.SUPERSEDED
    ]
    for item in found:
        item.application = application
        yield {
            "title": questionnaire_of(item).name,
            "badge": (_("Term has passed"), "danger") if item.is_expired else state_badge(item),
            "url": page_url("detail", item),
            "advices": advices_on(item),
        }
    begun = {item.urn for item in found}
    for need in needs_of(application):
        if need.waiver or (need.is_required and begun.isdisjoint(need.policy.urns)):
            yield {
                "title": need.name,
                "badge": (_("Done without"), "warning") if need.waiver else (_("Not started"), "warning"),
                "url": assessments_url(application),
                "waiver": need.waiver,
            }


def parts_of(content: dict[str, Any], application: Application, actor: Actor) -> list[Part]:
    """Return a dossier in plain values (kept, or of now) as people read it."""
    parts = [_application(content.get("application") or {}, actor)]
    for key, value in sorted(content.items()):
        if key == "classification":
            parts.append(_classification(value or {}, application))
        elif key == "assessments":
            parts += [_assessment(item, application, actor) for item in value or []]
        elif key == "assessments_done_without":
            parts.append(_done_without(value or [], application, actor))
        elif key == "measures":
            rows = [Row(*row) for row in work_in_words(value or [])]
            parts.append(Part(key, _("Requirements and measures"), rows))
        elif key == "risks":
            rows = [Row(*row) for row in risks_in_words(value or [], matrix_of(application))]
            parts.append(Part(key, _("Risks"), rows))
        elif key != "application" and value:
            parts.append(_registered(key, value))
    return [part for part in parts if part.rows]


def differences(before: Sequence[Part], after: Sequence[Part]) -> list[Difference]:
    """Return what differs between two dossiers, in the order in which they are read."""
    old, new = _by_key(before), _by_key(after)
    found = []
    for key in dict.fromkeys([*new, *old]):
        part, row = new.get(key) or old[key]
        values = [rows[key][1].value if key in rows else "" for rows in (old, new)]
        if values[0] != values[1]:
            found.append(Difference(part.title, row.term, *values))
    return found


def changes_since(judgement: Decision, application: Application, actor: Actor) -> list[Difference]:
    """Return what differs between the dossier of a judgement and that of now, in words.

    The dates of use follow the steps that were taken since, so they are no change of what was judged.
    """
    kept, now = (_without_dates(content) for content in (judgement.snapshot.content, content_of(application)))
    return differences(parts_of(kept, application, actor), parts_of(now, application, actor))


def _without_dates(content: dict[str, Any]) -> dict[str, Any]:
    facts = {name: value for name, value in content["application"].items() if name not in DATES_OF_USE}
    return {**content, "application": facts}


def _by_key(parts: Sequence[Part]) -> dict[tuple[str, str], tuple[Part, Row]]:
    return {(part.key, row.key): (part, row) for part in parts for row in part.rows}


def _application(facts: dict[str, Any], actor: Actor) -> Part:
    ids = {str(facts[name]) for name in PEOPLE_AND_PLACES if facts.get(name)}
    names = names_of(actor, ids)
    rows = [
        Row(name, _capital(label_of_fact(name)), text_of_fact(name, value, names))
        for name, value in sorted(facts.items(), key=lambda fact: _place(fact[0]))
        if name not in {"id", "reference"}
    ]
    return Part("application", _("Facts of the application"), rows)


def _place(name: str) -> int:
    """Return where a fact stands: in the order of the register, those of the system at the end."""
    return FACT_FIELDS.index(name) if name in FACT_FIELDS else len(FACT_FIELDS)


def _classification(kept: dict[str, Any], application: Application) -> Part:
    if not kept:
        return Part("classification", _("Classification"), [])
    tree = kept["tree"]
    runs = [run for run in runs_of(application) if run.tree_sha256 == tree["sha256"] and run.result]
    same = next((run for run in runs if run.answers == kept["answers"]), None)
    path = (same.result or {}).get("path", []) if same else []
    questions = {step["questionId"]: step["question"] for step in path}
    rows = [
        Row("risk_class", _("Risk class"), str(dict(RiskClass.choices).get(kept["risk_class"], ""))),
        Row("outcome", _("Outcome"), (same.result or {}).get("conclusion_text", "") if same else ""),
        Row("tree", _("Decision tree"), f"{tree['id']} {tree['version']}"),
        *(
            Row(
                answer["questionId"],
                questions.get(answer["questionId"], answer["questionId"]),
                _with_remark(answer),
            )
            for answer in kept["answers"]
        ),
    ]
    return Part("classification", _("Classification"), [row for row in rows if row.value])


def _with_remark(answer: dict[str, str]) -> str:
    remark = answer.get("remark", "")
    return f"{answer['answer']} ({remark})" if remark else answer["answer"]


def _assessment(kept: dict[str, Any], application: Application, actor: Actor) -> Part:
    found = (item for item in assessments_of(application) if item.sha256 == kept["sha256"])
    assessment: Assessment | None = next(found, None)
    if assessment is None:
        return Part(kept["urn"], kept["urn"], list(_plainly(kept["answers"])))
    form = questionnaire_of(assessment)
    answers = kept["answers"]
    rows = [
        Row("state", _("State"), str(dict(AssessmentState.choices).get(kept["state"], kept["state"]))),
        Row("version", _("Version of the questionnaire"), kept["version"]),
        Row("counts_until", _("Counts until"), _day(kept.get("counts_until"))),
        *_advices(kept.get("advices") or [], actor),
        *(
            Row(item.key, item.task.title, in_words(item.task, answers[item.key]))
            for item in evaluate(form, answers).items
            if item.task.is_question and item.key in answers
        ),
    ]
    return Part(kept["urn"], form.name, [row for row in rows if row.value])


def _advices(kept: list[dict[str, Any]], actor: Actor) -> Iterator[Row]:
    """Yield the advice on an assessment as it was, by role."""
    names = names_of(actor, {item["adviser"] for item in kept if item["adviser"]})
    for item in kept:
        position = dict(Position.choices).get(item["position"], item["position"])
        said = f"{position}. {item['text']}" if item["text"] else str(position)
        role = dict(Role.choices).get(item["role"], item["role"])
        value = f"{said} ({names.get(item['adviser'], '–')})"
        yield Row(f"advice-{item['role']}", _("Advice: %(role)s") % {"role": role}, value)


def _done_without(kept: list[dict[str, Any]], application: Application, actor: Actor) -> Part:
    """Return the decisions to do without a needed assessment as they were."""
    names = names_of(actor, {item["decided_by"] for item in kept if item["decided_by"]})
    policies = profile_of(application).assessments
    rows = []
    for item in kept:
        policy = policies.get(item["urn"])
        term = policy.name[interface_language()] if policy else item["urn"]
        value = f"{item['reason']} ({names.get(item['decided_by'], '–')}, {_day(item['decided_on'])})"
        rows.append(Row(item["urn"], term, value))
    return Part("done_without", _("Assessments done without"), rows)


def _registered(key: str, kept: Any) -> Part:
    """Return a part of an app above in its own words."""
    part = part_of(key)
    if part is None or part.in_words is None:
        return Part(key, key, list(_plainly(kept)))
    return Part(key, str(part.title), [Row(*row) for row in part.in_words(kept) if row[2]])


def _day(moment: str | None) -> str:
    return formats.date_format(datetime.fromisoformat(moment), "DATE_FORMAT") if moment else ""


def _plainly(value: Any, path: str = "") -> Iterator[Row]:
    """Yield values that no app describes, under the names they were kept with."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _plainly(item, f"{path} {key}".strip())
    elif isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        for number, item in enumerate(value, start=1):
            yield from _plainly(item, f"{path} {number}".strip())
    elif value not in (None, "", []):
        yield Row(path, path, ", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
