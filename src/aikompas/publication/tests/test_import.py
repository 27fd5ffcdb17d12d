# SPDX-License-Identifier: EUPL-1.2
"""Importing registrations: new, changed, unchanged, rejected, disappeared; all or nothing."""

from __future__ import annotations

import json

import pytest

from aikompas.audit.models import AuditEvent, AuditLog
from aikompas.audit.verification import verify_log
from aikompas.core.errors import NotAllowed
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import OrganisationFactory, actor, system
from aikompas.publication import services
from aikompas.publication.choices import TextState
from aikompas.publication.importing import importer
from aikompas.publication.models import RegisterText
from aikompas.publication.standard.reading import read
from aikompas.publication.tests.factories import (
    full_record,
    import_all,
    import_into,
    lars_code,
    published,
    publisher,
    snapshot_file,
    snapshot_item,
)
from aikompas.register.choices import Origin, RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(name="Gemeente Testdam", slug="testdam")


def counts(result):
    return result.created, result.updated, result.unchanged, len(result.rejected), len(result.disappeared)


def json_file(*records, **more):
    return read(json.dumps([{**record, **more} for record in records]).encode(), "register.json")


def test_a_registration_becomes_an_application_with_a_published_text(organisation):
    record = full_record(publication_category="Hoog-risico AI-systeem")
    assert counts(import_into(organisation, json_file(record))) == (1, 0, 0, 0, 0)
    application = Application.objects.get()
    assert (application.origin, application.state) == (Origin.IMPORTED, State.IN_USE)
    assert application.risk_class == RiskClass.HIGH
    assert application.purpose == "Op tijd genoeg begeleiding inkopen."
    assert application.use_start.isoformat() == "2024-03-01"
    assert application.versions.count() == 1
    text = RegisterText.objects.get()
    assert (text.state, text.fields, text.status) == (TextState.PUBLISHED, record, "in_use")


@pytest.mark.parametrize(
    ("status", "state"),
    [("In ontwikkeling", State.DECIDED), ("In gebruik", State.IN_USE), ("Buiten gebruik", State.RETIRED)],
)
def test_the_status_says_in_which_state_an_application_begins(organisation, status, state):
    import_into(organisation, json_file(full_record(status=status)))
    assert Application.objects.get().state == state


def test_the_same_file_twice_changes_nothing_and_leaves_no_trace(organisation):
    reading = snapshot_file(snapshot_item(1), snapshot_item(2))
    import_all(reading)
    events = AuditEvent.objects.count()
    assert counts(import_all(reading)) == (0, 0, 2, 0, 0)
    assert AuditEvent.objects.count() == events


def test_a_later_file_updates_by_a_new_version_and_marks_what_disappeared(organisation):
    import_all(snapshot_file(snapshot_item(1), snapshot_item(2), snapshot_item(3)))
    later = snapshot_file(
        snapshot_item(1), snapshot_item(2, doel="Ander doel.", status="buiten_gebruik"), snapshot_item(4)
    )
    result = import_all(later)
    assert counts(result) == (1, 1, 1, 0, 1)
    assert result.disappeared[0].id == lars_code(3)
    texts = RegisterText.objects.filter(lars=lars_code(2)).order_by("number")
    assert [(text.number, text.state) for text in texts] == [
        (1, TextState.SUPERSEDED),
        (2, TextState.PUBLISHED),
    ]
    assert texts[1].application.state == State.RETIRED
    assert texts[1].application.purpose == "Ander doel."
    gone = RegisterText.objects.get(lars=lars_code(3))
    assert gone.state == TextState.PUBLISHED
    assert gone.disappeared_at is not None
    assert counts(import_all(later)) == (0, 0, 3, 0, 1)


def test_what_disappeared_and_is_back_loses_its_mark(organisation):
    both = snapshot_file(snapshot_item(1), snapshot_item(2))
    import_all(both)
    import_all(snapshot_file(snapshot_item(1)))
    assert counts(import_all(both)) == (0, 1, 1, 0, 0)
    assert not RegisterText.objects.filter(disappeared_at__isnull=False).exists()


def test_the_last_registration_of_an_organisation_can_disappear():
    import_all(snapshot_file(snapshot_item(1, "Gemeente A"), snapshot_item(2, "Gemeente B")))
    result = import_all(snapshot_file(snapshot_item(1, "Gemeente A")))
    assert [gone.organisation for gone in result.disappeared] == ["Gemeente B"]


def test_other_mark_up_is_no_change(organisation):
    import_into(organisation, json_file(full_record(goal="<p>Eén doel.</p>"), source_id="A1"))
    result = import_into(organisation, json_file(full_record(goal="<div>Eén  doel.</div>"), source_id="A1"))
    assert counts(result) == (0, 0, 1, 0, 0)


def test_what_people_changed_here_stays_unless_the_source_changed_it_too(organisation):
    import_into(organisation, json_file(full_record(), source_id="A1"))
    text = RegisterText.objects.get()
    who = publisher(organisation)
    ours = services.start_text(actor=who, application=text.application)
    services.save_draft(actor=who, text=ours, fields={"goal": "Ons doel.", "risks": "Onze risico's."})
    services.approve_text(actor=who, text=ours)
    services.publish_text(actor=who, text=ours)
    assert counts(import_into(organisation, json_file(full_record(), source_id="A1"))) == (0, 0, 1, 0, 0)
    changed = full_record(goal="Doel van de bron.")
    assert counts(import_into(organisation, json_file(changed, source_id="A1"))) == (0, 1, 0, 0, 0)
    newest = RegisterText.objects.get(state=TextState.PUBLISHED)
    assert newest.fields["goal"] == "Doel van de bron."
    assert newest.fields["risks"] == "Onze risico's."
    assert newest.number == 3


def test_a_text_that_people_withdrew_is_not_published_again_by_an_import(organisation):
    reading = snapshot_file(snapshot_item(1))
    import_all(reading)
    text = RegisterText.objects.get()
    services.withdraw_text(actor=publisher(organisation), text=text, reason="Onjuist.")
    assert counts(import_all(snapshot_file(snapshot_item(1, doel="Anders.")))) == (0, 0, 1, 0, 0)
    assert RegisterText.objects.get().state == TextState.WITHDRAWN


def test_a_registration_without_identifier_is_known_by_its_name(organisation):
    application = ApplicationFactory(
        organisation=organisation, name="ZORGVRAAG  Voorspellen", state=State.IN_USE
    )
    assert counts(import_into(organisation, json_file(full_record()))) == (1, 0, 0, 0, 0)
    assert RegisterText.objects.get().application == application
    result = import_into(organisation, json_file(full_record(name="Zorgvraag voorspellen")))
    assert counts(result) == (0, 0, 1, 0, 0)


def test_two_registrations_of_one_name_with_other_codes_are_two(organisation):
    same = {"title": "Zelfde naam"}
    assert import_all(snapshot_file(snapshot_item(1, **same), snapshot_item(2, **same))).created == 2


def test_the_same_identifier_twice_is_rejected_with_row_and_reason(organisation):
    result = import_all(snapshot_file(snapshot_item(1), snapshot_item(1, title="Nog eens")))
    assert counts(result) == (1, 0, 0, 1, 0)
    assert (result.rejected[0].row, result.rejected[0].reason) == (
        2,
        "Dezelfde registratie staat al op regel 1.",
    )


def test_a_row_without_a_name_is_rejected_and_the_others_are_taken_over(organisation):
    result = import_all(snapshot_file(snapshot_item(1, title="-"), snapshot_item(2)))
    assert counts(result) == (1, 0, 0, 1, 0)
    assert (result.rejected[0].row, result.rejected[0].field) == (1, "name")


def test_an_unknown_organisation_is_rejected_unless_all_are_asked_for(organisation):
    reading = snapshot_file(snapshot_item(1), snapshot_item(2, "Waterschap Ver Weg"))
    result = services.import_registrations(actor=system(), reading=reading)
    assert counts(result) == (1, 0, 0, 1, 0)
    assert (result.rejected[0].row, result.rejected[0].field) == (2, "organization")
    assert counts(import_all(reading)) == (1, 0, 1, 0, 0)
    assert Organisation.objects.get(name="Waterschap Ver Weg").slug == "waterschap-ver-weg"


def test_a_municipality_is_known_however_its_name_is_written():
    ede = OrganisationFactory(name="Gemeente Ede", slug="ede")
    import_all(snapshot_file(snapshot_item(1, "gemeente ede"), snapshot_item(2, "Ede")))
    assert RegisterText.objects.filter(organisation=ede).count() == 2


def test_registrations_of_others_do_not_come_into_one_organisation(organisation):
    reading = snapshot_file(snapshot_item(1), snapshot_item(2, "Gemeente Ede"))
    result = import_into(organisation, reading)
    assert counts(result) == (1, 0, 0, 1, 0)
    assert "Gemeente Ede" in result.rejected[0].reason


def test_a_template_becomes_a_draft_and_never_marks_what_is_absent(organisation):
    first = read(
        json.dumps(
            {"id": "zivver", "name": "Zivver", "goal": "Veilig mailen.", "status": "In gebruik"}
        ).encode(),
        organisation=organisation.name,
    )
    other = read(
        json.dumps(
            {"id": "oribi", "name": "Oribi", "goal": "Beter schrijven.", "status": "In gebruik"}
        ).encode(),
        organisation=organisation.name,
    )
    assert counts(import_into(organisation, first)) == (1, 0, 0, 0, 0)
    assert counts(import_into(organisation, other)) == (1, 0, 0, 0, 0)
    assert counts(import_into(organisation, first)) == (0, 0, 1, 0, 0)
    assert set(RegisterText.objects.values_list("state", flat=True)) == {TextState.DRAFT}


def test_a_dry_run_tells_everything_and_changes_nothing(organisation):
    reading = snapshot_file(snapshot_item(1), snapshot_item(2, "Gemeente Ede"))
    result = import_all(reading, dry_run=True)
    assert counts(result) == (2, 0, 0, 0, 0)
    assert not RegisterText.objects.exists()
    assert not Organisation.objects.filter(name="Gemeente Ede").exists()
    assert not AuditEvent.objects.exists()


def test_an_error_halfway_leaves_nothing(organisation, monkeypatch):
    take_over = importer.Importer.take_over

    def break_on_the_second(self, *args):
        if self.organisation.name == "Gemeente Zwolle":
            raise RuntimeError("power cut")
        take_over(self, *args)

    monkeypatch.setattr(importer.Importer, "take_over", break_on_the_second)
    with pytest.raises(RuntimeError):
        import_all(snapshot_file(snapshot_item(1), snapshot_item(2, "Gemeente Zwolle")))
    assert not RegisterText.objects.exists()
    assert not Application.objects.exists()
    assert not AuditEvent.objects.exists()
    assert Organisation.objects.count() == 1


def test_every_organisation_has_its_own_lines_in_its_own_trail(organisation):
    import_all(snapshot_file(snapshot_item(1), snapshot_item(2, "Gemeente Ede")))
    for item in Organisation.objects.all():
        actions = set(AuditEvent.objects.filter(organisation_id=item.pk).values_list("action", flat=True))
        assert {"publication.application_imported", "publication.text_imported"} <= actions
        assert verify_log(item.pk).ok
    assert AuditLog.objects.count() >= 2


@pytest.mark.parametrize("role", ["employee", "owner", "publisher", "auditor", "council_member"])
def test_others_may_not_import(organisation, role):
    with pytest.raises(NotAllowed):
        services.import_registrations(
            actor=actor(role, organisation),
            reading=snapshot_file(snapshot_item(1)),
            organisation=organisation,
        )


def test_a_person_imports_into_the_own_organisation_only(organisation):
    reading = snapshot_file(snapshot_item(1))
    who = actor("administrator", organisation)
    for options in ({"organisation": OrganisationFactory()}, {"all_organisations": True}):
        with pytest.raises(NotAllowed):
            services.import_registrations(actor=who, reading=reading, **options)
    assert services.import_registrations(actor=who, reading=reading, organisation=organisation).created == 1


def test_a_published_text_of_our_own_is_recognised_in_an_export_of_itself(organisation):
    from aikompas.publication.exporting import export_text

    text = published(ApplicationFactory(organisation=organisation, state=State.IN_USE))
    exported = export_text(organisation, "json")
    assert text.uuid in exported
    assert counts(import_into(organisation, read(exported.encode(), "x.json"))) == (0, 0, 1, 0, 0)


DIRTY = """name;organization;description_short;status;begin_date;category;source_id
"Scan
auto";gemeente testdam;"<b>Leest</b> kentekens";in gebruik;05-2023;Verkeer, Onzin;A1
Chatbot;Testdam;Beantwoordt vragen;In gebruik;Nb;-;
;Gemeente Testdam;Zonder naam;In gebruik;2014-06;;A3
Dubbel;Gemeente Testdam;Zelfde kenmerk;In gebruik;;;A1
Ver weg;Gemeente Nergens;Onbekende organisatie;In gebruik;;;A5
Café;Gemeente Testdam;Caf\xe9 toezicht;Buiten gebruik;2014-06;;A6;te;veel
"""


def test_a_dirty_file_is_taken_over_as_far_as_it_can_and_says_per_row_what_is_wrong(organisation):
    reading = read(b"\xef\xbb\xbf" + DIRTY.encode("cp1252"), "export.csv")
    result = services.import_registrations(actor=system(), reading=reading)
    assert result.created + result.updated + result.unchanged + len(result.rejected) == len(reading.rows)
    assert {(note.row, note.field) for note in result.rejected} == {
        (4, "name"), (5, ""), (6, "organization"), (7, "")
    }  # fmt: skip
    assert all(note.reason for note in result.rejected)
    first = RegisterText.objects.get(source_id="A1")
    assert first.fields["name"] == "Scan auto"
    assert first.fields["begin_date"] == "2023-05"
    assert first.themes == "|traffic|"
    assert {note.row for note in result.repaired} >= {2, 3}
    again = services.import_registrations(actor=system(), reading=reading)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
