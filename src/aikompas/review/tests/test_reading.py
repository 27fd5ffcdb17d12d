# SPDX-License-Identifier: EUPL-1.2
"""What people read: the queue, the tab of an application, and a dossier as it was."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aikompas.organisations.roles import Expertise, Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import member
from aikompas.review import selectors, services
from aikompas.review.choices import ConclusionVerdict
from aikompas.review.tests.factories import scene_in
from aikompas.review.tests.pages import address, as_member

pytestmark = pytest.mark.django_db


# Queue


def rows_of(client, scene, query=""):
    return list(client.get(address("queue", scene.organisation) + query).context["listing"].page.object_list)


def test_the_queue_says_from_which_expertises_advice_is_missing(client, scene):
    scene.advise()
    sign_in(client, scene.members["secretary"])
    page = client.get(address("queue", scene.organisation)).content.decode()
    assert "Informatiebeveiliging" in page
    assert "Ethiek" not in page


def test_the_queue_narrows_to_what_waits_for_whom(client, scene):
    fresh, advised = scene.application, scene_in(scene.organisation)
    decided = scene_in(scene.organisation)
    scene.application = advised.application
    scene.advise()
    scene.application = decided.application
    scene.advise()
    scene.conclude()
    sign_in(client, scene.members["secretary"])
    assert len(rows_of(client, scene)) == 3
    assert set(rows_of(client, scene, "?waits_for=advice")) == {fresh, advised.application}
    assert rows_of(client, scene, "?waits_for=conclusion&mine=on") == [advised.application]
    assert rows_of(client, scene, "?mine=on") == [advised.application]
    assert rows_of(client, scene, "?waits_for=decision") == [decided.application]
    assert rows_of(client, scene, "?waits_for=decision&mine=on") == []


@pytest.mark.parametrize("file_format", ["csv", "json", "xlsx"])
def test_the_queue_can_be_downloaded(client, scene, file_format):
    sign_in(client, scene.members["secretary"])
    answer = client.get(address("queue", scene.organisation) + f"?export={file_format}")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("sort", ["reference", "-name", "risk_class", "waits_for", "-changed_at"])
def test_the_queue_can_be_sorted(client, scene, sort):
    sign_in(client, scene.members["secretary"])
    assert len(rows_of(client, scene, f"?sort={sort}")) == 1


def test_the_queue_asks_as_many_queries_for_ten_applications_as_for_two(client, scene):
    sign_in(client, scene.members["secretary"])

    def queries(applications):
        while selectors.queue_visible_to(scene.actor("secretary")).count() < applications:
            scene.application = scene_in(scene.organisation).application
            scene.advise()
        with CaptureQueriesContext(connection) as captured:
            client.get(address("queue", scene.organisation))
        return len(captured)

    assert queries(2) == queries(10)


def test_the_tab_asks_as_many_queries_for_many_judgements_as_for_one(client, scene):
    url = as_member(client, scene, "secretary", "application")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        return len(captured)

    scene.advise()
    one = queries()
    scene.advise(expertise=Expertise.LAW)
    scene.advise("other_member", expertise=Expertise.DATA)
    scene.advise("other_member", expertise=Expertise.DATA)
    assert queries() == one


# The tab, and the dossier as it was


def _kept(client, scene, kept):
    sign_in(client, scene.members["member"])
    return address("snapshot", scene.organisation, kept)


def test_the_tab_shows_what_lapsed_and_why(client, scene):
    scene.advise(reasons="Mijn eerste advies")
    scene.advise(reasons="Mijn tweede advies")
    page = client.get(as_member(client, scene, "member", "application")).content.decode()
    assert "Vervangen door een nieuw advies van hetzelfde lid." in page
    assert "Mijn eerste advies" in page


def test_the_owner_reads_what_must_be_adjusted(client, scene):
    scene.advise()
    scene.conclude(ConclusionVerdict.ADJUST, conditions=(scene.proposal("Leg het bezwaar uit."),))
    page = client.get(as_member(client, scene, "owner", "application")).content.decode()
    assert "De toetsingscommissie vraagt eerst om aanpassingen" in page
    assert "Leg het bezwaar uit." in page


def test_a_kept_dossier_is_readable_and_says_what_changed_since(client, scene):
    kept = scene.advise().snapshot
    scene.application.decision_role = "decides"
    scene.application.save()
    page = client.get(_kept(client, scene, kept))
    text = page.content.decode()
    for word in ("Minimaal risico", "Interne gegevens", scene.application.owner.name, "Indeling"):
        assert word in text
    for code in ("internal", "decision_role", "owner_id", "prepares"):
        assert f">{code}<" not in text
    assert [difference.after for difference in page.context["differences"]] == [
        scene.application.get_decision_role_display()
    ]


def test_a_kept_dossier_downloads_as_the_json_that_was_hashed(client, scene):
    kept = scene.advise().snapshot
    answer = client.get(_kept(client, scene, kept) + "?formaat=json")
    assert json.loads(answer.content) == kept.content
    assert kept.sha256[:12] in answer["Content-Disposition"]


def test_handing_over_by_a_service_shows_in_the_trail_in_words(client, scene):
    condition = scene.approved_with_condition()
    services.hand_over_condition(
        actor=scene.actor("secretary"), condition=condition, owner=member(scene.organisation, Role.OWNER).user
    )
    sign_in(client, member(scene.organisation, Role.AUDITOR))
    page = client.get(reverse("audit:history", args=[scene.organisation.slug])).content.decode()
    assert "Voorwaarde overgedragen" in page
    assert "Besluit genomen" in page
