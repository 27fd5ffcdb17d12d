# SPDX-License-Identifier: EUPL-1.2
"""Making organisations, their settings, and the municipalities that ship as data."""

from __future__ import annotations

import io
import json
import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from aikompas.audit.models import AuditEvent
from aikompas.core.errors import NotAllowed
from aikompas.organisations import services
from aikompas.organisations.models import Invitation, Organisation, User
from aikompas.organisations.municipalities import all_municipalities
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import PASSWORD, OrganisationFactory, actor, system


def test_all_342_municipalities_ship_with_code_and_identifier():
    municipalities = all_municipalities()
    assert len(municipalities) == 342
    assert len({municipality.code for municipality in municipalities}) == 342
    for municipality in municipalities:
        assert re.fullmatch(r"(GM)?\d{4}", municipality.code), municipality
        assert municipality.tooi_uri.startswith("https://identifier.overheid.nl/tooi/id/gemeente/gm")


@pytest.mark.django_db
def test_a_new_municipality_gets_its_code_and_identifier_from_its_name():
    made = services.create_organisation(actor=system(), name="Gemeente De Ronde Venen")
    assert made.slug == "de-ronde-venen"
    assert made.code.endswith("0736")
    assert made.tooi_uri.endswith("gm0736")


@pytest.mark.django_db
def test_making_an_organisation_is_recorded_in_its_own_log():
    made = services.create_organisation(actor=system(), name="Gemeente Zonnedam")
    event = AuditEvent.objects.get()
    assert event.organisation_id == made.pk
    assert json.loads(event.leaf)["changes"]["slug"] == [None, "zonnedam"]


@pytest.mark.django_db
def test_two_organisations_of_the_same_name_get_different_addresses():
    slugs = {services.create_organisation(actor=system(), name="Zonnedam").slug for _ in range(3)}
    assert slugs == {"zonnedam", "zonnedam-2", "zonnedam-3"}


@pytest.mark.django_db
def test_an_organisation_never_takes_an_address_of_the_product_itself():
    assert services.create_organisation(actor=system(), name="Demo").slug == "demo-2"
    with pytest.raises(ValidationError):
        services.create_organisation(actor=system(), name="x", slug="account")


@pytest.mark.django_db
def test_nobody_but_the_system_makes_an_organisation():
    with pytest.raises(NotAllowed):
        services.create_organisation(actor=actor(Role.ADMINISTRATOR, OrganisationFactory()), name="x")


@pytest.mark.django_db
def test_an_administrator_changes_the_settings_of_the_own_organisation_only():
    organisation = OrganisationFactory()
    administrator = actor(Role.ADMINISTRATOR, organisation)
    changed = services.update_organisation(actor=administrator, organisation=organisation, theme="duin")
    assert changed.theme == "duin"
    with pytest.raises(NotAllowed):
        services.update_organisation(actor=administrator, organisation=OrganisationFactory(), theme="duin")


@pytest.mark.django_db
@pytest.mark.parametrize(("field", "value"), [("oin", "123"), ("language", "fy"), ("name", "")])
def test_a_wrong_setting_is_refused_at_its_field(field, value):
    organisation = OrganisationFactory()
    with pytest.raises(ValidationError) as refused:
        services.update_organisation(actor=system(organisation), organisation=organisation, **{field: value})
    assert field in refused.value.message_dict


@pytest.mark.django_db
def test_the_command_makes_an_organisation_and_invites_its_first_administrator(settings):
    settings.BASE_URL = "https://aikompas.example.nl"
    out = io.StringIO()
    call_command("organisation_create", name="Gemeente Zonnedam", admin_email="baas@example.org", stdout=out)
    organisation = Organisation.objects.get(slug="zonnedam")
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.roles) == (organisation, ["administrator"])
    assert "https://aikompas.example.nl/uitnodiging/" in mail.outbox[0].body


@pytest.mark.django_db
def test_the_command_can_take_a_password_instead(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD + "\n"))
    call_command(
        "organisation_create",
        name="Gemeente Zonnedam",
        admin_email="baas@example.org",
        password=True,
        stdout=io.StringIO(),
    )
    assert User.objects.get().check_password(PASSWORD)
    assert not mail.outbox


@pytest.mark.django_db
def test_the_command_makes_nothing_when_something_is_wrong():
    with pytest.raises(CommandError):
        call_command("organisation_create", name="Gemeente Zonnedam", admin_email="geen adres")
    assert not Organisation.objects.exists()
