# SPDX-License-Identifier: EUPL-1.2
"""The risk register: risks are weighed on the policy's matrix and accepted by somebody with authority."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from aikompas.core.errors import NotAllowed
from aikompas.measures import services
from aikompas.measures.controls import risks_accepted
from aikompas.measures.kept import risks_in_words
from aikompas.measures.models import Risk, RiskAcceptance
from aikompas.measures.selectors.risks import (
    counts_by_cell,
    current_acceptance,
    dossier_part,
    level_of,
    risks_of,
    risks_visible_to,
    to_accept,
    with_expired_acceptance,
)
from aikompas.measures.tests.factories import Scene
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import OrganisationFactory, actor
from aikompas.policy.controls import Outcome
from aikompas.policy.profiles import InvalidProfile, parse_profile, shipped_profile
from aikompas.policy.risk_matrix import InvalidMatrix, default_matrix, parse_matrix

pytestmark = pytest.mark.django_db


def accepted(scene: Scene, risk: Risk, role: str = Role.DECISION_MAKER) -> RiskAcceptance:
    until = timezone.localdate() + timedelta(days=100)
    return services.accept_risk(actor=scene.someone(role), risk=risk, reason="Nodig voor hulp.", until=until)


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        (1, 1, "low"),
        (3, 3, "medium"),
        (4, 4, "high"),
        (5, 5, "very_high"),
        (1, 5, "medium"),
        (5, 1, "medium"),
    ],
)
def test_the_matrix_gives_each_combination_a_level(
    scene: Scene, likelihood: int, impact: int, level: str
) -> None:
    found = level_of(scene.risk(likelihood=likelihood, impact=impact))
    assert found is not None
    assert found.id == level


def test_what_counts_is_the_weight_after_measures(scene: Scene) -> None:
    risk = scene.risk(likelihood=5, impact=5, residual_likelihood=1, residual_impact=2)
    found = level_of(risk)
    assert found is not None
    assert found.id == "low"
    assert counts_by_cell(risks_visible_to(scene.owner)) == {(1, 2): 1}


@pytest.mark.parametrize(
    "facts",
    [
        {"likelihood": 6, "impact": 1},
        {"likelihood": 2, "impact": None},
        {"likelihood": None, "impact": None, "residual_likelihood": 1, "residual_impact": 1},
        {"right": "nonsense"},
        {"title": ""},
    ],
)
def test_a_weight_that_cannot_be_is_refused(scene: Scene, facts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        scene.risk(**facts)


def test_a_risk_is_linked_with_measures_that_are_there_and_with_a_new_one(scene: Scene) -> None:
    risk = services.add_risk(
        actor=scene.owner,
        application=scene.application,
        facts={"title": "Foute score"},
        measures=[scene.item("bias-test")],
        new_measure="Steekproef",
    )
    assert {str(item) for item in risk.measures.all()} == {scene.item("bias-test").title, "Steekproef"}


def test_a_requirement_is_no_measure_against_a_risk(scene: Scene) -> None:
    with pytest.raises(ValidationError):
        services.edit_risk(
            actor=scene.owner, risk=scene.risk(), facts={}, measures=[scene.item("human-oversight")]
        )


def test_a_named_role_accepts_what_is_left_with_a_reason_until_a_date(scene: Scene) -> None:
    risk = scene.risk()
    acceptance = accepted(scene, risk)
    assert (acceptance.role, acceptance.likelihood, acceptance.impact) == (Role.DECISION_MAKER, 4, 4)
    assert current_acceptance(risk) == acceptance


@pytest.mark.parametrize("role", [Role.OWNER, Role.PRIVACY_ADVISER, Role.COMMITTEE_SECRETARY, Role.EMPLOYEE])
def test_a_high_risk_is_accepted_by_no_other_role(scene: Scene, role: str) -> None:
    risk = scene.risk()
    with pytest.raises(NotAllowed):
        accepted(scene, risk, role)


def test_a_low_risk_may_be_accepted_by_an_adviser(scene: Scene) -> None:
    assert (
        accepted(scene, scene.risk(likelihood=1, impact=1), Role.PRIVACY_ADVISER).role == Role.PRIVACY_ADVISER
    )


def test_nobody_accepts_a_risk_of_an_own_application_or_an_own_risk(scene: Scene) -> None:
    until = timezone.localdate() + timedelta(days=10)
    everything = actor(list(Role.values), scene.application.organisation)
    risk = scene.risk()
    Risk.objects.filter(pk=risk.pk).update(owner=everything.id)
    with pytest.raises(NotAllowed):
        services.accept_risk(actor=everything, risk=risk, reason="Prima.", until=until)
    with pytest.raises(NotAllowed):
        services.accept_risk(actor=scene.owner, risk=risk, reason="Prima.", until=until)


@pytest.mark.parametrize(("reason", "days"), [("", 10), ("Prima.", 0), ("Prima.", 800)])
def test_an_acceptance_needs_a_reason_and_a_term_of_two_years_at_most(
    scene: Scene, reason: str, days: int
) -> None:
    until = timezone.localdate() + timedelta(days=days)
    with pytest.raises(ValidationError):
        services.accept_risk(
            actor=scene.someone(Role.DECISION_MAKER), risk=scene.risk(), reason=reason, until=until
        )


def test_another_weight_ends_the_acceptance(scene: Scene) -> None:
    risk = scene.risk()
    accepted(scene, risk)
    services.edit_risk(actor=scene.owner, risk=risk, facts={"cause": "Oude gegevens."})
    assert current_acceptance(risk)
    services.edit_risk(actor=scene.owner, risk=risk, facts={"likelihood": 5})
    assert current_acceptance(risk) is None


def test_an_expired_acceptance_is_found_and_asks_for_attention(scene: Scene) -> None:
    risk = scene.risk()
    accepted(scene, risk)
    assert risks_accepted(scene.application).outcome == Outcome.MET
    with time_machine.travel(timezone.now() + timedelta(days=101)):
        assert with_expired_acceptance(risks_of(scene.application)).get() == risk
        assert risks_accepted(scene.application).outcome == Outcome.ATTENTION


def test_a_high_risk_waits_for_who_may_accept_it(scene: Scene) -> None:
    risk = scene.risk()
    assert risks_accepted(scene.application).outcome == Outcome.ATTENTION
    assert to_accept(scene.someone(Role.DECISION_MAKER)).get() == risk
    assert not to_accept(scene.someone(Role.PRIVACY_ADVISER)).exists()


def test_a_closed_risk_no_longer_counts_and_can_be_opened_again(scene: Scene) -> None:
    risk = scene.risk()
    services.close_risk(actor=scene.owner, risk=risk, reason="Het model is weg.")
    assert risks_accepted(scene.application).outcome == Outcome.NOT_APPLICABLE
    services.reopen_risk(actor=scene.owner, risk=risk)
    assert risks_accepted(scene.application).outcome == Outcome.ATTENTION


def test_a_colleague_without_the_dossier_changes_no_risk(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        services.edit_risk(actor=scene.someone(Role.OWNER), risk=scene.risk(), facts={"cause": "x"})


def test_nobody_of_another_municipality_sees_a_risk(scene: Scene) -> None:
    scene.risk()
    assert not risks_visible_to(actor(list(Role.values), OrganisationFactory())).exists()


def test_the_dossier_keeps_the_risks(scene: Scene) -> None:
    scene.risk()
    kept = dossier_part(scene.application)[0]
    assert (kept["title"], kept["inherent"], kept["level"]) == ("Verkeerd besluit", [4, 4], "high")
    _key, title, text = next(risks_in_words([kept], default_matrix()))
    assert title.endswith("Verkeerd besluit")
    assert "4" not in text


def test_a_policy_may_have_a_matrix_of_its_own() -> None:
    step = {"nl": "x", "en": "x"}
    level = {"name": step, "colour": "warning", "needs_acceptance": True, "accepted_by": ["decision_maker"]}
    data = {
        "likelihood": [step, step, step],
        "impact": [step, step, step],
        "levels": [{**level, "id": "low"}, {**level, "id": "high"}],
        "grid": [["low", "low", "high"], ["low", "high", "high"], ["high", "high", "high"]],
    }
    matrix = parse_matrix(data)
    assert matrix.level(2, 1).id == "low"
    assert matrix.level(5, 5).id == "high"
    assert len(matrix.cells("high")) == 6
    with pytest.raises(InvalidMatrix):
        parse_matrix({**data, "grid": [["low"]]})
    with pytest.raises(InvalidMatrix):
        parse_matrix({**data, "grid": [["other"] * 3] * 3})


def test_the_model_policy_weighs_by_the_usual_matrix() -> None:
    assert shipped_profile("model").risk_matrix == default_matrix()
    with pytest.raises(InvalidProfile):
        parse_profile("id: x")
