# SPDX-License-Identifier: EUPL-1.2
"""Loading and choosing decision trees; the official one runs unmodified."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from aikompas.classification import selectors, services, trees
from aikompas.classification.guidance import next_step, todos
from aikompas.classification.tests.factories import SMALL_TREE, answers_to, classified, draft_of, owner_of
from aikompas.classification.walking import chapters_of, walk
from aikompas.core.actor import Actor
from aikompas.core.errors import NotAllowed, Refused
from aikompas.core.testing import shared_standards
from aikompas.instruments import content
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor
from aikompas.policy.controls import Outcome, get_control
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(application: Application) -> Actor:
    return actor(Role.ADMINISTRATOR, application.organisation)


def official() -> dict[str, str]:
    """Return the official files as they are uploaded."""
    folder = shared_standards() / "ai-verordening-beslishulp"
    return {
        "content": (folder / "decision-tree.yaml").read_text(encoding="utf-8"),
        "categories": (folder / "categories.yaml").read_text(encoding="utf-8"),
        "definitions": (folder / "definitions.yaml").read_text(encoding="utf-8"),
    }


def test_the_official_tree_is_kept_unmodified_and_can_be_used(
    application: Application, administrator: Actor
) -> None:
    files = official()
    loaded = services.load_decision_tree(actor=administrator, **files)
    assert loaded.content == files["content"]
    services.activate_tree(actor=administrator, loaded=loaded)
    draft = draft_of(application, {"1.1": "Ja"})
    assert draft.loaded_tree == loaded
    assert chapters_of(walk(draft))[0] == {
        "label": "Geldt de AI-verorderning voor mij?",
        "state": "current",
    }


def test_the_risk_class_of_the_official_tree_is_known(application: Application, administrator: Actor) -> None:
    loaded = services.load_decision_tree(actor=administrator, **official())
    services.activate_tree(actor=administrator, loaded=loaded)
    run = classified(application, {"1.1": "Nee"})
    assert run.risk_class == RiskClass.NO_ALGORITHM


def test_a_file_with_errors_is_refused_with_line_and_reason(administrator: Actor) -> None:
    broken = SMALL_TREE.replace('nextQuestionId: "2"', 'nextQuestionId: "7"')
    with pytest.raises(ValidationError) as caught:
        services.load_decision_tree(actor=administrator, content=broken)
    (message,) = caught.value.message_dict["content"]
    assert message.startswith("line ")
    assert "7" in message


@pytest.mark.parametrize("name", ["categories", "definitions"])
def test_a_broken_file_beside_the_tree_is_named(administrator: Actor, name: str) -> None:
    with pytest.raises(ValidationError) as caught:
        services.load_decision_tree(actor=administrator, content=SMALL_TREE, **{name: "- ]"})
    assert list(caught.value.message_dict) == [name]


def test_the_same_file_is_loaded_once(administrator: Actor) -> None:
    services.load_decision_tree(actor=administrator, content=SMALL_TREE)
    with pytest.raises(ValidationError):
        services.load_decision_tree(actor=administrator, content=SMALL_TREE)


def test_a_tree_cannot_pass_itself_off_as_the_shipped_one(administrator: Actor) -> None:
    text = content.path(content.AI_ACT, "nl").read_text(encoding="utf-8")
    with pytest.raises(ValidationError):
        services.load_decision_tree(actor=administrator, content=text)


@pytest.mark.parametrize("role", [Role.OWNER, Role.COMMITTEE_SECRETARY, Role.AUDITOR])
def test_only_administrators_load_trees(application: Application, role: Role) -> None:
    with pytest.raises(NotAllowed):
        services.load_decision_tree(actor=actor(role, application.organisation), content=SMALL_TREE)


def test_a_new_tree_asks_for_reclassification_and_leaves_the_old_run_untouched(
    application: Application, administrator: Actor
) -> None:
    run = classified(application, answers_to("no_algorithm"))
    kept = dict(run.result)
    control = get_control("classification.classified")
    assert control.check(application).outcome == Outcome.MET
    loaded = services.load_decision_tree(actor=administrator, content=SMALL_TREE)
    services.activate_tree(actor=administrator, loaded=loaded)
    run.refresh_from_db()
    assert run.result == kept
    assert control.check(application).outcome == Outcome.ATTENTION
    assert [todo.count for todo in todos(owner_of(application))] == [1]


def test_back_to_the_shipped_tree_makes_the_old_run_count_again(
    application: Application, administrator: Actor
) -> None:
    run = classified(application, answers_to("no_algorithm"))
    loaded = services.load_decision_tree(actor=administrator, content=SMALL_TREE)
    services.activate_tree(actor=administrator, loaded=loaded)
    services.activate_tree(actor=administrator, loaded=None)
    assert trees.is_current(run, application.organisation)
    assert not selectors.outdated_runs(administrator)


def test_a_draft_goes_on_with_the_tree_on_which_it_was_started(
    application: Application, administrator: Actor
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    loaded = services.load_decision_tree(actor=administrator, content=SMALL_TREE)
    services.activate_tree(actor=administrator, loaded=loaded)
    assert walk(draft).question.id == "1.2"


def test_a_draft_on_a_shipped_tree_that_is_gone_must_be_started_again(application: Application) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    draft.tree_sha256 = "0" * 64
    draft.save()
    with pytest.raises(Refused):
        walk(draft)


def test_the_controls_follow_the_classification(application: Application) -> None:
    classified_control = get_control("classification.classified")
    not_prohibited = get_control("classification.not_prohibited")
    assert classified_control.check(application).outcome == Outcome.NOT_MET
    assert not_prohibited.check(application).outcome == Outcome.NOT_APPLICABLE
    classified(application, answers_to("prohibited"))
    application.refresh_from_db()
    assert classified_control.check(application).outcome == Outcome.MET
    assert not_prohibited.check(application).outcome == Outcome.NOT_MET


def test_the_next_step_is_to_classify_then_to_finish_then_nothing(application: Application) -> None:
    owner = owner_of(application)
    assert "toepassingen" in next_step(owner, application).url
    draft = draft_of(application, {"1.1": "Ja"})
    assert next_step(owner, application).url.endswith(f"classificaties/{draft.pk}/invullen/")
    classified(application, answers_to("no_algorithm"))
    application.refresh_from_db()
    assert next_step(owner, application) is None
