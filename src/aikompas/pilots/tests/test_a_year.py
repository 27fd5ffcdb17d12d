# SPDX-License-Identifier: EUPL-1.2
"""What this app and those below it tell the yearly evaluation, and what money of the budget can go to."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from aikompas.evaluation.facts import facts_of
from aikompas.organisations.testing import sign_in
from aikompas.pilots.selectors import BUDGET_KIND
from aikompas.pilots.tests.factories import Scene, scene_in
from aikompas.policy.budget_subjects import key_of, subjects_for
from aikompas.policy.models import LineKind
from aikompas.policy.services import enter_budget_line

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return scene_in()


def test_an_evaluation_begins_with_facts_about_use_decisions_and_pilots(scene: Scene) -> None:
    scene.running()
    today = timezone.localdate()
    facts = {fact.label: fact.value for fact in facts_of(scene.organisation, today, today)}
    assert facts["Toepassingen per stand"] == "Pilot: 1"
    assert facts["Meldingen van AI-gebruik in de periode"].startswith("0,")
    assert facts["Besluiten in de periode"].startswith("0:")
    assert facts["Pilots"].startswith("1 begonnen in de periode")
    before = today - timedelta(days=400)
    facts = {fact.label: fact.value for fact in facts_of(scene.organisation, before, before)}
    assert facts["Pilots"].startswith("0 begonnen in de periode")


def test_money_is_spent_on_a_pilot_and_its_page_says_how_much(client: Client, scene: Scene) -> None:
    pilot = scene.plan()
    choices = {str(label): items for label, items in subjects_for(scene.actor("secretary")).items()}
    key = key_of(BUDGET_KIND, pilot.pk)
    assert key in choices["Pilots"]
    assert len(choices["Toepassingen"]) == 1
    enter_budget_line(
        actor=scene.actor("secretary"),
        organisation=scene.organisation,
        day=timezone.localdate(),
        description="Licenties",
        kind=LineKind.SPENT,
        amount=Decimal(1250),
        subject=key,
        over_reason="Er is nog geen budget.",
    )
    client = sign_in(client, scene.secretary)
    page = client.get(reverse("pilots:pilot", args=[scene.organisation.slug, pilot.pk]))
    assertContains(page, "Uitgegeven en verplicht: €\xa01.250,00")
