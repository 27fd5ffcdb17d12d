# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire of an assessment, and what fills them in beforehand."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from aikompas.assessments.models import Assessment
from aikompas.instruments.questionnaires import Questionnaire, Task
from aikompas.library.selectors import kept
from aikompas.register.models import Application


def questionnaire_of(assessment: Assessment) -> Questionnaire:
    """Return the questionnaire on which an assessment was begun, also when there is a newer one by now."""
    return kept(assessment.organisation_id, assessment.sha256)


def interface_language() -> str:
    """Return the language in which a new assessment is made."""
    language = (translation.get_language() or "nl")[:2]
    return language if language in {"nl", "en"} else "nl"


def prefilled(form: Questionnaire, application: Application) -> dict[str, Any]:
    """Return the answers that follow from the facts of the application, as the form keeps them."""
    facts = facts_for_prefill(application)
    answers = {}
    for task in form.questions:
        fact = facts.get(str(task.extra.get("prefill", "")))
        value = _as_answer(task, fact)
        if value not in ("", [], None):
            answers[task.id] = value
    return answers


def facts_for_prefill(application: Application) -> dict[str, Any]:
    """Return the facts of an application under the names that questionnaires use; codes beside their labels."""
    system = application.system
    with translation.override(interface_language()):
        choices = {
            "decision_role": (application.decision_role, application.get_decision_role_display()),
            "legal_effect": (application.legal_effect, application.get_legal_effect_display()),
            "black_box": (application.black_box, application.get_black_box_display()),
            "data_quality": (application.data_quality, application.get_data_quality_display()),
            "risk_class": (application.risk_class, application.get_risk_class_display()),
            "kind": (system.kind, system.get_kind_display()) if system else None,
        }
    return {
        "name": application.name,
        "purpose": application.purpose,
        "department": str(application.department or ""),
        "owner": str(application.owner or ""),
        "vendor": system.vendor if system else "",
        "model": system.technique if system else "",
        "hosting": system.hosting if system else "",
        "region": system.region if system else "",
        "data_categories": application.data_categories,
        "data_sources": application.data_sources,
        "affected_groups": application.affected_groups,
        "human_oversight": application.human_oversight,
        "explainability": application.explainability,
        **{name: choice for name, choice in choices.items() if choice and choice[0] != "unknown"},
    }


def _as_answer(task: Task, fact: Any) -> Any:
    """Return a fact in the form of an answer to this task; options are matched by code or label."""
    if fact is None:
        return None
    if task.options:
        wanted = set(fact) if isinstance(fact, (list, tuple)) else {str(fact)}
        matching = [option.text for option in task.options if wanted & {option.text, option.label}]
        if task.kind in {"checkbox_option", "multiselect_scrollable"}:
            return matching
        return matching[0] if matching else None
    if isinstance(fact, tuple):
        return fact[1]
    return ", ".join(fact) if isinstance(fact, list) else fact
