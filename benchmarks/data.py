# SPDX-License-Identifier: EUPL-1.2
"""Made-up organisations, people, applications and public entries, written in bulk."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from aikompas.organisations.models import Department, Membership, Organisation, RoleAssignment, User
from aikompas.organisations.municipalities import all_municipalities
from aikompas.organisations.roles import Role
from aikompas.publication import records
from aikompas.publication.choices import TextState
from aikompas.publication.models import RegisterText
from aikompas.register.choices import DataCategory, DecisionRole, Origin, RiskClass, State, SystemKind
from aikompas.register.models import AISystem, Application, ApplicationVersion, facts_of

WORDS = """
    aanvraag afval archief balie begraafplaats beleid besluit bestemming bibliotheek bouw brief
    budget burger camera data drukte energie erfpacht evenement factuur fiets formulier gebied
    geluid groen handhaving huur inkoop inwoner jeugd kaart kenteken klacht leerling lokaal markt
    melding minima monument natuur omgeving onderhoud onderwijs park parkeren plan post raad
    recreatie riool schuld sport straat subsidie taak toezicht uitkering verkeer vergunning verslag
    wachttijd water weg welzijn wijk woning zaak zorg
""".split()
BATCH = 2_000


@dataclass(frozen=True, slots=True)
class Made:
    """What pages are measured on: the largest organisation, a secretary there, one of its applications; a neighbour."""

    organisation: Organisation
    secretary: User
    application: Application
    neighbour: User | None = None
    neighbour_slug: str = ""


def make_data(*, organisations: int, applications: int, entries: int) -> Made:
    """Fill an empty database: ``entries`` applications for the first organisation, the rest for the others.

    What an earlier run made is used again.
    """
    call_command("migrate", verbosity=0)
    if not Organisation.objects.exists():
        _make(organisations, applications, entries)
    first = Organisation.objects.get(slug="gemeente-0")
    several = organisations > 1
    return Made(
        organisation=first,
        secretary=User.objects.get(email="secretaris-0@example.org"),
        application=Application.objects.filter(organisation=first, state=State.IN_USE).order_by("number")[0],
        neighbour=User.objects.get(email="secretaris-1@example.org") if several else None,
        neighbour_slug="gemeente-1" if several else "",
    )


def _make(organisations: int, applications: int, entries: int) -> None:
    chance = random.Random(2026)
    with transaction.atomic():
        tenants = [_organisation(number) for number in range(organisations)]
        rest = max(0, applications - entries)
        for number, tenant in enumerate(tenants):
            share = entries if number == 0 else rest // max(1, organisations - 1)
            _fill(tenant, share if organisations > 1 else applications, chance)
    analyse()


def _organisation(number: int) -> Organisation:
    known = all_municipalities()[number]
    return Organisation.objects.create(name=known.name, slug=f"gemeente-{number}", tooi_uri=known.tooi_uri)


def _fill(organisation: Organisation, count: int, chance: random.Random) -> None:
    number = organisation.slug.rpartition("-")[2]
    secretary = User.objects.create_user(f"secretaris-{number}@example.org", f"Secretaris {number}")
    membership = Membership.objects.create(organisation=organisation, user=secretary)
    for role in (Role.COMMITTEE_SECRETARY, Role.EMPLOYEE, Role.AUDITOR):
        RoleAssignment.objects.create(organisation=organisation, membership=membership, role=role)
    departments = Department.objects.bulk_create(
        Department(organisation=organisation, name=f"Afdeling {word}") for word in WORDS[:9]
    )
    systems = AISystem.objects.bulk_create(
        AISystem(
            organisation=organisation,
            name=f"Systeem {word}",
            kind=chance.choice(SystemKind.values),
            vendor="Maker",
        )
        for word in WORDS[:30]
    )
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        made = Application.objects.bulk_create(
            _application(organisation, start + offset + 1, departments, systems, secretary, chance)
            for offset in range(size)
        )
        ApplicationVersion.objects.bulk_create(
            ApplicationVersion(organisation=organisation, application=item, number=1, facts=facts_of(item))
            for item in made
        )
        RegisterText.objects.bulk_create(_text(item) for item in made)


def _sentence(chance: random.Random, length: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."


def _application(
    organisation: Organisation,
    number: int,
    departments: list[Department],
    systems: list[AISystem],
    owner: User,
    chance: random.Random,
) -> Application:
    personal = chance.random() < 0.4
    start = date(2024, 1, 1) + timedelta(days=chance.randrange(1000))
    return Application(
        organisation=organisation,
        number=number,
        name=f"{_sentence(chance, 3)[:-1]} {number}",
        purpose=_sentence(chance, 40),
        work=_sentence(chance, 20),
        system=chance.choice(systems),
        department=chance.choice(departments),
        owner=owner,
        oversight_person=owner,
        human_oversight=_sentence(chance, 15),
        state=chance.choice([*State.values, *[State.IN_USE] * 8]),
        risk_class=chance.choice(RiskClass.values),
        origin=chance.choice(Origin.values),
        data_categories=[DataCategory.PERSONAL if personal else DataCategory.INTERNAL],
        personal_data=personal,
        affected_groups=["residents"],
        decision_role=chance.choice(DecisionRole.values),
        use_start=start,
        next_review=start + timedelta(days=365),
    )


def _text(application: Application) -> RegisterText:
    text = RegisterText(
        organisation=application.organisation,
        application=application,
        number=1,
        state=TextState.PUBLISHED,
        published_at=timezone.now(),
        fields={
            "name": application.name,
            "description_short": application.purpose[:300],
            "organization": application.organisation.name,
            "status": "In gebruik",
            "contact_email": "algoritmen@example.org",
            "publication_category": "Overige algoritmes",
            "lang": "nld",
            "goal": f"<p>{application.purpose}</p>",
        },
    )
    records.fill_columns(text)
    return text


def analyse() -> None:
    """Let the database know how much there is of what, as it does by itself every night."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def keep_in(file: Path) -> None:
    """Write the database as it is now, of SQLite, to a file."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
