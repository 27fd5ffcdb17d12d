# SPDX-License-Identifier: EUPL-1.2
"""The pages: what they show, who may change what, and how many queries they need."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from aikompas.measures import services
from aikompas.measures.models import Evidence, WorkItem
from aikompas.measures.selectors.work import items_of
from aikompas.measures.tests.factories import Scene, scene_of
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import OrganisationFactory, member

pytestmark = pytest.mark.django_db


def owner_client(scene: Scene) -> Client:
    membership = Membership.objects.get(
        organisation=scene.application.organisation, user=scene.application.owner
    )
    return sign_in(Client(), membership)


def url(name: str, scene: Scene, *more: Any) -> str:
    return reverse(f"measures:{name}", args=(scene.application.organisation.slug, *more))


@pytest.mark.parametrize("name", ["item_list", "board", "many", "catalogue", "risk_list", "heat_map"])
def test_the_pages_of_the_municipality_render(scene: Scene, name: str) -> None:
    scene.risk()
    assert owner_client(scene).get(url(name, scene)).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["application", "application_board", "application_add", "application_risks", "application_risk_add"],
)
def test_the_pages_of_an_application_render(scene: Scene, name: str) -> None:
    scene.risk()
    assert owner_client(scene).get(url(name, scene, scene.application.pk)).status_code == 200


def test_every_requirement_and_measure_has_a_page_with_its_reasons(scene: Scene) -> None:
    client = owner_client(scene)
    for item in items_of(scene.application):
        assert client.get(item.get_absolute_url()).status_code == 200
    page = client.get(scene.item("human-oversight").get_absolute_url()).content.decode()
    assert "hoog-risico AI" in page
    assert "2 december 2027" in page or "2-12-2027" in page


def test_the_owner_finishes_work_on_its_page(scene: Scene) -> None:
    item = scene.item("training")
    data = {
        "state": "done",
        "explanation": "Iedereen deed de training.",
        "owner": "",
        "due": "",
        "reviewer": "",
    }
    assert owner_client(scene).post(item.get_absolute_url(), data).status_code == 302
    item.refresh_from_db()
    assert item.state == "done"


def test_what_a_service_refuses_stands_beside_the_field(scene: Scene) -> None:
    item = scene.item("training")
    response = owner_client(scene).post(item.get_absolute_url(), {"state": "done", "explanation": ""})
    assert response.status_code == 200
    assert "Zeg hoe dit is gedaan" in response.content.decode()


def test_evidence_is_a_link_or_a_file(scene: Scene) -> None:
    item, client = scene.item("training"), owner_client(scene)
    address = url("item_evidence", scene, item.pk)
    assert (
        client.post(address, {"title": "Verslag", "url": "https://intranet.example.org/a"}).status_code == 302
    )
    file = SimpleUploadedFile("verslag.txt", b"Aanwezig: iedereen.", "text/plain")
    assert client.post(address, {"title": "Lijst", "upload": file}).status_code == 302
    assert client.post(address, {"title": "Niets"}).status_code == 200
    assert Evidence.objects.filter(item=item).count() == 2
    assert "Lijst" in client.get(item.get_absolute_url()).content.decode()


def test_a_card_moves_by_its_button(scene: Scene) -> None:
    item = scene.item("training")
    response = owner_client(scene).post(url("item_move", scene, item.pk), {"state": "in_progress"})
    assert response.status_code == 302
    item.refresh_from_db()
    assert item.state == "in_progress"


def test_several_rows_change_at_once(scene: Scene) -> None:
    items = [scene.item("training"), scene.item("house-rules")]
    colleague = scene.someone()
    data = {"items": [item.pk for item in items], "owner": colleague.id, "due": "2027-01-31"}
    address = url("many", scene) + f"?application={scene.application.pk}"
    assert owner_client(scene).post(address, data).status_code == 302
    assert {item.owner_id for item in WorkItem.objects.filter(due="2027-01-31")} == {colleague.id}


def test_a_reviewer_accepts_on_the_page(scene: Scene) -> None:
    item = scene.item("training")
    reviewer = member(scene.application.organisation, Role.PRIVACY_ADVISER)
    services.change_work(
        actor=scene.owner,
        item=item,
        changes={"state": "done", "explanation": "Klaar.", "reviewer": reviewer.user},
    )
    client = sign_in(Client(), reviewer)
    assert "Uw beoordeling" in client.get(item.get_absolute_url()).content.decode()
    client.post(url("item_review", scene, item.pk), {"verdict": "accept", "note": ""})
    item.refresh_from_db()
    assert item.review == "accepted"


def test_a_risk_is_added_changed_and_accepted_on_pages(scene: Scene) -> None:
    client = owner_client(scene)
    data = {"title": "Foute score", "right": "equal_treatment", "likelihood": "4", "impact": "4", "owner": ""}
    address = url("application_risk_add", scene, scene.application.pk)
    assert client.post(address, {**data, "new_measure": "Steekproef"}).status_code == 302
    risk = scene.application.risks.get()
    assert [str(item) for item in risk.measures.all()] == ["Steekproef"]
    decider = sign_in(Client(), member(scene.application.organisation, Role.DECISION_MAKER))
    assert decider.get(url("risk_accept", scene, risk.pk)).status_code == 200
    assert client.get(url("risk_accept", scene, risk.pk)).status_code == 403
    decider.post(url("risk_accept", scene, risk.pk), {"reason": "Nodig.", "until": "2027-06-01"})
    page = client.get(risk.get_absolute_url()).content.decode()
    assert "Geaccepteerd" in page


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "json"])
def test_lists_can_be_downloaded(scene: Scene, file_format: str) -> None:
    scene.risk()
    client = owner_client(scene)
    for name in ("item_list", "risk_list", "catalogue"):
        assert client.get(url(name, scene) + f"?export={file_format}").status_code == 200


@pytest.mark.parametrize("name", ["item_list", "risk_list", "board", "heat_map"])
def test_a_list_needs_as_many_queries_for_many_rows_as_for_few(
    scene: Scene, name: str, django_assert_max_num_queries: Any
) -> None:
    scene.risk()
    client = owner_client(scene)
    client.get(url(name, scene))
    with django_assert_max_num_queries(40) as few:
        client.get(url(name, scene))
    for _number in range(3):
        other = scene_of(
            "high", "bijlage III", organisation=scene.application.organisation, data_categories=["personal"]
        )
        other.risk()
    with django_assert_max_num_queries(len(few)):
        client.get(url(name, scene))


def test_nobody_of_another_municipality_finds_anything(scene: Scene) -> None:
    client = sign_in(Client(), member(OrganisationFactory(), *Role.values))
    assert client.get(scene.item("training").get_absolute_url()).status_code == 404
    assert client.get(scene.risk().get_absolute_url()).status_code == 404
