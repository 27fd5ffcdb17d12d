# SPDX-License-Identifier: EUPL-1.2
"""Telling people what happened: in the product, and by mail as each of them wants it.

``tell`` is called inside the service that makes the change, so that both are kept or neither. The same key tells a
person once, however often it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db import transaction
from django.utils import translation

from aikompas.notifications.kinds import Kind, get_kind
from aikompas.notifications.mails import notification_mail
from aikompas.notifications.models import How, MailChoice, Notification
from aikompas.organisations.models import Organisation, User


def tell(
    name: str,
    people: Iterable[User],
    *,
    organisation: Organisation,
    key: str,
    url: str,
    facts: Mapping[str, str] | None = None,
    text: str = "",
) -> None:
    """Tell these people something of a kind; raises ``TransactionManagementError`` outside a transaction."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("people are told inside the transaction of the change")
    kind = get_kind(name)
    wanted = {person.pk: person for person in people if person.is_active}
    known = set(
        Notification.objects.filter(recipient__in=wanted, key=key).values_list("recipient_id", flat=True)
    )
    choices = dict(
        MailChoice.objects.filter(organisation=organisation, person__in=wanted, kind=name).values_list(
            "person_id", "how"
        )
    )
    made = [
        Notification(
            organisation=organisation,
            recipient=person,
            kind=name,
            facts=dict(facts or {}),
            text=text,
            url=url,
            key=key,
            for_digest=choices.get(person.pk, kind.usual) == How.DAILY,
        )
        for person in wanted.values()
        if person.pk not in known
    ]
    Notification.objects.bulk_create(made, ignore_conflicts=True)
    for notification in made:
        if choices.get(notification.recipient_id, kind.usual) == How.AT_ONCE:
            _mail(notification, kind)


def _mail(notification: Notification, kind: Kind) -> None:
    person, organisation = notification.recipient, notification.organisation
    with translation.override(person.language or organisation.language):
        mail = notification_mail(
            organisation,
            person,
            kind=kind,
            title=kind.title_of(notification.facts),
            text=kind.text_of(notification.facts, notification.text),
            link=f"{settings.BASE_URL}{notification.url}",
        )
        mail.extra_headers["X-Outbox-Key"] = f"{notification.key}:{person.pk}"
        mail.send()
