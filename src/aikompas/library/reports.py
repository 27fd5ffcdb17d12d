# SPDX-License-Identifier: EUPL-1.2
"""What is found about files that wait to be loaded, in words, with what the organisation has already beside it."""

from __future__ import annotations

from dataclasses import dataclass

from aikompas.instruments.problems import Problem
from aikompas.library.bundles import NamedFile, unpack
from aikompas.library.checking import Found, check
from aikompas.library.models import Proposal
from aikompas.library.selectors import Version, versions_of
from aikompas.library.wording import Finding, findings


@dataclass(frozen=True, slots=True)
class Offer:
    """An instrument that can be loaded, what was noticed about it, and the version that is in use now."""

    found: Found
    findings: list[Finding]
    present: Version | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class ReportInWords:
    """Everything to read before loading."""

    offers: list[Offer]
    errors: list[Finding]
    warnings: list[Finding]
    can_be_loaded: bool


def report_of(proposal: Proposal) -> ReportInWords:
    """Return what is found about files that wait to be loaded."""
    report = check(unpack([NamedFile("", bytes(proposal.archive))]), proposal.language)
    known = versions_of(proposal.organisation_id)
    names = dict.fromkeys(name for name, _problem in report.problems)
    others = [
        item
        for name in names
        for item in findings([problem for file, problem in report.problems if file == name], name)
    ]
    return ReportInWords(
        offers=[_offer(found, known) for found in report.instruments],
        errors=[item for item in others if item.level == "error"],
        warnings=[item for item in others if item.level != "error"],
        can_be_loaded=report.can_be_loaded,
    )


def _offer(found: Found, known: list[Version]) -> Offer:
    same = [
        item
        for item in known
        if (item.kind, item.urn, item.language) == (found.kind, found.urn, found.language)
    ]
    problems = list(found.problems)
    is_new = all(item.sha256 != found.file.sha256 for item in known)
    if not is_new:
        problems.append(Problem("warning", "loaded-before", "", "loaded-before"))
    elif any(item.version == found.version for item in same):
        problems.append(Problem("warning", "same-version", "", "same-version"))
    present = next((item for item in same if item.is_active), None)
    return Offer(found, findings(problems), present, is_new)
