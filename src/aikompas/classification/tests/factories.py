# SPDX-License-Identifier: EUPL-1.2
"""Classifications for tests: made through the services, so that they are as real as can be."""

from __future__ import annotations

from collections import deque
from functools import lru_cache

from django.utils import translation

from aikompas.classification import services
from aikompas.classification.models import ClassificationRun
from aikompas.classification.trees import shipped_tree
from aikompas.classification.walking import risk_class_of
from aikompas.core.actor import Actor
from aikompas.instruments.trees import Given, run
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership
from aikompas.register.models import Application

Answers = dict[str, str]


@lru_cache
def answers_to(risk_class: str, *labels: str) -> Answers:
    """Return the shortest way through the shipped tree (Dutch) to this risk class, with these labels if given."""
    tree = shipped_tree("nl")
    waiting: deque[Answers] = deque([{}])
    seen = set()
    while waiting:
        answers = waiting.popleft()
        walked = run(tree, [Given(*answer) for answer in answers.items()])
        if walked.question is None:
            if risk_class_of(walked) == risk_class and set(labels) <= set(walked.labels):
                return answers
            continue
        state = (walked.question.id, frozenset(walked.labels))
        if state not in seen:
            seen.add(state)
            waiting.extend({**answers, walked.question.id: item.answer} for item in walked.question.answers)
    raise LookupError(risk_class)


# A tree of our own making, of which the product knows no risk classes.
SMALL_TREE = """
version: "2.0"
name: Kleine beslisboom
questions:
  - questionId: "1"
    question: Beslist het over mensen?
    explanation: Een besluit raakt iemand.
    category: Begin
    subcategory: Besluit
    sources:
      - source: Algemene wet bestuursrecht
        url: https://wetten.overheid.nl/BWBR0005537/
    answers:
      - answer: Ja
        labels: [besluit]
        nextConclusionId: "9.1"
      - answer: Nee
        nextQuestionId: "2"
  - questionId: "2"
    question: Merkt iemand er iets van?
    explanation: ""
    category: Vervolg
    subcategory: Gevolg
    sources: []
    answers:
      - answer: Ja
        nextConclusionId: "9.1"
      - answer: Nee
        nextConclusionId: "9.2"
conclusions:
  - conclusionId: "9.1"
    conclusion: Dit raakt mensen.
    obligation: <p>Leg uit hoe het werkt.</p>
    sources: []
  - conclusionId: "9.2"
    conclusion: Dit raakt niemand.
    obligation: ""
    sources: []
"""


def owner_of(application: Application) -> Actor:
    """Return the owner of an application as the actor of services."""
    return actor_for(
        Membership.objects.get(organisation=application.organisation, user=application.owner),
        origin="192.0.2.1",
    )


def draft_of(application: Application, answers: Answers | None = None) -> ClassificationRun:
    """Return a draft in Dutch with these answers, given by the owner."""
    actor = owner_of(application)
    with translation.override("nl"):
        draft = services.start_run(actor=actor, application=application)
    for question, answer in (answers or {}).items():
        services.answer_questions(actor=actor, draft=draft, given=[Given(question, answer)])
    return draft


def classified(application: Application, answers: Answers, **signing: str) -> ClassificationRun:
    """Return a classification signed by the owner."""
    return services.sign_run(actor=owner_of(application), draft=draft_of(application, answers), **signing)
