# SPDX-License-Identifier: EUPL-1.2
"""What an approved assessment says about risks and measures comes into the register, once."""

from __future__ import annotations

from typing import Any

import pytest

from aikompas.assessments.models import Assessment
from aikompas.instruments.content.risks import RiskFields
from aikompas.instruments.questionnaires import load_questionnaire
from aikompas.instruments.questionnaires.evaluation import evaluate
from aikompas.measures import services, taking_over
from aikompas.measures.choices import RiskSource
from aikompas.measures.tests.factories import Scene
from aikompas.policy.risk_matrix import default_matrix

QUESTIONNAIRE = """
metadata: {urn: "urn:nl:test", createdAt: "2026-01-01T00:00:00Z", version: "1.0"}
name: Proef
urn: "urn:nl:test"
version: "1.0"
language: nl
tasks:
  - task: Risico's
    id: "1"
    type: [task_group]
    tasks:
      - task: Risico
        id: "1.1"
        type: [task_group]
        repeatable: true
        tasks:
          - {task: Wat kan er gebeuren?, id: "1.1.1", type: [open_text], risk: {role: event}}
          - {task: Kans, id: "1.1.2", type: [text_input], risk: {role: likelihood}}
          - {task: Gevolg, id: "1.1.3", type: [text_input], risk: {role: impact}}
          - {task: Maatregelen, id: "1.1.4", type: [open_text], risk: {role: measure}}
          - {task: Wie, id: "1.1.5", type: [text_input], risk: {role: owner}}
          - {task: Daarna, id: "1.1.6", type: [text_input], risk: {role: residual_level}}
      - {task: Algemene maatregel, id: "1.2", type: [open_text], risk: {role: measure, kind: general}}
"""
ANSWERS = {
    "1.1.1[0]": "Een verkeerd besluit. Dat merkt iemand pas later.",
    "1.1.2[0]": "high",
    "1.1.3[0]": "medium",
    "1.1.4[0]": "- Steekproef elke maand\n- Tweede paar ogen",
    "1.1.5[0]": "Teamleider",
    "1.1.6[0]": "low",
    "1.1.1[1]": "Een lek",
    "1.2": "Evalueren na een jaar",
}


@pytest.fixture
def assessment(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Assessment:
    """An approved assessment on a questionnaire that flags its risks."""
    form = load_questionnaire(QUESTIONNAIRE)
    monkeypatch.setattr(taking_over, "state_of", lambda _assessment: evaluate(form, ANSWERS))
    return Assessment.objects.create(
        organisation=scene.application.organisation,
        application=scene.application,
        number=1,
        urn="urn:nl:test",
        version="1.0",
        sha256="0" * 64,
        language="nl",
    )


def by_title(risks: list[Any]) -> dict[str, Any]:
    return {risk.title: risk for risk in risks}


@pytest.mark.django_db
def test_each_instance_becomes_a_risk_with_its_weight_and_measures(
    scene: Scene, assessment: Assessment
) -> None:
    risks = by_title(services.take_over_risks(actor=scene.owner, assessment=assessment))
    assert set(risks) == {"Een verkeerd besluit", "Een lek"}
    risk = risks["Een verkeerd besluit"]
    assert (risk.source, risk.inherent, risk.residual) == (RiskSource.ASSESSMENT, (4, 3), (2, 2))
    assert {str(item) for item in risk.measures.all()} == {"Steekproef elke maand", "Tweede paar ogen"}
    assert all("Teamleider" in item.explanation for item in risk.measures.all())
    assert risks["Een lek"].present is None


@pytest.mark.django_db
def test_a_measure_that_belongs_to_no_risk_is_taken_over_too(scene: Scene, assessment: Assessment) -> None:
    services.take_over_risks(actor=scene.owner, assessment=assessment)
    assert scene.application.work_items.filter(title="Evalueren na een jaar", need="chosen").exists()


@pytest.mark.django_db
def test_approving_again_adds_nothing_twice_and_leaves_what_people_changed(
    scene: Scene, assessment: Assessment
) -> None:
    risk = by_title(services.take_over_risks(actor=scene.owner, assessment=assessment))["Een lek"]
    services.edit_risk(actor=scene.owner, risk=risk, facts={"likelihood": 1, "impact": 5})
    items = scene.application.work_items.count()
    assert services.take_over_risks(actor=scene.owner, assessment=assessment) == []
    risk.refresh_from_db()
    assert risk.present == (1, 5)
    assert scene.application.work_items.count() == items


def test_a_size_of_none_is_no_risk() -> None:
    fields = RiskFields("", "bias", {"level": "1", "event": "2"}, {})
    form = load_questionnaire(QUESTIONNAIRE.replace("risk: {role: event}", "x: y"))
    state = evaluate(form, {})
    reader = taking_over._Reader(state, fields, "", "urn:x")
    assert taking_over._facts(reader, default_matrix()) == {}
