# SPDX-License-Identifier: EUPL-1.2
"""Two people who judge at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from aikompas.core.errors import Refused
from aikompas.organisations.actors import actor_for
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import member
from aikompas.register.models import Application
from aikompas.register.services import edit_facts, move
from aikompas.review import services
from aikompas.review.choices import DecisionVerdict
from aikompas.review.models import Decision
from aikompas.review.tests.factories import scene_in

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """Do these things at the same moment; return in order what was done and what was refused."""
    start = Barrier(len(acts))

    def run(act) -> str:
        try:
            start.wait(timeout=10)
            act()
        except Refused:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(run, acts))


def decisions_on(scene, *verdicts):
    deciders = [actor_for(member(scene.organisation, Role.DECISION_MAKER)) for _ in verdicts]
    applications = [Application.objects.get(pk=scene.application.pk) for _ in verdicts]

    def decision(actor, application, verdict):
        return lambda: services.decide(
            actor=actor,
            application=application,
            verdict=verdict,
            reasons="Besloten.",
            deviation="Anders gewogen.",
        )

    return [decision(*given) for given in zip(deciders, applications, verdicts, strict=True)]


def test_two_decisions_at_once_give_one():
    scene = scene_in()
    scene.advise()
    scene.conclude()
    acts = decisions_on(scene, DecisionVerdict.APPROVE, DecisionVerdict.REJECT)

    assert at_once(*acts) == ["done", "refused"]
    assert Decision.objects.count() == 1


def test_two_decisions_at_once_give_one_also_during_a_review():
    scene = scene_in()
    scene.approved_with_condition()
    move(
        actor=scene.actor("secretary"),
        application=scene.application,
        action="put_under_review",
        reason="Jaarlijks",
    )
    scene.conclude()
    acts = decisions_on(scene, DecisionVerdict.APPROVE, DecisionVerdict.APPROVE)

    assert at_once(*acts) == ["done", "refused"]
    assert Decision.objects.filter(lapsed_at__isnull=True).count() == 1


def test_a_decision_and_a_material_change_at_once_leave_no_decision_on_other_facts():
    scene = scene_in()
    scene.advise()
    scene.conclude()
    secretary = scene.actor("secretary")
    edited = Application.objects.get(pk=scene.application.pk)

    def edit():
        edit_facts(actor=secretary, application=edited, changes={"purpose": "Anders."}, reason="Nieuw doel")

    at_once(*decisions_on(scene, DecisionVerdict.APPROVE), edit)

    assert not Decision.objects.filter(lapsed_at__isnull=True).exists()
