# SPDX-License-Identifier: EUPL-1.2
"""Risk classes and obligations as data: complete, in two languages, with the dates of the law."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from aikompas.core.testing import shared_standards
from aikompas.instruments import content
from aikompas.instruments.content import (
    AI_ACT,
    AI_ACT_OFFICIAL,
    Obligation,
    UnknownConclusion,
    UnknownInstrument,
    available,
    effective_dates,
    heaviest,
    obligations_for,
    path,
    risk_class,
    risk_classes,
)
from aikompas.instruments.documents import read_document
from aikompas.instruments.trees import load_tree

FOLDER = Path(content.__file__).parent
DATA_FILES = ["risk-classes", "obligations", "conclusions", "official-risk-classes"]
OWN = read_document(FOLDER / "ai-act" / "conclusions.yaml").data["conclusions"]
CATALOGUE = {
    item["id"]: item for item in read_document(FOLDER / "ai-act" / "obligations.yaml").data["obligations"]
}
DATES = {item.id: item.date for item in effective_dates()}


def by_id(conclusion_id: str, **options: object) -> dict[str, Obligation]:
    return {item.id: item for item in obligations_for(conclusion_id, **options)}  # type: ignore[arg-type]


@pytest.mark.parametrize("name", DATA_FILES)
def test_a_data_file_follows_its_schema(name: str) -> None:
    schema = json.loads((FOLDER / "schemas" / "outcomes.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(read_document(FOLDER / "ai-act" / f"{name}.yaml").data)


def test_the_risk_classes_are_listed_heaviest_first() -> None:
    assert list(risk_classes())[:2] == ["prohibited", "high"]
    weights = [item.weight for item in risk_classes().values()]
    assert weights == sorted(set(weights), reverse=True)
    assert heaviest(["minimal", "high", "limited"]) == "high"


def test_every_obligation_a_conclusion_names_exists_and_every_obligation_is_used() -> None:
    named = {obligation_id for conclusion in OWN.values() for obligation_id in conclusion["obligations"]}
    assert named == set(CATALOGUE)


def test_every_date_an_obligation_or_conclusion_names_exists() -> None:
    for item in CATALOGUE.values():
        assert item.get("from", "high_risk") in {*DATES, "high_risk"}
        assert item.get("existing", "annex_iii") in DATES
    assert {item["high_risk_from"] for item in OWN.values() if "high_risk_from" in item} == {
        "annex_i",
        "annex_iii",
    }
    assert all("high_risk_from" in item for item in OWN.values() if item["risk_class"] == "high")


def test_labels_in_conditions_are_labels_of_the_tree() -> None:
    labels = {
        label
        for question in load_tree(path(AI_ACT)).questions.values()
        for answer in question.answers
        for label in answer.labels
    }
    for item in CATALOGUE.values():
        for names in item.get("when", {}).values():
            assert set(names) <= labels, item["id"]


def test_the_dates_are_those_of_the_law_as_amended_in_2026() -> None:
    assert {
        "literacy": date(2025, 2, 2),
        "prohibitions": date(2025, 2, 2),
        "transparency": date(2026, 8, 2),
        "prohibitions_intimate_imagery": date(2026, 12, 2),
        "marking_grace": date(2026, 12, 2),
        "annex_iii": date(2027, 12, 2),
        "annex_i": date(2028, 8, 2),
        "public_authorities_existing": date(2030, 8, 2),
    }.items() <= DATES.items()


def test_a_deployer_of_a_high_risk_system_gets_the_articles_that_bind_a_municipality() -> None:
    articles = {item.article.split("(")[0] for item in obligations_for("12.1")}
    assert {"4", "26", "27", "49", "86"} <= articles
    assert "73" in {item.article for item in obligations_for("12.2")}


def test_obligations_are_ordered_by_date_and_what_always_applies_comes_last() -> None:
    dates = [item.effective_from or date.max for item in obligations_for("12.8")]
    assert dates == sorted(dates)
    assert dates[-1] == date.max


def test_annex_i_has_a_later_date_than_annex_iii() -> None:
    assert by_id("12.1")["human-oversight"].effective_from == date(2027, 12, 2)
    assert by_id("13.1")["human-oversight"].effective_from == date(2028, 8, 2)


def test_a_system_already_in_use_by_a_public_authority_has_until_2030() -> None:
    assert by_id("12.1", in_use=True)["human-oversight"].effective_from == date(2030, 8, 2)
    assert by_id("12.1", labels=["in gebruik"])["human-oversight"].effective_from == date(2030, 8, 2)
    assert by_id("12.1", labels=["in gebruik"], in_use=False)["human-oversight"].effective_from == date(
        2027, 12, 2
    )


def test_a_prohibited_practice_has_no_period_of_grace() -> None:
    assert by_id("11.1", in_use=True)["no-prohibited-practice"].effective_from == date(2025, 2, 2)


def test_the_new_prohibition_replaces_the_old_one_when_the_run_was_about_intimate_imagery() -> None:
    assert set(by_id("11.1", labels=["verboden AI", "intieme beelden"])) == {"no-intimate-imagery"}
    assert set(by_id("11.1", labels=["verboden AI"])) == {"no-prohibited-practice"}


def test_marking_of_generated_content_has_a_short_grace_for_existing_systems() -> None:
    labels = ["aanbieder", "gemaakte inhoud"]
    assert by_id("14.2", labels=labels)["mark-generated-content"].effective_from == date(2026, 8, 2)
    assert by_id("14.2", labels=labels, in_use=True)["mark-generated-content"].effective_from == date(
        2026, 12, 2
    )


def test_critical_infrastructure_needs_no_fundamental_rights_assessment() -> None:
    assert "fria" not in by_id("12.1", labels=["kritieke infrastructuur"])
    assert "fria" in by_id("12.1", labels=["bijlage III"])


def test_a_deployer_who_also_imports_gets_the_duties_of_an_importer() -> None:
    assert "importer-duties" in by_id("12.1", labels=["gebruiksverantwoordelijke", "importeur"])
    assert "importer-duties" not in by_id("12.1", labels=["gebruiksverantwoordelijke"])


def test_obligations_are_told_in_both_languages() -> None:
    dutch, english = by_id("12.8"), by_id("12.8", language="en")
    assert dutch.keys() == english.keys()
    assert all(
        dutch[key].title != english[key].title and dutch[key].text != english[key].text for key in dutch
    )


def test_every_conclusion_of_the_official_tree_has_a_risk_class() -> None:
    tree = load_tree(shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml")
    mapped = read_document(FOLDER / "ai-act" / "official-risk-classes.yaml").data
    assert (mapped["tree"]["names"], mapped["tree"]["version"]) == ([tree.name], tree.version)
    assert set(mapped["conclusions"]) == set(tree.conclusions)
    assert risk_class(tree.name, "15.0.1") == risk_class(AI_ACT_OFFICIAL, "15.0.1") == "high"


def test_the_class_of_an_official_conclusion_agrees_with_what_its_text_says() -> None:
    tree = load_tree(shared_standards() / "ai-verordening-beslishulp" / "decision-tree.yaml")
    for conclusion in tree.conclusions.values():
        code, text = risk_class(tree.name, conclusion.id), conclusion.conclusion.replace("-", " ")
        assert ("verboden" in text) == (code == "prohibited"), conclusion.id
        assert ("hoog risico" in text.replace("niet hoog risico", "")) == (code == "high"), conclusion.id
        assert ("AI model voor algemene doeleinden" in text) == code.startswith("gpai"), conclusion.id


def test_an_unknown_conclusion_tree_or_instrument_is_refused() -> None:
    with pytest.raises(UnknownConclusion, match="99"):
        risk_class(AI_ACT, "99")
    with pytest.raises(UnknownConclusion, match="another tree"):
        risk_class("another tree", "12.1")
    with pytest.raises(UnknownConclusion):
        obligations_for("99")
    with pytest.raises(UnknownInstrument):
        path(AI_ACT, "fr")


def test_a_tree_of_another_version_than_the_recorded_one_is_refused() -> None:
    own = load_tree(path(AI_ACT))
    assert risk_class(own.urn, "12.1", version=own.version) == "high"
    assert risk_class(own.name, "12.1") == "high"
    with pytest.raises(UnknownConclusion, match=r"9\.0\.0"):
        risk_class("Beslishulp AI-verordening", "12.0.1", version="9.0.0")


def test_every_shipped_instrument_is_there_in_both_languages() -> None:
    shipped = available()
    assert {(item.kind, item.language) for item in shipped} == {
        (kind, language) for kind in ("decision-tree", "questionnaire") for language in ("nl", "en")
    }
    assert all(path(item.urn, item.language) == item.path for item in shipped)
    assert 2 * len({(item.urn, item.version) for item in shipped}) == len(shipped)
