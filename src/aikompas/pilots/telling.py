# SPDX-License-Identifier: EUPL-1.2
"""Who is told what about pilots and articles: people by notifications, other systems by events."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.core.ids import new_id
from aikompas.notifications.events import EventType, emit, register_event_type
from aikompas.notifications.kinds import Kind, register_kind
from aikompas.notifications.telling import tell
from aikompas.organisations.models import User
from aikompas.pilots.models import Article, Pilot
from aikompas.pilots.selectors import beside_users

register_kind(
    Kind(
        "pilots.planned",
        _("You lead or guide a pilot"),
        _("You lead or guide pilot %(pilot)s"),
        _("See in the plan what is expected, and until when it runs."),
    ),
    Kind("pilots.started", _("A pilot has begun"), _("Pilot %(pilot)s has begun")),
    Kind(
        "pilots.extended",
        _("A pilot was extended"),
        _("Pilot %(pilot)s was extended"),
        _("It now runs until %(ends)s."),
    ),
    Kind(
        "pilots.checked",
        _("The midway check of a pilot was done"),
        _("The midway check of pilot %(pilot)s was done"),
        _("See what stood out and how it goes on."),
    ),
    Kind(
        "pilots.stopped",
        _("A pilot was stopped"),
        _("Pilot %(pilot)s was stopped"),
        _("The use is not allowed any more. What was learned is still evaluated."),
        urgent=True,
    ),
    Kind(
        "pilots.suspended",
        _("A pilot in which you take part must be interrupted at once"),
        _("Interrupt pilot %(pilot)s: its application is suspended"),
        _("Do not use it until you hear that you may. The reason:"),
        urgent=True,
    ),
    Kind(
        "pilots.resumed",
        _("A pilot that was interrupted may go on"),
        _("Pilot %(pilot)s may go on: the suspension is lifted"),
        _("The use is allowed again until the end of the pilot. The reason:"),
        urgent=True,
    ),
    Kind(
        "pilots.past_end",
        _("The last day of a pilot has passed"),
        _("Pilot %(pilot)s has ended: its last day has passed"),
        _("The use is not allowed any more. Evaluate the pilot, so that a decision can follow."),
        urgent=True,
    ),
    Kind(
        "pilots.evaluated",
        _("A pilot was evaluated"),
        _("Pilot %(pilot)s was evaluated"),
        _("It waits for a decision: scale up, adjust or stop."),
    ),
    Kind(
        "pilots.decided",
        _("There is a decision about a pilot"),
        _("There is a decision about pilot %(pilot)s"),
        _("See what was decided and why."),
        urgent=True,
    ),
    Kind(
        "pilots.article_published",
        _("Your article is in the knowledge base"),
        _("Your article is in the knowledge base"),
        _("Colleagues can read it now."),
    ),
    Kind(
        "pilots.article_withdrawn",
        _("Your article was withdrawn"),
        _("Your article was withdrawn from the knowledge base"),
        _("See on its page why."),
    ),
)

EVENTS = {
    "started": EventType("pilot.started", _("Pilot begun, with its period")),
    "extended": EventType("pilot.extended", _("Pilot extended")),
    "stopped": EventType("pilot.stopped", _("Pilot stopped")),
    "past_end": EventType("pilot.ended", _("Pilot ended because its last day passed")),
    "evaluated": EventType("pilot.evaluated", _("Pilot evaluated")),
    "decided": EventType("pilot.decided", _("Decision about a pilot")),
}
ARTICLE_PUBLISHED = EventType("knowledge.published", _("Article published in the knowledge base"))
register_event_type(*EVENTS.values(), ARTICLE_PUBLISHED)


def tell_lead_and_guide(actor: Actor, pilot: Pilot) -> None:
    """Tell who leads and who guides the pilot that they do; each once."""
    people = [person for person in (pilot.lead, pilot.guide) if person and person.pk != actor.id]
    _tell("planned", pilot, people, key=f"pilot:{pilot.pk}:planned")


def started(actor: Actor, pilot: Pilot) -> None:
    """Tell that a pilot has begun."""
    _announce("started", pilot, actor)


def extended(actor: Actor, pilot: Pilot) -> None:
    """Tell that a pilot has more time."""
    _announce("extended", pilot, actor)


def checked(actor: Actor, pilot: Pilot) -> None:
    """Tell that the midway check was done."""
    _tell("checked", pilot, _around(pilot, actor))


def stopped(actor: Actor, pilot: Pilot) -> None:
    """Tell that a pilot was stopped."""
    _announce("stopped", pilot, actor)


def interrupted(pilot: Pilot, actor: Actor, reason: str) -> None:
    """Tell everybody around a pilot that its application was stopped at once, and why."""
    _tell("suspended", pilot, beside_users(pilot).exclude(pk=actor.id), text=reason)


def goes_on(pilot: Pilot, actor: Actor, reason: str) -> None:
    """Tell everybody around a pilot that its application may be used again."""
    _tell("resumed", pilot, beside_users(pilot).exclude(pk=actor.id), text=reason)


def past_end(pilot: Pilot) -> None:
    """Tell that the last day of a pilot has passed."""
    _announce("past_end", pilot, None)


def evaluated(actor: Actor, pilot: Pilot) -> None:
    """Tell that a pilot waits for a decision; who decides finds it on the worklist."""
    _announce("evaluated", pilot, actor)


def decided(actor: Actor, pilot: Pilot) -> None:
    """Tell what was decided."""
    _announce("decided", pilot, actor)


def article_moved(actor: Actor, article: Article, action: str) -> None:
    """Tell the author what became of the article, and other systems that there is a new one."""
    if action == "publish":
        emit(
            ARTICLE_PUBLISHED.name,
            organisation_id=article.organisation_id,
            subject=str(article.pk),
            data={"id": str(article.pk), "title": article.title, "path": article.get_absolute_url()},
        )
    kind = {"publish": "article_published", "withdraw": "article_withdrawn"}.get(action)
    if kind and article.author and article.author_id != actor.id:
        tell(
            f"pilots.{kind}",
            [article.author],
            organisation=article.organisation,
            key=f"article:{article.pk}:{new_id()}",
            url=article.get_absolute_url(),
            text=article.title,
        )


def _announce(what: str, pilot: Pilot, actor: Actor | None) -> None:
    _tell(what, pilot, _around(pilot, actor))
    emit(
        EVENTS[what].name,
        organisation_id=pilot.organisation_id,
        subject=pilot.reference,
        data={
            "id": str(pilot.pk),
            "reference": pilot.reference,
            "application": pilot.application.reference,
            "state": pilot.state,
            "verdict": pilot.verdict,
            "begins": pilot.begins.isoformat(),
            "ends": pilot.ends.isoformat(),
            "path": pilot.get_absolute_url(),
        },
    )


def _around(pilot: Pilot, actor: Actor | None) -> list[User]:
    """Return who leads, who guides and who owns the application, without who did it."""
    people = {person.pk: person for person in (pilot.lead, pilot.guide, pilot.application.owner) if person}
    return [person for pk, person in people.items() if actor is None or pk != actor.id]


def _tell(what: str, pilot: Pilot, people: Iterable[User], key: str = "", text: str = "") -> None:
    tell(
        f"pilots.{what}",
        people,
        organisation=pilot.organisation,
        key=key or f"pilot:{pilot.pk}:{what}:{new_id()}",
        url=pilot.get_absolute_url(),
        facts={"pilot": pilot.reference, "ends": pilot.ends.strftime("%d-%m-%Y")},
        text=text,
    )
