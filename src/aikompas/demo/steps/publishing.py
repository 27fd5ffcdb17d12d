# SPDX-License-Identifier: EUPL-1.2
"""Register texts: written from the dossier, approved and published by the publisher."""

from __future__ import annotations

from aikompas.core.actor import Actor
from aikompas.demo.content import DATA, Facts
from aikompas.demo.world import World, step
from aikompas.organisations.roles import Role
from aikompas.publication import services
from aikompas.publication.models import RegisterText
from aikompas.publication.selectors import open_text, published_text
from aikompas.publication.standard.reading import read

DUTCH = "nl"


@step
def write_text(world: World, key: str, *, language: str = DUTCH, fields: Facts | None = None) -> None:
    """Start a text from the dossier, say it in words of one's own, and offer it for approval."""
    text = world.story(key)["text"]
    words = fields or text.get("english" if language != DUTCH else "nl", {})
    writer = world.owner(key) if world.owner(key).has_role(Role.OWNER) else _publisher(world)
    draft = services.start_text(actor=writer, application=world.applications[key], language=language)
    draft = services.save_draft(actor=writer, text=draft, fields=world.texts(words))
    services.submit_text(actor=writer, text=draft)


@step
def approve_text(world: World, key: str, *, language: str = DUTCH) -> None:
    """Approve the open text."""
    services.approve_text(actor=_publisher(world), text=_open(world, key, language))


@step
def publish_text(world: World, key: str, *, language: str = DUTCH) -> None:
    """Publish the approved text."""
    services.publish_text(actor=_publisher(world), text=_open(world, key, language))


@step
def withdraw_text(world: World, key: str, *, reason: str, language: str = DUTCH) -> None:
    """Take the published text off the public pages."""
    text = published_text(world.applications[key], language)
    assert text is not None
    services.withdraw_text(actor=_publisher(world), text=text, reason=reason)


@step
def import_registrations(world: World, key: str, *, file: str) -> None:
    """Take over a list that the municipality kept before; the secretary offers it and the job does the work."""
    secretary = world.actor(world.with_role(Role.COMMITTEE_SECRETARY))
    content = (DATA / world.written.slug / file).read_bytes()
    run = services.request_import(actor=secretary, organisation=world.place, filename=file, content=content)
    run = services.begin_import(actor=world.system_actor, run=run)
    reading = read(content, file, organisation=world.place.name)
    services.import_registrations(actor=secretary, reading=reading, organisation=world.place, run=run)


def _publisher(world: World) -> Actor:
    return world.actor(world.with_role(Role.PUBLISHER))


def _open(world: World, key: str, language: str) -> RegisterText:
    text = open_text(world.applications[key], language)
    assert text is not None
    return text
