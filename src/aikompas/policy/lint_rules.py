# SPDX-License-Identifier: EUPL-1.2
"""What a profile must say beyond its form: names that exist, promises that are kept, bodies that can decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from aikompas.organisations.roles import Role
from aikompas.policy.controls import all_controls
from aikompas.policy.findings import Finding, error, unknown, warning
from aikompas.policy.planned import planned_controls
from aikompas.policy.reading import Path
from aikompas.policy.risk_matrix import InvalidMatrix, parse_matrix
from aikompas.policy.sections.bodies import BODIES, RISK_CLASSES, UNDECIDED
from aikompas.policy.sections.committee import EXPERTISES
from aikompas.policy.sections.terms import CLOCK_KINDS, UNITS
from aikompas.policy.sections.use import DATA_CLASSES

Data = dict[str, Any]
Rule = Callable[[Data], Iterator[Finding]]
SECTIONS_WITH_ID = ("principles", "clocks", "tasks", "data_classes", "prohibited_purposes", "roadmap")


def clauses_are_kept(data: Data) -> Iterator[Finding]:
    """Each clause stands under a principle that exists and has controls, or somebody who attests."""
    principles = [item["id"] for item in data.get("principles", ())]
    for number, clause in enumerate(data.get("clauses", ())):
        path: Path = ("clauses", number)
        if clause["principle"] not in principles:
            yield unknown(
                "unknown_principle", (*path, "principle"), _("principle"), clause["principle"], principles
            )
        if not clause.get("controls") and "attestation" not in clause:
            told = {"reference": clause["ref"]}
            sentence = _("Clause %(reference)s has no control and nobody attests it: name one of the two.")
            yield error("clause_without_control", path, sentence % told)
    yield from _twice("clauses", "ref", data)
    if not data.get("clauses"):
        yield warning(
            "no_clauses", (), _("The profile has no clauses: nobody can see whether promises are kept.")
        )


def names_are_used_once(data: Data) -> Iterator[Finding]:
    """No two parts of a section have the same id."""
    for section in SECTIONS_WITH_ID:
        yield from _twice(section, "id", data)
    yield from _twice("years", "year", data.get("budget", {}), ("budget",))
    yield from _twice("composition", "expertise", data.get("committee", {}), ("committee",))


def controls_exist(data: Data) -> Iterator[Finding]:
    """Each named control is registered, or will be by a later module."""
    registered = {control.id for control in all_controls()}
    planned = planned_controls()
    known = sorted(registered | set(planned))
    for path, control in _named_controls(data):
        if control not in known:
            yield unknown("unknown_control", path, _("control"), control, known)
        elif control not in registered and path[0] == "gates":
            told = {"control": control}
            sentence = _("“%(control)s” is not measured yet, so this gate stays closed.")
            yield warning("gate_not_measured", path, sentence % told)


def clauses_are_referred_to_rightly(data: Data) -> Iterator[Finding]:
    """What names clauses names clauses that exist."""
    references = [clause["ref"] for clause in data.get("clauses", ())]
    for section in ("tasks", "data_classes", "prohibited_purposes", "roadmap"):
        for number, item in enumerate(data.get(section, ())):
            for place, reference in enumerate(item.get("clauses", ())):
                if reference not in references:
                    path: Path = (section, number, "clauses", place)
                    yield unknown("unknown_clause", path, _("clause"), reference, references)
    for name, item in data.get("circumstances", {}).items():
        for place, reference in enumerate(item.get("clauses", ())):
            if reference not in references:
                path = ("circumstances", name, "clauses", place)
                yield unknown("unknown_clause", path, _("clause"), reference, references)


def roles_exist(data: Data) -> Iterator[Finding]:
    """Each role is one that people can have."""
    for path, role in _named_roles(data):
        if role not in Role.values:
            yield unknown("unknown_role", path, _("role"), role, Role.values)


def words_exist(data: Data) -> Iterator[Finding]:
    """Risk classes, expertises, kinds of data, bodies, kinds of clocks and units exist."""
    for name in data.get("decisions", {}):
        if name not in (*RISK_CLASSES, "default"):
            yield unknown("unknown_risk_class", ("decisions", name), _("risk class"), name, RISK_CLASSES)
    for name in data.get("review", {}).get("by_risk_class", {}):
        if name not in RISK_CLASSES:
            path: Path = ("review", "by_risk_class", name)
            yield unknown("unknown_risk_class", path, _("risk class"), name, RISK_CLASSES)
    for number, seat in enumerate(data.get("committee", {}).get("composition", ())):
        path = ("committee", "composition", number, "expertise")
        yield from _one_of("unknown_expertise", path, _("expertise"), seat["expertise"], EXPERTISES)
    for number, clock in enumerate(data.get("clocks", ())):
        path = ("clocks", number)
        yield from _one_of("unknown_kind", (*path, "kind"), _("kind of clock"), clock["kind"], CLOCK_KINDS)
        yield from _one_of("unknown_unit", (*path, "unit"), _("unit of time"), clock["unit"], UNITS)
    yield from _data_classes_exist(data)


def _data_classes_exist(data: Data) -> Iterator[Finding]:
    for number, item in enumerate(data.get("data_classes", ())):
        path: Path = ("data_classes", number, "id")
        yield from _one_of("unknown_data_class", path, _("kind of data"), item["id"], DATA_CLASSES)
    for section in ("tasks", "designated_applications"):
        for number, item in enumerate(data.get(section, ())):
            if name := item.get("data_class"):
                path = (section, number, "data_class")
                yield from _one_of("unknown_data_class", path, _("kind of data"), name, DATA_CLASSES)
    given = [item["id"] for item in data.get("data_classes", ()) if item["id"] in DATA_CLASSES]
    if given != sorted(given, key=DATA_CLASSES.index):
        sentence = _("The kinds of data must go from harmless to most sensitive.")
        yield error("wrong_order", ("data_classes",), sentence)


def somebody_decides(data: Data) -> Iterator[Finding]:
    """About each risk class that can pass the gate of the decision a body of the policy decides."""
    decisions = data.get("decisions", {})
    for name, maker in decisions.items():
        path: Path = ("decisions", name, "body")
        if maker["body"] not in BODIES:
            yield unknown("unknown_body", path, _("body"), maker["body"], BODIES)
        elif maker["body"] not in data["bodies"]:
            told = {"body": maker["body"]}
            sentence = _("“%(body)s” decides here, but “bodies” does not say what it is called.")
            yield error("body_without_name", path, sentence % told)
    if decisions and "default" not in decisions:
        for name in RISK_CLASSES:
            if name not in decisions and name not in UNDECIDED:
                told = {"risk_class": name}
                sentence = _("The gate “decide” has nobody who decides about risk class “%(risk_class)s”.")
                yield error("gate_without_decision_maker", ("decisions",), sentence % told)


def committee_can_advise(data: Data) -> Iterator[Finding]:
    """The quorum is not larger than the committee."""
    committee = data.get("committee", {})
    composition = committee.get("composition", [{} for _expertise in EXPERTISES])
    size = sum(seat.get("members", 1) for seat in composition)
    if committee.get("quorum", 1) > size:
        sentence = _("The quorum (%(quorum)s) is larger than the committee (%(size)s).")
        told = {"quorum": committee["quorum"], "size": size}
        yield error("quorum_too_large", ("committee", "quorum"), sentence % told)


def dates_make_sense(data: Data) -> Iterator[Finding]:
    """Dates exist, ends come after beginnings, and one application is not designated twice at the same time."""
    source = data.get("source", {})
    yield from _period(("source",), source, "in_force_from", "in_force_until")
    for number, item in enumerate(data.get("roadmap", ())):
        yield from _period(("roadmap", number), item, "start", "due")
    periods: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for number, item in enumerate(data.get("designated_applications", ())):
        path: Path = ("designated_applications", number)
        wrong = list(_period(path, item, "from", "until"))
        yield from wrong
        if wrong:
            continue
        start = _day(item.get("from")) or date.min
        end = _day(item.get("until")) or date.max
        others = periods[item["application"].casefold()]
        if any(start <= until and begin <= end for begin, until in others):
            told = {"application": item["application"]}
            sentence = _("“%(application)s” is designated twice in the same period.")
            yield error("overlapping_dates", path, sentence % told)
        others.append((start, end))


def risks_can_be_weighed(data: Data) -> Iterator[Finding]:
    """The risk matrix does not contradict itself."""
    if "risk_matrix" in data:
        try:
            parse_matrix(data["risk_matrix"])
        except InvalidMatrix as problem:
            sentence = _("The risk matrix contradicts itself: %(detail)s") % {"detail": problem}
            yield error("invalid_matrix", ("risk_matrix",), sentence)


RULES: Sequence[Rule] = (
    clauses_are_kept,
    names_are_used_once,
    controls_exist,
    clauses_are_referred_to_rightly,
    roles_exist,
    words_exist,
    somebody_decides,
    committee_can_advise,
    dates_make_sense,
    risks_can_be_weighed,
)


def _named_controls(data: Data) -> Iterator[tuple[Path, str]]:
    for gate, controls in data["gates"].items():
        yield from ((("gates", gate, place), control) for place, control in enumerate(controls))
    for section in ("clauses", "roadmap"):
        for number, item in enumerate(data.get(section, ())):
            for place, control in enumerate(item.get("controls", ())):
                yield (section, number, "controls", place), control


def _named_roles(data: Data) -> Iterator[tuple[Path, str]]:
    yield from ((("roles", role), role) for role in data.get("roles", {}))
    for name, maker in data.get("decisions", {}).items():
        if "role" in maker:
            yield ("decisions", name, "role"), maker["role"]
    if secretary := data.get("committee", {}).get("secretary"):
        yield ("committee", "secretary"), secretary
    for section, key in (("clauses", "responsible"), ("roadmap", "responsible"), ("clocks", "role")):
        for number, item in enumerate(data.get(section, ())):
            if key in item:
                yield (section, number, key), item[key]
            if "attestation" in item:
                yield (section, number, "attestation", "by"), item["attestation"]["by"]


def _one_of(code: str, path: Path, what: str, value: str, known: Iterable[str]) -> Iterator[Finding]:
    if value not in known:
        yield unknown(code, path, what, value, known)


def _twice(section: str, key: str, data: Data, inside: Path = ()) -> Iterator[Finding]:
    seen: set[Any] = set()
    for number, item in enumerate(data.get(section, ())):
        if item[key] in seen:
            sentence = _("“%(name)s” stands here twice.") % {"name": item[key]}
            yield error("duplicate", (*inside, section, number, key), sentence)
        seen.add(item[key])


def _period(path: Path, item: Data, start: str, end: str) -> Iterator[Finding]:
    days = {}
    for key in (start, end):
        try:
            days[key] = _day(item.get(key))
        except ValueError:
            sentence = _("“%(date)s” is no date that exists.") % {"date": item[key]}
            yield error("no_date", (*path, key), sentence)
            return
    begin, until = days[start], days[end]
    if begin and until and begin > until:
        yield error("wrong_period", (*path, end), _("The end comes before the beginning."))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
