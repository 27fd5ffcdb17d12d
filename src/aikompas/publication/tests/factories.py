# SPDX-License-Identifier: EUPL-1.2
"""Register texts and files with registrations for tests."""

from __future__ import annotations

import json
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.tests.factories import actor, system
from aikompas.publication import services
from aikompas.publication.choices import TextState
from aikompas.publication.models import RegisterText
from aikompas.publication.records import fill_columns
from aikompas.publication.standard.lars import check_digit
from aikompas.publication.standard.reading import Reading, read
from aikompas.register.choices import RiskClass, State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory


def full_record(organisation: str = "Gemeente Testdam", **fields: Any) -> dict[str, Any]:
    """Return a record that the national register accepts."""
    return {
        "name": "Zorgvraag voorspellen",
        "description_short": "Voorspelt hoeveel inwoners volgend jaar hulp vragen.",
        "organization": organisation,
        "category": ["Zorg en gezondheid"],
        "status": "In gebruik",
        "begin_date": "2024-03",
        "contact_email": "algoritmes@testdam.nl",
        "publication_category": "Impactvolle algoritmes",
        "goal": "<p>Op tijd genoeg begeleiding inkopen.</p>",
        "lang": "nld",
        **fields,
    }


class RegisterTextFactory(DjangoModelFactory[RegisterText]):
    """A text in any state: ``RegisterTextFactory(application=..., state=TextState.DRAFT, fields={...})``."""

    class Meta:
        model = RegisterText

    application = factory.SubFactory(
        ApplicationFactory, state=State.IN_USE, risk_class=RiskClass.IMPACTFUL_ALGORITHM
    )
    organisation = factory.SelfAttribute("application.organisation")
    number = 1
    state = TextState.PUBLISHED
    published_at = factory.LazyAttribute(
        lambda text: timezone.now() if text.state == TextState.PUBLISHED else None
    )
    uuid = factory.LazyAttribute(lambda text: str(text.application.pk))
    fields = factory.LazyAttribute(
        lambda text: full_record(text.organisation.name, name=text.application.name)
    )

    @classmethod
    def _create(cls, model_class: type[RegisterText], *args: Any, **kwargs: Any) -> RegisterText:
        text = model_class(*args, **kwargs)
        fill_columns(text)
        text.save(force_insert=True)
        return text


def publisher(organisation: Organisation) -> Actor:
    """Return somebody who approves and publishes."""
    return actor("publisher", organisation)


def published(application: Application, **fields: Any) -> RegisterText:
    """Return a text that went the whole way: started, written, approved, published."""
    who = publisher(application.organisation)
    record = full_record(application.organisation.name, name=application.name, **fields)
    text = services.start_text(actor=who, application=application)
    for name in ("organization", "lang", "status"):
        record.pop(name)
    services.save_draft(actor=who, text=text, fields=record)
    services.approve_text(actor=who, text=text)
    return services.publish_text(actor=who, text=text)


def snapshot_item(number: int, organisation: str = "Gemeente Testdam", **fields: Any) -> dict[str, str]:
    """Return one registration as snapshots of the national register have them."""
    return {
        "id": lars_code(number),
        "title": f"Algoritme {number}",
        "organisatie": organisation,
        "doel": f"Doel van algoritme {number}.",
        "status": "in_gebruik",
        "impactassessment": "Onbekend",
        "juridische_basis": "",
        "laatst_gewijzigd": "2026-04-07",
        "url": "",
        **fields,
    }


def lars_code(number: int) -> str:
    """Return a valid LARS code."""
    digits = "".join(str(number // 9**place % 9 + 1) for place in range(7))
    return digits + check_digit(digits)


def snapshot_file(*items: dict[str, Any]) -> Reading:
    """Return a snapshot with these registrations, as it is read."""
    return read(json.dumps({"count": len(items), "algoritmes": list(items)}).encode(), "snapshot.json")


def import_all(reading: Reading, **options: Any) -> Any:
    """Import a file for all organisations, as the console does."""
    return services.import_registrations(actor=system(), reading=reading, all_organisations=True, **options)


def import_into(organisation: Organisation, reading: Reading, **options: Any) -> Any:
    """Import a file into one organisation, as the console does."""
    return services.import_registrations(
        actor=system(organisation), reading=reading, organisation=organisation, **options
    )
