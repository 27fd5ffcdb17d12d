# SPDX-License-Identifier: EUPL-1.2
"""What was found about a file, in the language of the interface: one sentence for every code of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from aikompas.instruments.problems import Problem

SENTENCES: Mapping[str, Promise] = {
    "yaml": _("This is no file that can be read: it does not follow the rules of YAML."),
    "schema": _("A part has another form than the format of these files asks."),
    "kind": _("This file is no questionnaire, decision tree or glossary."),
    "duplicate": _("The same identifier occurs twice; it must be unique."),
    "id": _("This identifier ends in a number in brackets; that is how repeated answers are told apart."),
    "cycle": _("Whether something is asked depends, in the end, on itself."),
    "expression": _("A calculation or condition cannot be read."),
    "dangling": _("This refers to a part that does not exist; the reference has no effect."),
    "dead-end": _("An answer leads nowhere."),
    "unreachable": _("Nobody can ever come to this part."),
    "idle-redirect": _("This way on is never taken."),
    "too-large": _("This decision tree has too many ways through it to follow them all."),
    "unknown-type": _("This kind of question is not known; any answer is accepted."),
    "no-options": _("There is nothing to choose from at this question."),
    "duplicate-option": _("The same option occurs more than once."),
    "misplaced-key": _(
        "Something stands inside a condition and has no effect there; often an indentation slip."
    ),
    "unknown-dependency": _("This kind of dependency is not known; it has no effect."),
    "unknown-condition": _("This condition is not understood; it has no effect."),
    "impossible-value": _("A condition compares with something that is no option of the question."),
    "glossary": _("A term lacks its name or its meaning."),
    "empty-group": _("There is nothing in this group."),
    "default": _("The answer that is filled in beforehand does not fit the question."),
    "mapping": _("This way of repeating a question has another effect than it says, or none."),
    "label": _("The name for what is repeated has no effect or cannot be made like this."),
    "reference": _("This reference to another questionnaire is not understood."),
    "calculation": _("This calculation gives no score, or another one than it seems."),
    "level": _("This level of a result is not known; it comes after the others."),
    "unknown-name": _("A calculation uses a name that does not exist."),
    "unknown-function": _("A calculation uses a function that does not exist, or uses it wrongly."),
    "weights": _("The weights of a calculation do not fit what they weigh."),
    "impossible-key": _(
        "A calculation weighs something that is no option of the question; that weight never counts."
    ),
    "not-text": _("This file is neither text in UTF-8 nor an image of type PNG, JPEG, GIF or WebP."),
    "second-companion": _("There is more than one file of this kind; a decision tree has one."),
    "lonely-companion": _("This file goes with a decision tree. Load it together with that tree."),
    "missing-image": _("A question refers to this image, which is not among the files. Load it as well."),
    "unused-image": _("Nothing refers to this image; it is not loaded."),
    "no-instrument": _("There is no questionnaire, decision tree or glossary among these files."),
    "own-name": _("This identifier belongs to the tree of AI-Kompas. Give your tree one of its own."),
    "same-version": _(
        "There is another file with this version number and another content. Compare the two before you use it."
    ),
    "loaded-before": _("This very file is here already; only what it lacked is added."),
}
UNKNOWN = _("Something is out of the ordinary here.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found, and what the engine says about it to the makers of the file."""

    text: str
    detail: str


@dataclass(slots=True)
class Finding:
    """What was found as people read it, with all places where it was."""

    level: str
    code: str
    sentence: str
    places: list[Place]

    @property
    def where(self) -> list[str]:
        """The places in words, each once."""
        return list(dict.fromkeys(place.text for place in self.places if place.text))


def findings(problems: Iterable[Problem | Mapping[str, Any]], file_name: str = "") -> list[Finding]:
    """Return in words what was found, errors first; what was found at several places is said once."""
    found: dict[tuple[str, str], Finding] = {}
    for problem in problems:
        data = problem.as_dict() if isinstance(problem, Problem) else problem
        level, code = str(data["level"]), str(data["code"])
        sentence = str(SENTENCES.get(code, UNKNOWN))
        finding = found.setdefault((level, code), Finding(level, code, sentence, []))
        finding.places.append(_place(data, file_name))
    return sorted(found.values(), key=lambda finding: finding.level != "error")


def _place(data: Mapping[str, Any], file_name: str) -> Place:
    line, message = data.get("line"), str(data.get("message") or "")
    words = (
        file_name,
        str(data.get("where") or ""),
        _now("line %(line)s") % {"line": line} if line else "",
    )
    return Place(
        ", ".join(dict.fromkeys(word for word in words if word)), "" if message == data["code"] else message
    )
