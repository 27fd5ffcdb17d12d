# SPDX-License-Identifier: EUPL-1.2
"""The linter of profiles: every mistake at once, with its line and in words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from aikompas.policy.findings import ERROR, Finding, error
from aikompas.policy.lint_rules import RULES
from aikompas.policy.profiles import Profile, build_profile, hash_of, validator
from aikompas.policy.reading import Document, Unreadable, read
from aikompas.policy.schema_sentences import sentences


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a text, and the profile when it is without errors."""

    findings: tuple[Finding, ...]
    profile: Profile | None

    @property
    def errors(self) -> list[Finding]:
        """The mistakes."""
        return [finding for finding in self.findings if finding.level == ERROR]

    @property
    def warnings(self) -> list[Finding]:
        """The doubts."""
        return [finding for finding in self.findings if finding.level != ERROR]


def check_profile(text: str) -> Report:
    """Return everything that is wrong or doubtful in the text of a profile, in the order of its lines."""
    try:
        document = read(text)
    except Unreadable as problem:
        return Report((replace(error(problem.code, (), _unreadable(problem)), line=problem.line),), None)
    refused = (
        finding for problem in validator().iter_errors(document.data) for finding in sentences(problem)
    )
    found = list(dict.fromkeys(refused))  # the schema refuses once for each name that is missing
    if not found:
        found = [finding for rule in RULES for finding in rule(document.data)]
    profile = None
    if not any(finding.level == ERROR for finding in found):
        try:
            profile = build_profile(document.data, hash_of(text))
        except ValueError as problem:
            found.append(error("contradiction", (), str(problem)))
    return Report(_placed(found, document), profile)


def _placed(found: list[Finding], document: Document) -> tuple[Finding, ...]:
    placed = [replace(finding, line=document.line(finding.path)) for finding in found]
    return tuple(sorted(placed, key=lambda finding: (finding.line, finding.place, finding.code)))


def _unreadable(problem: Unreadable) -> str:
    sentences_by_code = {
        "syntax": _("This is no valid YAML: %(detail)s"),
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than 1 MB."),
        "alias": _("References (& and *) are not allowed: write the text out."),
        "key": _("“%(detail)s” is used as a name, but is no text. Put it between quotation marks."),
        "twice": _("“%(detail)s” stands here twice."),
    }
    return sentences_by_code[problem.code] % {"detail": problem.detail}
