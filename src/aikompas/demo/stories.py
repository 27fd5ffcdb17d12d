# SPDX-License-Identifier: EUPL-1.2
"""From what is written about a municipality to one list of events in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from aikompas.demo.calendar import after, office_moment
from aikompas.demo.content import Facts, Municipality

Step = tuple[float, str, dict[str, Any]]
"""How many days after the beginning, what happens, and with which details."""

FOUNDED = 745
"""Days before today on which the municipality began with AI-Kompas."""

MEASURED = 28
"""Days before today on which everything was measured, so that there is some history to see."""

ORDER = (
    "triaged",
    "classified",
    "prohibited",
    "assessed",
    "advised",
    "rejected",
    "decided",
    "pilot",
    "in_use",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: when, to which application, report or organisation, and what."""

    moment: datetime
    subject: str
    step: str
    details: dict[str, Any] = field(default_factory=dict)


def events_of(municipality: Municipality, today: date) -> list[Event]:
    """Return everything that happened in a municipality, in order of time."""
    stories: dict[str, list[tuple[float, str, dict[str, Any]]]] = {"": _founding(municipality)}
    for key, story in municipality.applications.items():
        stories[key] = list(_application(story))
    for key, story in municipality.reports.items():
        stories[key] = list(_report(story))
    stories["committee"] = list(_happenings(municipality.committee))
    for key, facts in municipality.designations.items():
        stories[key].append((facts["day"], "designate", {k: v for k, v in facts.items() if k != "day"}))
    for number, story in enumerate(municipality.imports):
        stories[f"import-{number}"] = [(story["day"], "import_registrations", {"file": story["file"]})]
    stories["keeping"] = list(_keeping(municipality.keeping))
    stories["planning"] = [
        (item["day"], item["do"], {name: value for name, value in item.items() if name not in {"day", "do"}})
        for item in municipality.planning
    ]
    events = [event for key, steps in stories.items() for event in _timed(key, steps, today)]
    return sorted(events, key=lambda event: event.moment)


def _timed(key: str, steps: list[tuple[float, str, dict[str, Any]]], today: date) -> Iterator[Event]:
    moment: datetime | None = None
    for days_ago, step, details in sorted(steps, key=lambda item: -item[0]):
        moment = after(office_moment(today, days_ago, f"{key} {step} {days_ago}"), moment)
        yield Event(moment, key, step, details)


def _founding(municipality: Municipality) -> list[tuple[float, str, dict[str, Any]]]:
    systems = [(FOUNDED - 10, "add_system", {"which": key}) for key in municipality.systems]
    measured: Step = (MEASURED, "measure_everything", {})
    return [(FOUNDED, "found_organisation", {}), (FOUNDED - 1, "let_people_in", {}), *systems, measured]


def _keeping(written: Facts) -> Iterator[Step]:
    """Yield what is kept up beside the applications."""
    for environment in written.get("environments", {}).values():
        yield environment["day"], "approve_environment", _details(environment)
    for confirmation in written.get("confirmations", ()):
        yield confirmation["day"], "confirm_inventory", _details(confirmation)


def _details(written: Facts) -> Facts:
    return {name: value for name, value in written.items() if name != "day"}


def _application(story: Facts) -> Iterator[tuple[float, str, dict[str, Any]]]:
    """Yield the steps up to the state that the story reaches, and then what is written about afterwards."""
    pace = story.get("pace", 1.0)
    for days, step, details in _course(story):
        yield story["start"] - days * pace, step, details
    if "annual" in story:
        yield from _annual_review(story)
    for extra in story.get("then", []):
        yield extra["day"], extra["do"], {k: v for k, v in extra.items() if k not in {"day", "do"}}


def _annual_review(story: Facts) -> Iterator[tuple[float, str, dict[str, Any]]]:
    """Yield the yearly review, in which everything turns out to be as it was."""
    yield story["annual"], "review_again", {}


def _course(story: Facts) -> Iterator[Step]:
    """Yield the usual course: report, facts, classification, assessment, advice, decision, start."""
    reached = ORDER.index(story["reaches"])
    yield from _intake(story)
    if reached >= ORDER.index("classified") or story.get("tree"):
        yield from _classification(story)
    if story["reaches"] in {"triaged", "classified", "prohibited"}:
        yield from _unfinished_assessment(story)
        return
    yield from _assessment(story)
    days = 39.0
    if "adjust" in story:
        yield from _adjustment(story)
        days += 41
    yield from _review(story, days, reached)


def _intake(story: Facts) -> Iterator[Step]:
    if "found" in story:
        yield 0, "find_in_use", {}
    else:
        yield 0, "report", {}
        yield 3, "accept", {}
    if "purpose" in story:
        yield 9, "describe", {}


def _classification(story: Facts) -> Iterator[Step]:
    if "first_tree" in story:
        yield 12, "classify", {"tree": story["first_tree"]}
        yield 14, "classify", {"tree": story["tree"], "reason": story["tree_reason"]}
    else:
        yield 14, "classify", {"tree": story["tree"], "reason": story.get("tree_reason", "")}


def _unfinished_assessment(story: Facts) -> Iterator[Step]:
    if "aia" not in story:
        return
    yield 17, "fill_in_assessment", {"upto": story["aia"].get("upto")}
    if "returned" in story["aia"]:
        yield 24, "submit_assessment", {}
        yield 29, "return_assessment", {"comments": story["aia"]["returned"]}


def _assessment(story: Facts) -> Iterator[Step]:
    if "aia" in story:
        yield 17, "fill_in_assessment", {}
        yield 30, "submit_assessment", {}
        yield 37, "approve_assessment", {}
    yield 38, "move", {"action": "finish_assessment"}


def _adjustment(story: Facts) -> Iterator[Step]:
    """Yield the round in which the committee asked for changes first."""
    adjust = story["adjust"]
    yield from _advice(adjust["advice"], 45)
    yield 53, "conclude", {"verdict": "adjust", "reasons": adjust["reasons"]}
    yield 64, "describe", {"facts": adjust["facts"], "reason": adjust["because"]}
    if "aia" in story:
        yield 66, "fill_in_assessment", {"answers": adjust.get("answers", {})}
        yield 70, "submit_assessment", {}
        yield 77, "approve_assessment", {}
    yield 79, "move", {"action": "finish_assessment"}


def _review(story: Facts, days: float, reached: int) -> Iterator[Step]:
    if "advice" in story:
        yield from _advice(story["advice"], days + 11)
    if reached >= ORDER.index("advised"):
        verdict, reasons = story["conclusion"]
        proposed = {"conditions": story.get("conditions", [])}
        yield days + 20, "conclude", {"verdict": verdict, "reasons": reasons, **proposed}
    if reached >= ORDER.index("rejected"):
        verdict, reasons = story["decision"]
        yield days + 32, "decide", {"verdict": verdict, "reasons": reasons}
        yield days + 33, "make_known", {}
    if story["reaches"] != "rejected":
        yield from _start(story, days + 36)


def _advice(advice: Facts, days: float) -> Iterator[Step]:
    """Yield the advice of the members, who read the dossier on the same day."""
    yield days + 2, "advise_in_turn", {"advice": advice}


def _start(story: Facts, days: float) -> Iterator[Step]:
    """Yield the register text, the start of the use, publication and the conditions that were met."""
    begin = days + 12
    if "text" in story:
        yield from _text(story["text"], days)
    if "pilot" in story:
        yield from _pilot(story["pilot"], begin)
    if story["reaches"] == "in_use":
        begin += 63 if story.get("pilot") else 0
        yield begin, "move", {"action": "take_into_use"}
        if "text" in story:
            yield from _publication(story["text"], begin + 1)
    for number, condition in enumerate(story.get("conditions", [])):
        if "met" in condition:
            yield days + 12 + condition["met"], "meet_condition", {"number": number}
        elif "offered" in condition:
            yield days + 12 + condition["offered"], "offer_condition", {"number": number}


def _pilot(pilot: Facts, begin: float) -> Iterator[Step]:
    """Yield the plan of a pilot, its start, and what happened so many days afterwards."""
    yield begin - 2, "plan_pilot", {}
    yield begin, "move", {"action": "start_pilot"}
    for step, days in pilot["after"].items():
        yield begin + days, step, {}


def _text(text: Facts, days: float) -> Iterator[Step]:
    """Yield the Dutch text, up to its approval."""
    yield days, "write_text", {}
    if text.get("upto") != "draft":
        yield days + 2, "approve_text", {}


def _publication(text: Facts, days: float) -> Iterator[Step]:
    """Yield the publication, followed by the English text when there is one."""
    yield days, "publish_text", {}
    if "english" in text:
        yield days + 6, "write_text", {"language": "en"}
        yield days + 8, "approve_text", {"language": "en"}
        yield days + 9, "publish_text", {"language": "en"}


def _report(story: Facts) -> Iterator[tuple[float, str, dict[str, Any]]]:
    """Yield what happened with a report that did not become an application of its own."""
    yield story["start"], "report", {}
    for extra in story.get("then", []):
        yield extra["day"], extra["do"], {k: v for k, v in extra.items() if k not in {"day", "do"}}


def _happenings(written: list[Facts]) -> Iterator[Step]:
    """Yield what is written about a subject as it is, each on its own day."""
    for event in written:
        yield (
            event["day"],
            event["do"],
            {name: value for name, value in event.items() if name not in {"day", "do"}},
        )
