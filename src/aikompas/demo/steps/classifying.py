# SPDX-License-Identifier: EUPL-1.2
"""Classification: the owner walks through the decision tree and signs."""

from __future__ import annotations

from aikompas.classification import services
from aikompas.demo.content import walk_of
from aikompas.demo.world import World, step
from aikompas.instruments.trees import Given

SECONDS_PER_QUESTION = 25


@step
def classify(world: World, key: str, *, tree: str, reason: str = "") -> None:
    """Answer the questions of a named walk and sign the outcome."""
    actor = world.owner(key)
    draft = services.start_run(actor=actor, application=world.applications[key])
    given = [Given(question, answer) for question, answer in walk_of(tree)]
    world.wait(SECONDS_PER_QUESTION * len(given))
    draft = services.answer_questions(actor=actor, draft=draft, given=given)
    world.wait(SECONDS_PER_QUESTION)
    services.sign_run(actor=actor, draft=draft, reason=reason)
    world.applications[key].refresh_from_db()
