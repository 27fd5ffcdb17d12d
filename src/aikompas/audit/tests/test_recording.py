# SPDX-License-Identifier: EUPL-1.2
"""Write services and what they leave in the trail."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.db import transaction

from aikompas.audit.canonical import canonical, plain
from aikompas.audit.log import sign, signed_head
from aikompas.audit.merkle import leaf_hash
from aikompas.audit.models import INSTALLATION, AuditEvent, AuditLog, TreeHead
from aikompas.audit.recording import (
    Done,
    UnrecordedWrite,
    diff,
    record,
    record_many,
    service,
    snapshot,
    unchanged,
)
from aikompas.audit.signing import signature_is_valid
from aikompas.audit.tests.factories import ZONNEDAM, create_group, person, trail
from aikompas.core.actor import Actor

pytestmark = pytest.mark.django_db


def only_leaf() -> dict:
    return json.loads(AuditEvent.objects.get().leaf)


def test_a_service_leaves_who_what_when_and_what_changed():
    actor = person(ZONNEDAM, "owner", "employee")

    group = create_group(actor=actor, name="Parkeren")

    event = AuditEvent.objects.get()
    assert json.loads(event.leaf) == {
        "version": 1,
        "id": str(event.id),
        "sequence": 0,
        "organisation": str(ZONNEDAM),
        "time": event.time.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "actor": {"kind": "person", "id": str(actor.id), "roles": ["employee", "owner"], "name": ""},
        "action": "test.group_created",
        "object": {"type": "auth.group", "id": str(group.pk), "label": ""},
        "result": "ok",
        "origin": "192.0.2.1",
        "changes": {"name": [None, "Parkeren"]},
        "note": "",
    }
    assert event.leaf_hash == leaf_hash(event.leaf.encode()).hex()


def test_a_system_actor_without_organisation_writes_the_log_of_the_installation():
    create_group(actor=Actor.system(None, label="migration"), name="Parkeren")

    assert AuditEvent.objects.get().organisation_id == INSTALLATION
    assert only_leaf()["actor"] == {"kind": "system", "id": None, "roles": [], "name": "migration"}


def test_the_label_is_what_the_object_itself_calls_public(monkeypatch):
    monkeypatch.setattr(Group, "audit_label", "T-0001", raising=False)

    create_group(actor=person(), name="Parkeren")

    assert only_leaf()["object"]["label"] == "T-0001"


def test_personal_data_is_recorded_as_changed_without_its_value(monkeypatch):
    monkeypatch.setattr(Group, "AUDIT_PERSONAL", frozenset({"name"}), raising=False)

    create_group(actor=person(), name="Jan de Vries")

    assert only_leaf()["changes"] == {"name": {"personal": "changed"}}


def test_personal_data_is_left_out_of_changes_made_by_hand(monkeypatch):
    monkeypatch.setattr(Group, "AUDIT_PERSONAL", frozenset({"name"}), raising=False)

    with transaction.atomic():
        record(person(), "test.done", Group(name="x"), changes={"name": ["Jan", "Piet"]})

    assert only_leaf()["changes"] == {"name": {"personal": "changed"}}


def test_a_difference_holds_only_what_changed():
    group = Group(name="Parkeren")
    before = snapshot(group, "id", "name")
    group.name = "Parkeerbeheer"

    assert diff(before, snapshot(group, "id", "name")) == {"name": ["Parkeren", "Parkeerbeheer"]}


def test_a_service_that_records_nothing_is_rolled_back():
    @service
    def forgets(*, actor: Actor) -> None:
        Group.objects.create(name="Stiekem")

    with pytest.raises(UnrecordedWrite, match="forgets"):
        forgets(actor=person())

    assert not Group.objects.exists()


def test_a_service_may_say_that_nothing_changed():
    @service
    def looks(*, actor: Actor) -> str:
        unchanged()
        return "same"

    assert looks(actor=person()) == "same"
    assert not AuditEvent.objects.exists()


def test_a_service_that_delegates_to_another_has_accounted_for_itself():
    @service
    def delegates(*, actor: Actor) -> None:
        create_group(actor=actor, name="Parkeren")

    delegates(actor=person())

    assert AuditEvent.objects.count() == 1


def test_an_inner_service_must_account_for_itself_even_when_the_outer_one_did():
    @service
    def forgets(*, actor: Actor) -> None:
        Group.objects.create(name="Stiekem")

    @service
    def outer(*, actor: Actor) -> None:
        record(actor, "test.done", None)
        forgets(actor=actor)

    with pytest.raises(UnrecordedWrite):
        outer(actor=person())

    assert not Group.objects.exists()
    assert not AuditEvent.objects.exists()


def test_what_an_inner_service_recorded_does_not_count_when_it_was_rolled_back():
    @service
    def fails(*, actor: Actor) -> None:
        record(actor, "test.done", None)
        raise ValueError

    @service
    def outer(*, actor: Actor) -> None:
        try:
            fails(actor=actor)
        except ValueError:
            Group.objects.create(name="Stiekem")

    with pytest.raises(UnrecordedWrite):
        outer(actor=person())

    assert not Group.objects.exists()


def test_a_failing_inner_service_leaves_no_gap():
    @service
    def fails(*, actor: Actor) -> None:
        record(actor, "test.failed", None)
        raise ValueError

    @service
    def outer(*, actor: Actor) -> None:
        record(actor, "test.first", None)
        with pytest.raises(ValueError):  # noqa: PT011
            fails(actor=actor)
        record(actor, "test.second", None)

    outer(actor=person())

    assert list(AuditEvent.objects.order_by("sequence").values_list("sequence", "action")) == [
        (0, "test.first"),
        (1, "test.second"),
    ]


def test_a_rollback_takes_the_event_away_with_the_change():
    with transaction.atomic():
        create_group(actor=person(), name="Parkeren")
        transaction.set_rollback(True)

    assert not Group.objects.exists()
    assert not AuditEvent.objects.exists()
    assert not AuditLog.objects.filter(size__gt=0).exists()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_recorded_outside_a_transaction():
    with pytest.raises(transaction.TransactionManagementError):
        record(person(), "test.done", None)

    assert not AuditEvent.objects.exists()


def test_a_service_must_take_keyword_only_arguments_and_an_actor():
    with pytest.raises(TypeError, match="keyword-only"):

        @service
        def positional(actor: Actor) -> None: ...

    with pytest.raises(TypeError, match="requires an `actor`"):

        @service
        def nobody(*, name: str) -> None: ...

    with pytest.raises(TypeError, match="needs an Actor"):
        create_group(actor=None, name="Parkeren")


def test_many_events_at_once_hash_as_one_by_one():
    with transaction.atomic():
        record_many(person(), [Done("test.done", None, {"number": number}) for number in range(1_500)])
    log = AuditLog.objects.get()

    assert log.size == 1_500
    assert signature_is_valid(signed_head(log))
    assert AuditEvent.objects.filter(sequence=1_499).exists()


def test_recording_takes_few_queries_whatever_the_size_of_the_log(django_assert_max_num_queries):
    trail(100)

    with django_assert_max_num_queries(8):
        create_group(actor=person(), name="Parkeren")


def test_every_append_signs_the_head_in_the_row_of_the_log():
    trail(3)

    head = signed_head(AuditLog.objects.get())

    assert head.size == 3
    assert signature_is_valid(head)


def test_a_head_is_kept_at_the_first_event_and_at_every_256th():
    trail(300)

    assert list(TreeHead.objects.order_by("size").values_list("size", flat=True)) == [1, 256]


def test_a_head_can_be_kept_now_and_only_once():
    trail(5)

    first, second = sign(ZONNEDAM), sign(ZONNEDAM)

    assert first == second
    assert first.size == 5


def test_canonical_json_sorts_keys_and_writes_no_spaces():
    assert canonical({"b": [1, None, True], "a": "é\u20ac\n"}) == '{"a":"é€\\n","b":[1,null,true]}'


def test_canonical_json_sorts_by_utf_16_as_rfc_8785_asks():
    assert list(json.loads(canonical({"\ufb33": 1, "\U0001f600": 2}))) == ["\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("1.50"), "1.50"),
        (0.5, "0.5"),
        (2**60, str(2**60)),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), "2026-03-01T12:00:00.000000Z"),
        ({"b", "a"}, ["a", "b"]),
        (ZONNEDAM, str(ZONNEDAM)),
    ],
)
def test_values_become_plain(value, expected):
    assert plain(value) == expected


def test_a_head_is_kept_in_every_hour_in_which_something_happens():
    for hour, minute in ((9, 50), (9, 59), (10, 1), (12, 0)):
        with time_machine.travel(datetime(2026, 5, 4, hour, minute, tzinfo=UTC), tick=False):
            trail(1)

    assert list(TreeHead.objects.order_by("size").values_list("size", flat=True)) == [1, 3, 4]
