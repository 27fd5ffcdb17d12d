# SPDX-License-Identifier: EUPL-1.2
"""The history on the screen: who sees it, what it shows, how it is filtered, downloaded and verified."""

import json
from datetime import timedelta

import pytest
from django.db.models import Model
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from aikompas.audit import labels, selectors, triggers
from aikompas.audit.models import AuditEvent, EventQuerySet
from aikompas.audit.presentation import timeline_of
from aikompas.audit.recording import diff, record, service, snapshot
from aikompas.audit.standalone import verify_trail
from aikompas.core.actor import Actor
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Department, Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, OrganisationFactory, member

pytestmark = pytest.mark.django_db


@service
def rename(*, actor: Actor, department: Department, name: str) -> None:
    """Rename a department, as an example of something that was done."""
    before = snapshot(department, "name")
    department.name = name
    department.save()
    record(
        actor, "test.renamed", department, changes=diff(before, snapshot(department, "name")), note="Nieuw"
    )


@service
def note(*, actor: Actor, obj: Model, changes: dict[str, tuple[object, object]]) -> AuditEvent:
    """Record changes of an object, as an example."""
    return record(actor, "test.renamed", obj, changes=changes)


@pytest.fixture(autouse=True)
def _label(monkeypatch):
    monkeypatch.setattr(labels, "_labels", {"test.renamed": "Afdeling hernoemd"})


@pytest.fixture
def organisation():
    return OrganisationFactory(slug="zonnedam")


@pytest.fixture
def auditor(organisation) -> Membership:
    return member(organisation, Role.AUDITOR)


@pytest.fixture
def department(organisation, auditor) -> Department:
    department = DepartmentFactory(organisation=organisation, name="Parkeren")
    rename(actor=actor_for(auditor, origin="192.0.2.7"), department=department, name="Parkeerbeheer")
    return department


@pytest.fixture
def page(client, auditor):
    sign_in(client, auditor)

    def get(name: str, *args, **query):
        return client.get(reverse(f"audit:{name}", args=["zonnedam", *args]), query)

    return get


def text_of(response) -> str:
    return response.content.decode()


def test_the_history_shows_who_did_what(page, department, auditor):
    text = text_of(page("history"))

    assert "Afdeling hernoemd" in text
    assert auditor.user.name in text


def test_the_history_of_another_organisation_stays_away(page, department):
    other = OrganisationFactory(slug="maandam")
    elsewhere = DepartmentFactory(organisation=other)
    rename(actor=Actor.system(other.pk, label="test"), department=elsewhere, name="Elders")
    event = AuditEvent.objects.get(organisation_id=other.pk)

    assert "System: test" not in text_of(page("history"))
    assert page("event", event.pk).status_code == 404
    assert page("event_proof", event.pk).status_code == 404
    assert page("object_history", event.object_type, event.object_id).status_code == 404


@pytest.mark.parametrize("name", ["history", "verify", "export", "verifier"])
def test_an_employee_does_not_see_the_history(client, organisation, name):
    sign_in(client, member(organisation, Role.EMPLOYEE))

    assert client.get(reverse(f"audit:{name}", args=["zonnedam"])).status_code == 403


def test_the_history_is_filtered(page, department, auditor):
    today = timezone.localdate()
    kept = [
        {"action": "test.renamed"},
        {"object_type": "organisations.department"},
        {"actor": str(auditor.user.pk)},
        {"since": today.isoformat(), "until": today.isoformat()},
    ]
    for query in kept:
        assert "192.0.2.7" in downloaded(page, **query), query
    for query in (
        {"since": (today + timedelta(days=1)).isoformat()},
        {"until": (today - timedelta(1)).isoformat()},
    ):
        assert "192.0.2.7" not in downloaded(page, **query), query


def downloaded(page, **query) -> str:
    return b"".join(page("history", export="json", **query).streaming_content).decode()


@pytest.mark.parametrize("file_format", ["csv", "json"])
def test_a_download_holds_every_detail(page, department, file_format):
    text = b"".join(page("history", export=file_format).streaming_content).decode()

    for detail in ("test.renamed", "192.0.2.7", "Parkeerbeheer", str(department.pk)):
        assert detail in text


def test_the_number_of_queries_does_not_grow_with_the_history(
    client, page, department, auditor, django_assert_num_queries, django_assert_max_num_queries
):
    for number in range(60):
        rename(
            actor=actor_for(member(auditor.organisation), origin=""),
            department=department,
            name=f"Naam {number}",
        )

    with django_assert_max_num_queries(16):
        page("history")


def test_a_list_counts_no_further_than_its_limit(page, department, monkeypatch):
    monkeypatch.setattr(EventQuerySet, "LISTED", 3)
    for number in range(5):
        rename(
            actor=Actor.system(department.organisation_id, "test"), department=department, name=str(number)
        )

    response = page("history")

    assert response.context["listing"].count == 3
    assert len(json.loads(downloaded(page))) == 6


def test_an_event_shows_before_and_after_and_that_it_is_unchanged(page, department):
    response = page("event", AuditEvent.objects.get().pk)

    text = text_of(response)
    assert response.context["proved"]
    assert "Parkeren" in text
    assert "Parkeerbeheer" in text
    assert "Nieuw" in text


def test_an_event_that_was_changed_underneath_shows_as_damaged(page, department):
    from django.db import connection

    with triggers.suspended(connection), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditevent SET leaf = REPLACE(leaf, 'Parkeerbeheer', 'Parkeren')")

    assert not page("event", AuditEvent.objects.get().pk).context["proved"]


def test_the_proof_of_an_event_holds_for_the_verifier(page, department, tmp_path):
    response = page("event_proof", AuditEvent.objects.get().pk)
    file = tmp_path / "proof.json"
    file.write_bytes(response.content)

    assert verify_trail.main(["inclusion", str(file)]) == 0


def test_the_whole_trail_and_its_verifier_are_downloads(page, department, tmp_path):
    file = tmp_path / "trail.jsonl"
    file.write_bytes(b"".join(page("export").streaming_content))

    assert verify_trail.main(["export", str(file)]) == 0
    assert b"def verify_export" in b"".join(page("verifier").streaming_content)


def test_the_history_is_verified_on_request(client, page, department):
    assert page("verify").context["verdict"] is None

    response = client.post(reverse("audit:verify", args=["zonnedam"]))

    assert response.context["verdict"].ok


def test_an_object_has_a_history_of_its_own(page, department):
    text = text_of(page("object_history", "organisations.department", department.pk))

    assert "Afdeling hernoemd" in text
    assert page("object_history", "organisations.department", "unknown").status_code == 404


def shown_to(membership: Membership, obj: object) -> str:
    from functools import partial

    from aikompas.organisations import permissions

    request = RequestFactory().get("/")
    request.actor = actor_for(membership, origin="")
    request.organisation = membership.organisation
    request.may = partial(permissions.may, request.actor)
    return Template("{% load audit %}{% audit_history obj %}").render(
        Context({"request": request, "obj": obj})
    )


def test_the_page_of_an_object_shows_its_history_to_staff_and_links_for_auditors(department, auditor):
    colleague = shown_to(member(auditor.organisation, Role.EMPLOYEE), department)
    link = reverse("audit:event", args=["zonnedam", AuditEvent.objects.get().pk])

    assert "Afdeling hernoemd" in colleague
    assert "Parkeerbeheer" not in colleague
    assert link not in colleague
    assert link in shown_to(auditor, department)


def test_what_somebody_did_several_times_in_a_row_is_one_line_on_the_page_of_the_object(auditor, department):
    for name in ("Parkeren en verkeer", "Verkeer"):
        rename(actor=actor_for(auditor), department=department, name=name)
    gathered = timeline_of(selectors.events_of(actor_for(auditor), department), gather=True)
    assert [item["title"] for item in gathered] == ["Afdeling hernoemd (3 keer)"]
    assert len(timeline_of(selectors.events_of(actor_for(auditor), department))) == 3


def test_an_event_shows_values_in_words(client, auditor, department):
    event = note(
        actor=actor_for(auditor),
        obj=auditor,
        changes={
            "department_id": (None, str(department.pk)),
            "user": ("Jan", None),
            "deactivated_at": (None, "2026-03-04T11:30:00Z"),
        },
    )
    sign_in(client, auditor)
    page = client.get(reverse("audit:event", args=["zonnedam", event.pk])).content.decode()
    assert "Parkeerbeheer" in page
    assert "Jan" in page
    assert "12:30" in page
    assert "2026-03-04T11:30" not in page
    assert str(department.pk) not in page


def test_an_event_shows_the_words_of_a_choice(client, auditor, organisation):
    event = note(actor=actor_for(auditor), obj=organisation, changes={"language": ("nl", "en")})
    sign_in(client, auditor)
    page = client.get(reverse("audit:event", args=["zonnedam", event.pk])).content.decode()
    assert "English" in page or "Engels" in page
