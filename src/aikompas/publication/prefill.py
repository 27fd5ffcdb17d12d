# SPDX-License-Identifier: EUPL-1.2
"""The first draft of a register text, from what the dossier already says: facts, assessment and decision."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.assessments.selectors import state_of
from aikompas.audit.canonical import canonical, plain
from aikompas.policy.subjects import prepared
from aikompas.publication.choices import CATEGORY_OF_RISK, TextLanguage
from aikompas.publication.records import in_order, lang_of, value_of, with_use_of
from aikompas.publication.standard import html
from aikompas.publication.standard.fields import standard
from aikompas.publication.standard.registration import Item, Record
from aikompas.register.choices import AffectedGroup, DataCategory, RiskClass, Supply
from aikompas.register.models import Application
from aikompas.review.choices import DecisionVerdict
from aikompas.review.models import Decision
from aikompas.review.selectors import current_decision
from aikompas.ui.markdown import render_markdown

AIA = "urn:nl:aikompasaia"
RISK_EXPLANATIONS = ("4.1.1", "4.2.1", "4.4.1", "4.5.1", "4.6.1", "4.7.1", "4.8")
# What a later version takes over in another language: everything that is no sentence.
SAME_IN_EVERY_LANGUAGE = (
    "organization",
    "category",
    "status",
    "begin_date",
    "end_date",
    "contact_email",
    "publication_category",
    "lawful_basis_grouping",
    "process_index_url",
    "source_data_grouping",
    "provider",
    "publiccode",
    "source_id",
)
Answers = Mapping[str, Any]


def prefill(application: Application, language: str = TextLanguage.DUTCH) -> Record:
    """Return the record that follows from the dossier of an application."""
    with translation.override(language):
        record: Record = {
            "name": application.name[:100],
            "organization": application.organisation.name[:100],
            "contact_email": application.organisation.contact_email,
            "publication_category": value_of("publication_category", _category(application)),
            "lang": lang_of(language),
            "source_id": application.reference,
            "provider": _provider(application),
        }
        if language == TextLanguage.DUTCH:
            record |= _texts(_facts(application))
    return in_order(with_use_of(application, record))


def in_other_language(application: Application, original: Record, language: str) -> Record:
    """Return the beginning of a translation: what is the same in every language."""
    same = {key: original[key] for key in SAME_IN_EVERY_LANGUAGE if key in original}
    return in_order({**prefill(application, language), **same, "lang": lang_of(language)})


def basis_of(application: Application) -> dict[str, str]:
    """Return a mark per field of the facts it rests on, to see later which of them changed."""
    return {
        key: hashlib.sha256(canonical(plain(facts)).encode()).hexdigest()[:12]
        for key, facts in _facts(application).items()
    }


def changed_since(application: Application, basis: Mapping[str, str]) -> list[str]:
    """Return the fields about which the dossier says something else than when the text was written."""
    if not basis:
        return []
    now = basis_of(application)
    return [key for key in standard().fields if now.get(key) != basis.get(key)]


def _category(application: Application) -> str:
    return CATEGORY_OF_RISK.get(RiskClass(application.risk_class), "other")


def _provider(application: Application) -> str:
    system = application.system
    return system.vendor if system is not None and system.supply != Supply.OWN else ""


def _facts(application: Application) -> dict[str, Any]:
    """Return per field of the standard the facts of the dossier that it rests on, in no particular language."""
    assessment = _assessment(application)
    answers = dict(state_of(assessment).values) if assessment else {}
    decision = current_decision(application)
    system = application.system
    purpose = application.purpose or answers.get("2.1", "")
    return {
        "name": application.name,
        "publication_category": _category(application),
        "provider": _provider(application),
        "description_short": answers.get("1.4", "") or purpose,
        "goal": [purpose, application.affected_groups],
        "proportionality": [answers.get("2.2", ""), _approved_at(decision)],
        "lawful_basis": answers.get("2.10", ""),
        "human_intervention": application.human_oversight or answers.get("5.1", ""),
        "risks": [answers.get(task, "") for task in (*RISK_EXPLANATIONS, "5.4")],
        "source_data": [application.data_categories, application.data_sources or answers.get("3.2", "")],
        "methods_and_models": [
            system.technique if system else "",
            application.explainability or answers.get("6.1", ""),
        ],
        "impacttoetsen_grouping": _assessments(assessment, answers),
    }


def _texts(facts: Mapping[str, Any]) -> Record:
    """Return the facts in sentences, in the language that is active."""
    purpose, groups = facts["goal"]
    considered, approved_at = facts["proportionality"]
    kinds, sources = facts["source_data"]
    return {
        "description_short": html.one_line(fragment(facts["description_short"]), 400),
        "goal": fragment(purpose, _affected(groups)),
        "proportionality": fragment(considered, _approval(approved_at)),
        "lawful_basis": fragment(facts["lawful_basis"]),
        "human_intervention": fragment(facts["human_intervention"]),
        "risks": fragment(*facts["risks"]),
        "source_data": fragment(_kinds_of_data(kinds), sources),
        "methods_and_models": fragment(*facts["methods_and_models"]),
        "impacttoetsen_grouping": facts["impacttoetsen_grouping"],
    }


def _assessment(application: Application) -> Assessment | None:
    def read() -> Assessment | None:
        return approved_aia([application]).get(application.pk)

    return prepared(application, "publication.aia", read)


def approved_aia(applications: Iterable[Application]) -> dict[UUID, Assessment]:
    """Return the approved impact assessment of each of these applications, with its answers."""
    approved = Assessment.objects.filter(
        application__in=applications, state=AssessmentState.APPROVED, urn=AIA
    )
    found = approved.prefetch_related("answers", "instances").order_by("number")
    return {assessment.application_id: assessment for assessment in found}


def _assessments(assessment: Assessment | None, answers: Answers) -> list[Item]:
    if assessment is None:
        return []
    done = [{"title": "AI Impact Assessment (AIA)"}]
    return [*done, {"title": "DPIA"}] if answers.get("3.5") == "done" else done


def _affected(groups: Iterable[str]) -> str:
    labels = _labels(groups, AffectedGroup)
    return _("This affects: %(groups)s.") % {"groups": labels} if labels else ""


def _kinds_of_data(kinds: Iterable[str]) -> str:
    labels = _labels(kinds, DataCategory)
    return _("Kinds of data: %(kinds)s.") % {"kinds": labels} if labels else ""


def _labels(values: Iterable[str], choices: Any) -> str:
    labels = dict(choices.choices)
    return ", ".join(str(labels[value]).lower() for value in values if value in labels)


def _approved_at(decision: Decision | None) -> datetime | None:
    if decision is None or decision.verdict != DecisionVerdict.APPROVE:
        return None
    return decision.created_at


def _approval(moment: datetime | None) -> str:
    if moment is None:
        return ""
    day = formats.date_format(timezone.localtime(moment), "DATE_FORMAT")
    return _("This use was assessed beforehand and approved on %(date)s.") % {"date": day}


def fragment(*texts: str) -> str:
    """Return texts in Markdown as one fragment of the simple HTML that the register takes."""
    parts = (html.sanitise(str(render_markdown(text.strip()))) for text in texts if text.strip())
    return "".join(parts).strip()
