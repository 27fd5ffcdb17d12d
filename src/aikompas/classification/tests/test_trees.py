# SPDX-License-Identifier: EUPL-1.2
"""Classifying on the tree in use; the official one runs unmodified."""

from __future__ import annotations

import pytest

from aikompas.classification import selectors, trees
from aikompas.classification.guidance import next_step, todos
from aikompas.classification.tests.factories import answers_to, classified, draft_of, owner_of, use_tree
from aikompas.classification.walking import chapters_of, walk
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.instruments import content
from aikompas.library.bundles import NamedFile
from aikompas.library.services import activate_version
from aikompas.library.tests.examples import decision_tree
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor
from aikompas.policy.controls import Outcome, get_control
from aikompas.register.choices import RiskClass
from aikompas.register.models import Application

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(application: Application) -> Actor:
    return actor(Role.ADMINISTRATOR, application.organisation)


def test_the_official_tree_is_used_unmodified(application: Application) -> None:
    loaded = use_tree(application.organisation, *decision_tree())
    draft = draft_of(application, {"1.1": "Ja"})
    assert (draft.tree_sha256, draft.language) == (loaded.sha256, "nl")
    assert chapters_of(walk(draft))[0] == {
        "label": "Geldt de AI-verorderning voor mij?",
        "state": "current",
    }


def test_the_risk_class_of_the_official_tree_is_known(application: Application) -> None:
    use_tree(application.organisation, *decision_tree())
    run = classified(application, {"1.1": "Nee"})
    assert run.risk_class == RiskClass.NO_ALGORITHM


def test_a_tree_cannot_pass_itself_off_as_the_shipped_one(application: Application) -> None:
    text = content.path(content.AI_ACT, "nl").read_bytes() + b"\n# changed"
    with pytest.raises(Refused):
        use_tree(application.organisation, NamedFile("boom.yaml", text))


def test_a_new_tree_asks_for_reclassification_and_leaves_the_old_run_untouched(
    application: Application,
) -> None:
    run = classified(application, answers_to("no_algorithm"))
    kept = dict(run.result)
    control = get_control("classification.classified")
    assert control.check(application).outcome == Outcome.MET
    use_tree(application.organisation)
    run.refresh_from_db()
    assert run.result == kept
    assert control.check(application).outcome == Outcome.ATTENTION
    owner = owner_of(application)
    assert [todo.count_for(owner) for todo in todos(owner)] == [1]


def test_back_to_the_shipped_tree_makes_the_old_run_count_again(
    application: Application, administrator: Actor
) -> None:
    run = classified(application, answers_to("no_algorithm"))
    before = run.tree_sha256
    use_tree(application.organisation)
    assert not trees.is_current(run, application.organisation)
    activate_version(actor=administrator, sha256=before)
    assert trees.is_current(run, application.organisation)
    assert not selectors.outdated_runs(administrator)


def test_a_draft_goes_on_with_the_tree_on_which_it_was_started(
    application: Application,
) -> None:
    draft = draft_of(application, {"1.1": "Ja"})
    use_tree(application.organisation)
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
