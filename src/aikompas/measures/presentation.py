# SPDX-License-Identifier: EUPL-1.2
"""Requirements, measures and reasons in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aikompas.measures.catalogue import Catalogue, Measure, Outcome, Requirement
from aikompas.measures.choices import (
    REVIEW_KINDS,
    STATE_KINDS,
    Need,
    ReviewState,
    WorkState,
)
from aikompas.measures.models import WorkItem
from aikompas.register.choices import AffectedGroup, DecisionRole, Supply

Text = str | Promise
Badge = tuple[str, str]

ATTRIBUTES: dict[str, Text] = {
    "type": gettext_lazy("kind of application (classification)"),
    "risk_group": gettext_lazy("risk group (classification)"),
    "role": gettext_lazy("role of the municipality (classification)"),
    "systemic_risk": gettext_lazy("systemic risk (classification)"),
    "transparency_obligations": gettext_lazy("duty of transparency (classification)"),
    "open_source": gettext_lazy("open source (classification)"),
    "conformity_assessment_body": gettext_lazy("assessment by a third party (classification)"),
    "personal_data": gettext_lazy("personal data (kinds of data)"),
    "special_data": gettext_lazy("sensitive data or citizen service number (kinds of data)"),
    "remote_biometrics": gettext_lazy("remote biometric identification afterwards"),
    "affected": gettext_lazy("who is affected"),
    "decision_role": gettext_lazy("role in decisions about people"),
    "supply": gettext_lazy("own system or of others"),
}
# The classification's labels are Dutch words of the official registry.
LABELS: dict[str, Text] = {
    "AI-systeem": gettext_lazy("AI system"),
    "AI-systeem voor algemene doeleinden": gettext_lazy("general-purpose AI system"),
    "AI-model voor algemene doeleinden": gettext_lazy("general-purpose AI model"),
    "geen algoritme": gettext_lazy("no algorithm"),
    "impactvol algoritme": gettext_lazy("impactful algorithm"),
    "niet-impactvol algoritme": gettext_lazy("algorithm without impact"),
    "hoog-risico AI": gettext_lazy("high-risk AI"),
    "geen hoog-risico AI": gettext_lazy("no high-risk AI"),
    "verboden AI": gettext_lazy("prohibited AI"),
    "uitzondering van toepassing": gettext_lazy("exception applies"),
    "aanbieder": gettext_lazy("provider"),
    "gebruiksverantwoordelijke": gettext_lazy("deployer"),
    "importeur": gettext_lazy("importer"),
    "distributeur": gettext_lazy("distributor"),
    "systeemrisico": gettext_lazy("systemic risk"),
    "geen systeemrisico": gettext_lazy("no systemic risk"),
    "transparantieverplichting": gettext_lazy("duty of transparency"),
    "geen transparantieverplichting": gettext_lazy("no duty of transparency"),
    "open-source": gettext_lazy("open source"),
    "geen open-source": gettext_lazy("no open source"),
    "beoordeling door derde partij": gettext_lazy("assessment by a third party"),
    "yes": gettext_lazy("yes"),
    "no": gettext_lazy("no"),
}
CHOICES = {"affected": AffectedGroup, "decision_role": DecisionRole, "supply": Supply}
PHASES: dict[str, Text] = {
    "organisatieverantwoordelijkheden": gettext_lazy("Responsibilities of the organisation"),
    "probleemanalyse": gettext_lazy("Analysis of the problem"),
    "ontwerp": gettext_lazy("Design"),
    "dataverkenning-en-datapreparatie": gettext_lazy("Exploring and preparing data"),
    "ontwikkelen": gettext_lazy("Development"),
    "verificatie-en-validatie": gettext_lazy("Verification and validation"),
    "implementatie": gettext_lazy("Implementation"),
    "monitoring-en-beheer": gettext_lazy("Monitoring and management"),
    "uitfaseren": gettext_lazy("Phasing out"),
}


def reason_in_words(reason: Mapping[str, Any]) -> str:
    """Return why one attribute makes a requirement apply, or leaves it to be determined."""
    attribute = reason["attribute"]
    name = str(ATTRIBUTES.get(attribute, attribute))
    asked = values_in_words(attribute, reason["asked"])
    if reason["outcome"] == Outcome.UNDETERMINED:
        return _("Not known yet: %(attribute)s. It applies to: %(asked)s.") % {
            "attribute": name,
            "asked": asked,
        }
    return _("%(attribute)s: %(given)s. It applies to: %(asked)s.") % {
        "attribute": name[:1].upper() + name[1:],
        "given": values_in_words(attribute, reason["given"]),
        "asked": asked,
    }


def reasons_of(item: WorkItem, catalogue: Catalogue) -> list[str]:
    """Return in words why an application needs a requirement or measure."""
    if item.need == Need.CHOSEN:
        return [_("Chosen for this application.")]
    if not item.reasons:
        return [_("Applies to every application.")]
    helps = [reason["requirement"] for reason in item.reasons if "requirement" in reason]
    if helps:
        known = [catalogue.requirements[urn] for urn in helps if urn in catalogue.requirements]
        return [_("Helps to meet: %(requirement)s.") % {"requirement": found.title} for found in known]
    return [reason_in_words(reason) for reason in item.reasons]


def in_catalogue(item: WorkItem, catalogue: Catalogue) -> Requirement | Measure | None:
    """Return what the catalogue says about a row."""
    return catalogue.requirements.get(item.urn) or catalogue.measures.get(item.urn)


def title_of(item: WorkItem, catalogue: Catalogue) -> str:
    """Return what a row is called in the language of the interface."""
    found = in_catalogue(item, catalogue)
    return found.title if found else item.title


def law_of(requirement: Requirement) -> str:
    """Return law and article."""
    if not requirement.law:
        return _("Official registry")
    if not requirement.article[:1].isdigit():
        return f"{requirement.law}, {requirement.article}"
    return _("%(law)s, art. %(article)s") % {"law": requirement.law, "article": requirement.article}


def origin_of(found: Requirement | Measure) -> Badge:
    """Return whether something comes from the official registry or from us, as a badge."""
    return (_("Official"), "info") if found.is_official else (_("Ours"), "neutral")


def phases_of(found: Requirement | Measure) -> str:
    """Return the phases of the life cycle in which something is done."""
    return ", ".join(str(PHASES.get(phase, phase)) for phase in found.lifecycle)


def state_badge(item: WorkItem) -> Badge:
    """Return the state as a badge; overdue work says so."""
    if item.is_overdue:
        return (_("Overdue"), "danger")
    return (item.get_state_display(), STATE_KINDS[WorkState(item.state)])


def review_badge(item: WorkItem) -> Badge:
    """Return what the reviewer said as a badge; nothing when nobody was asked."""
    if item.review == ReviewState.NONE:
        return ("", "neutral")
    return (item.get_review_display(), REVIEW_KINDS[ReviewState(item.review)])


def need_badge(item: WorkItem) -> Badge:
    """Return whether a row is needed as a badge."""
    kind = {Need.APPLIES: "info", Need.UNDETERMINED: "warning"}.get(Need(item.need), "neutral")
    return (item.get_need_display(), kind)


def values_in_words(attribute: str, values: Iterable[str]) -> str:
    """Return the values of an attribute as people read them."""
    if attribute in CHOICES:
        known = dict(CHOICES[attribute].choices)
        return ", ".join(str(known.get(value, value)) for value in values)
    return ", ".join(str(LABELS.get(value, value)) for value in values)
