# SPDX-License-Identifier: EUPL-1.2
"""Register texts: written from the dossier, approved, published, replaced, withdrawn."""

from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed, Refused
from aikompas.organisations.actors import actor_for
from aikompas.organisations.tests.factories import OrganisationFactory, actor, member
from aikompas.publication import selectors, services
from aikompas.publication.choices import TextState
from aikompas.publication.models import RegisterText
from aikompas.publication.standard.validation import validate
from aikompas.publication.tests.factories import RegisterTextFactory, full_record, published, publisher
from aikompas.register.choices import DataCategory, RiskClass, State
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return OrganisationFactory(contact_email="algoritmes@testdam.nl")


@pytest.fixture
def application(organisation):
    return ApplicationFactory(
        organisation=organisation,
        state=State.IN_USE,
        risk_class=RiskClass.HIGH,
        use_start=datetime.date(2025, 3, 10),
        human_oversight="Een medewerker beslist.",
        data_categories=[DataCategory.PERSONAL],
    )


def draft(application, **fields):
    return RegisterTextFactory(
        application=application,
        state=TextState.DRAFT,
        fields=full_record(application.organisation.name, **fields),
    )


def test_a_new_text_is_filled_in_from_the_dossier(application):
    text = services.start_text(actor=publisher(application.organisation), application=application)
    assert text.fields["name"] == application.name
    assert text.fields["organization"] == application.organisation.name
    assert text.fields["status"] == "In gebruik"
    assert text.fields["begin_date"] == "2025-03"
    assert text.fields["publication_category"] == "Hoog-risico AI-systeem"
    assert text.fields["contact_email"] == "algoritmes@testdam.nl"
    assert text.fields["source_id"] == application.reference
    assert text.fields["human_intervention"] == "<p>Een medewerker beslist.</p>"
    assert "persoonsgegevens" in text.fields["source_data"]
    assert (text.state, text.number, text.uuid) == (TextState.DRAFT, 1, str(application.pk))
    assert not [item for item in validate(text.fields) if item.level == "rejected"]


def test_the_owner_writes_and_the_publisher_publishes(application):
    owner = actor_for(application.owner.memberships.get())
    text = services.start_text(actor=owner, application=application)
    services.save_draft(actor=owner, text=text, fields={"goal": "Inwoners sneller helpen."})
    services.submit_text(actor=owner, text=text)
    with pytest.raises(NotAllowed):
        services.approve_text(actor=owner, text=text)
    who = publisher(application.organisation)
    services.approve_text(actor=who, text=text)
    services.publish_text(actor=who, text=text)
    assert selectors.published_text(application) == text


def test_an_owner_of_another_application_cannot_write(application):
    with pytest.raises(NotAllowed):
        services.start_text(actor=actor("owner", application.organisation), application=application)


def test_somebody_of_another_organisation_cannot_do_anything(application):
    text = draft(application)
    stranger = publisher(OrganisationFactory())
    for call in (
        lambda: services.start_text(actor=stranger, application=application),
        lambda: services.save_draft(actor=stranger, text=text, fields={"goal": "x"}),
        lambda: services.approve_text(actor=stranger, text=text),
        lambda: services.publish_text(actor=stranger, text=text),
    ):
        with pytest.raises(NotAllowed):
            call()
    with pytest.raises(RegisterText.DoesNotExist):
        selectors.get_text(stranger, text.pk)


def test_a_text_that_the_register_would_refuse_cannot_be_approved(application):
    text = draft(application, contact_email="", description_short="x" * 401)
    with pytest.raises(Refused) as refused:
        services.approve_text(actor=publisher(application.organisation), text=text)
    assert len(refused.value.reasons) == 2
    assert all(f"/publicatie/{text.pk}/schrijven/#id_" in reason.url for reason in refused.value.reasons)


def test_a_change_makes_the_approval_lapse(application):
    who = publisher(application.organisation)
    text = services.approve_text(actor=who, text=draft(application))
    services.save_draft(actor=who, text=text, fields={"goal": "Iets anders."})
    assert text.state == TextState.DRAFT
    with pytest.raises(Refused):
        services.publish_text(actor=who, text=text)


def test_saving_what_is_there_already_leaves_no_trace(application):
    text = draft(application)
    before = AuditEvent.objects.count()
    services.save_draft(actor=publisher(application.organisation), text=text, fields={"name": text.name})
    assert AuditEvent.objects.count() == before


def test_what_is_written_is_cleaned(application):
    text = draft(application)
    services.save_draft(
        actor=publisher(application.organisation),
        text=text,
        fields={
            "goal": "<p onclick='x'>Doel</p><script>alert(1)</script>",
            "website": "www.testdam.nl/uitleg",
        },
    )
    assert text.fields["goal"] == "<p>Doel</p>"
    assert text.fields["website"] == "https://www.testdam.nl/uitleg"


def test_the_status_follows_the_application_when_a_text_is_published(application):
    who = publisher(application.organisation)
    application.state = State.DECIDED
    application.save()
    text = services.start_text(actor=who, application=application)
    assert text.fields["status"] == "In ontwikkeling"
    services.approve_text(actor=who, text=text)
    application.state = State.IN_USE
    application.save()
    services.publish_text(actor=who, text=text)
    assert (text.status, text.fields["status"]) == ("in_use", "In gebruik")


@pytest.mark.parametrize(
    "state", [State.TRIAGED, State.CLASSIFIED, State.ASSESSED, State.PROHIBITED, State.REJECTED]
)
def test_what_was_not_approved_to_be_used_cannot_stand_in_the_register(application, state):
    who = publisher(application.organisation)
    text = services.approve_text(actor=who, text=draft(application))
    application.state = state
    application.save()
    with pytest.raises(Refused):
        services.publish_text(actor=who, text=text)


def test_a_published_text_changes_by_a_new_version_only(application):
    who = publisher(application.organisation)
    first = published(application)
    with pytest.raises(Refused):
        services.save_draft(actor=who, text=first, fields={"goal": "Anders."})
    second = services.start_text(actor=who, application=application)
    assert (second.number, second.fields["goal"], second.uuid) == (2, first.fields["goal"], first.uuid)
    services.save_draft(actor=who, text=second, fields={"goal": "Anders."})
    first.refresh_from_db()
    assert first.state == TextState.PUBLISHED
    services.approve_text(actor=who, text=second)
    services.publish_text(actor=who, text=second)
    first.refresh_from_db()
    assert (first.state, second.state) == (TextState.SUPERSEDED, TextState.PUBLISHED)


def test_a_withdrawn_text_is_kept_with_the_reason(application):
    text = published(application)
    who = publisher(application.organisation)
    with pytest.raises(ValidationError):
        services.withdraw_text(actor=who, text=text, reason=" ")
    services.withdraw_text(actor=who, text=text, reason="Onjuist.")
    assert (text.state, text.withdraw_reason) == (TextState.WITHDRAWN, "Onjuist.")
    assert selectors.published_text(application) is None


def test_a_text_that_is_given_back_says_why(application):
    who = publisher(application.organisation)
    text = services.submit_text(actor=who, text=draft(application))
    services.return_text(actor=who, text=text, reason="Graag eenvoudiger.")
    assert (text.state, text.submitted_at, text.remark) == (TextState.DRAFT, None, "Graag eenvoudiger.")
    owner = actor_for(application.owner.memberships.get())
    assert list(selectors.texts_returned_to(owner)) == [text]


def test_a_draft_can_be_thrown_away_and_the_trail_keeps_what_it_said(application):
    text = draft(application)
    services.discard_draft(actor=publisher(application.organisation), text=text)
    assert not RegisterText.objects.exists()
    event = AuditEvent.objects.get(action="publication.draft_discarded")
    assert event.content["changes"]["fields"][0]["name"] == "Zorgvraag voorspellen"


def test_an_english_text_begins_with_what_is_the_same_in_every_language(application):
    published(application)
    english = services.start_text(
        actor=publisher(application.organisation), application=application, language="en"
    )
    assert english.fields["lang"] == "eng"
    assert english.fields["category"] == ["Zorg en gezondheid"]
    assert "goal" not in english.fields


def test_an_english_text_is_published_beside_the_dutch_one(application):
    published(application)
    who = publisher(application.organisation)
    text = services.start_text(actor=who, application=application, language="en")
    services.save_draft(
        actor=who, text=text, fields={"name": "Forecast", "description_short": "Forecasts care."}
    )
    services.approve_text(actor=who, text=text)
    services.publish_text(actor=who, text=text)
    assert {item.language for item in selectors.published_texts(application.organisation, "all")} == {
        "nl",
        "en",
    }


def test_there_is_one_open_and_one_published_text_at_most(application):
    for state in (TextState.DRAFT, TextState.PUBLISHED):
        RegisterTextFactory(application=application, state=state, number=10 + len(state))
        with pytest.raises(IntegrityError), transaction.atomic():
            RegisterTextFactory(application=application, state=state, number=20 + len(state))


def test_every_step_is_in_the_trail(application):
    published(application)
    actions = AuditEvent.objects.filter(object_type="publication.registertext").order_by("sequence")
    assert list(actions.values_list("action", flat=True)) == [
        "publication.text_started",
        "publication.text_saved",
        "publication.text_approved",
        "publication.text_published",
    ]


def test_a_publisher_who_is_no_member_any_more_has_no_texts(application):
    other = member(OrganisationFactory(), "publisher")
    published(application)
    assert not selectors.texts_visible_to(actor_for(other)).exists()
