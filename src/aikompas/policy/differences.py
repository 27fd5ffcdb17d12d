# SPDX-License-Identifier: EUPL-1.2
"""What differs between two profiles, in words: what an organisation reads before it switches."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.policy.assessments import LEVELS, AssessmentPolicy, Route
from aikompas.policy.controls import Text
from aikompas.policy.labels import (
    BODIES,
    DATA_RULES,
    GATES,
    LIGHTS,
    RISK_CLASSES,
    UNITS,
    expertise_name,
    question_of,
    role_name,
)
from aikompas.policy.profiles import Profile
from aikompas.policy.texts import in_language

Described = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two profiles say differently; an empty text means that the profile says nothing about it."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """The differences about one subject."""

    id: str
    title: Text
    differences: tuple[Difference, ...]


def differences(before: Profile, after: Profile) -> list[Part]:
    """Return what the second profile says differently, by subject; subjects without differences are left out."""
    parts = []
    for part_id, (title, describe) in SUBJECTS.items():
        old, new = describe(before), describe(after)
        found = tuple(
            Difference(name, old.get(name, ""), new.get(name, ""))
            for name in dict.fromkeys((*old, *new))
            if old.get(name) != new.get(name)
        )
        if found:
            parts.append(Part(part_id, title, found))
    return parts


def _bodies(profile: Profile) -> Described:
    named = {str(label): getattr(profile.bodies, body) for body, label in BODIES.items()}
    return {label: name for label, name in named.items() if name}


def _decisions(profile: Profile) -> Described:
    makers = {"default": profile.decisions.default, **profile.decisions.by_risk_class}
    return {str(RISK_CLASSES[name]): maker.body for name, maker in makers.items()}


def _gates(profile: Profile) -> Described:
    return {
        str(GATES[gate]): "; ".join(question_of(control) for control in controls)
        for gate, controls in profile.gates.items()
    }


def _assessments(profile: Profile) -> Described:
    return {in_language(policy.name): _assessment(profile, policy) for policy in profile.assessments}


def _assessment(profile: Profile, policy: AssessmentPolicy) -> str:
    words = {"required": _("Required"), "advised": _("Advised")}
    lines = [
        f"{words[level]}: {in_language(condition.reason)}"
        for level in LEVELS
        for condition in policy.conditions
        if condition.level == level
    ]
    return " ".join([*lines, "; ".join(_route(profile, policy.route))])


def _route(profile: Profile, route: Route) -> list[str]:
    advice = ", ".join(role_name(profile, role) for role in route.advice) or "–"
    approval = ", ".join(sorted(role_name(profile, role) for role in route.approval))
    return [
        _("Advice: %(roles)s") % {"roles": advice},
        _("Approval: %(roles)s") % {"roles": approval},
        _("Valid for %(months)s months") % {"months": route.valid_months},
    ]


def _committee(profile: Profile) -> Described:
    committee = profile.committee
    seats = [f"{expertise_name(seat.expertise)} ({seat.members})" for seat in committee.seats]
    return {
        _("Expertises and members"): "; ".join(seats),
        _("Quorum"): str(committee.quorum),
        _("No advice about the own department"): _yes_no(committee.recuses_own_department),
        _("Guides pilots"): _yes_no(committee.guides_pilots),
        _("A pilot lasts at most"): _("%(months)s months") % {"months": profile.pilots.longest_months},
        _("A pilot with extensions lasts at most"): _("%(months)s months")
        % {"months": profile.pilots.limit_months},
        _("Working days for a written procedure"): str(committee.written_days),
        _("Working days for an urgent procedure"): str(committee.urgent_days),
    }


def _reviews(profile: Profile) -> Described:
    months = _("%(months)s months")
    review = profile.review
    by_class = {
        str(RISK_CLASSES[name]): months % {"months": value} for name, value in review.by_risk_class.items()
    }
    return {
        _("Each use"): months % {"months": review.months},
        **by_class,
        _("The policy itself"): months % {"months": review.policy_months},
    }


def _clocks(profile: Profile) -> Described:
    return {
        clock.name: _("%(amount)s %(unit)s after %(start)s")
        % {"amount": clock.amount, "unit": UNITS[clock.unit], "start": in_language(clock.starts)}
        for clock in profile.clocks
    }


def _use(profile: Profile) -> Described:
    use = profile.use
    return {
        **{task.name: str(LIGHTS[task.light][0]) for task in use.tasks},
        **{item.name: str(DATA_RULES[item.rule][0]) for item in use.data_classes},
        **{purpose.name: str(LIGHTS["red"][0]) for purpose in use.prohibited_purposes},
        **{item.application: _data_name(profile, item.data_class) for item in use.designations},
    }


def _data_name(profile: Profile, data_class: str) -> str:
    return next((item.name for item in profile.use.data_classes if item.id == data_class), data_class)


def _planning(profile: Profile) -> Described:
    steps = {item.title: item.due.isoformat() for item in profile.roadmap}
    money = {
        _("Budget %(year)s") % {"year": year}: f"€ {amount}" for year, amount in profile.budget.years.items()
    }
    return {**steps, **money}


def _clauses(profile: Profile) -> Described:
    return {
        f"{clause.reference} {clause.title}": " ".join(
            [clause.text, *(question_of(control) for control in clause.controls)]
        )
        for clause in profile.clauses
    }


def _yes_no(value: bool) -> str:
    return _("Yes") if value else _("No")


SUBJECTS: dict[str, tuple[Text, Callable[[Profile], Described]]] = {
    "bodies": (gettext_lazy("Names of bodies"), _bodies),
    "decisions": (gettext_lazy("Who decides"), _decisions),
    "gates": (gettext_lazy("Controls at the gates"), _gates),
    "assessments": (gettext_lazy("Assessments"), _assessments),
    "committee": (gettext_lazy("Committee"), _committee),
    "reviews": (gettext_lazy("Review terms"), _reviews),
    "clocks": (gettext_lazy("Terms for handling and reporting"), _clocks),
    "use": (gettext_lazy("What employees may do"), _use),
    "planning": (gettext_lazy("Timetable and budget"), _planning),
    "clauses": (gettext_lazy("Clauses"), _clauses),
}
