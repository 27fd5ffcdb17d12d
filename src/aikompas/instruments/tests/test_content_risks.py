# SPDX-License-Identifier: EUPL-1.2
"""Which answers become risks and measures, in our own questionnaires and in the official DPIA."""

from functools import cache

import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments.content import (
    AIA,
    DATA_QUALITY,
    DPIA_PRESCAN,
    EXPLAINABILITY,
    HUMAN_RIGHTS,
    ROLES,
    RiskFields,
    path,
    risk_fields,
)
from aikompas.instruments.questionnaires import Questionnaire, load_questionnaire


@cache
def form(urn: str) -> Questionnaire:
    return load_questionnaire(path(urn))


@cache
def official_dpia() -> Questionnaire:
    return load_questionnaire(shared_standards() / "par-assessments" / "dpia.yaml")


def of_kind(urn: str, kind: str) -> list[RiskFields]:
    return [fields for fields in risk_fields(form(urn)) if fields.kind == kind]


def test_every_instance_of_a_harm_is_one_risk_with_its_measures() -> None:
    [harm] = of_kind(HUMAN_RIGHTS, "harm")
    assert harm.group == "6.1"
    wanted = {"event", "cause", "effect", "group", "right", "likelihood", "impact", "measure", "owner", "due"}
    assert wanted | {"residual_level", "residual_reason"} == harm.roles.keys()


def test_a_questionnaire_may_name_the_kinds_of_risk_itself() -> None:
    [bias] = of_kind(AIA, "bias")
    assert (bias.group, dict(bias.roles)) == ("", {"level": "4.1", "event": "4.1.1"})


def test_measures_without_a_kind_are_for_the_whole_questionnaire() -> None:
    [general] = of_kind(AIA, "")
    assert general.roles.keys() == {"measure", "plan", "residual_level"}


def test_measures_may_be_repeatable_where_the_risk_is_not() -> None:
    assert [fields.group for fields in of_kind(EXPLAINABILITY, "opacity")] == ["", "6.3"]


@pytest.mark.parametrize(
    ("answer", "level"),
    [("sufficient", "none"), ("measures", "medium"), ("insufficient", "high"), ("other", "")],
)
def test_a_judgement_tells_how_large_the_risk_is(answer: str, level: str) -> None:
    [data] = of_kind(DATA_QUALITY, "data")
    assert data.level(answer) == level


def test_a_questionnaire_without_marks_tells_nothing_about_risks() -> None:
    assert risk_fields(form(DPIA_PRESCAN)) == ()


def test_the_official_dpia_tells_risks_and_the_measures_that_belong_to_them() -> None:
    risks, measures = risk_fields(official_dpia())
    assert (risks.group, risks.roles["event"], measures.group, measures.roles["of"]) == (
        "16.1",
        "16.1.1",
        "17.1",
        "17.1.1",
    )
    assert [risks.level(answer) for answer in ("laag", "midden", "hoog")] == ["low", "medium", "high"]


def test_what_the_mapping_names_exists_in_the_official_dpia() -> None:
    dpia = official_dpia()
    for fields in risk_fields(dpia):
        assert dpia.tasks[fields.group].repeatable
        assert fields.roles.keys() <= ROLES
        for role, task_id in fields.roles.items():
            task = dpia.tasks[task_id]
            assert task.parent_id == fields.group
            if role in {"likelihood", "impact", "level", "residual_level"}:
                assert all(fields.level(option.text) for option in task.options)
