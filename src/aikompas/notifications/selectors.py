# SPDX-License-Identifier: EUPL-1.2
"""Reading notifications, messages and webhooks: always within the actor's organisation."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from aikompas.core.actor import Actor
from aikompas.notifications.kinds import all_kinds
from aikompas.notifications.models import MailChoice, Notification, Outgoing, Webhook
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership, Organisation


def own_notifications(actor: Actor) -> QuerySet[Notification]:
    """Return what this actor was told, the latest first."""
    return Notification.objects.filter(organisation_id=actor.organisation_id, recipient_id=actor.id)


def unread_count(actor: Actor) -> int:
    """Return how much this actor has not read."""
    return own_notifications(actor).filter(read_at=None).count()


def get_notification(actor: Actor, notification_id: UUID) -> Notification:
    """Return an own notification; raises ``Notification.DoesNotExist``."""
    return own_notifications(actor).get(pk=notification_id)


def mail_choices(actor: Actor) -> dict[str, str]:
    """Return how this actor gets mail about each kind."""
    chosen = dict(
        MailChoice.objects.filter(organisation_id=actor.organisation_id, person_id=actor.id).values_list(
            "kind", "how"
        )
    )
    return {kind.name: chosen.get(kind.name, kind.usual) for kind in all_kinds()}


def actor_of_link(organisation_id: str, person_id: str) -> Actor:
    """Return who a signed link is about; raises ``ObjectDoesNotExist`` when this is no member any more."""
    membership = Membership.objects.prefetch_related(
        "role_assignments", "member_expertises", "contact_for"
    ).get(organisation_id=organisation_id, user_id=person_id, is_active=True)
    return actor_for(membership, origin="mail")


def messages_visible_to(actor: Actor) -> QuerySet[Outgoing]:
    """Return the messages of the organisation; where there is no other, also those about accounts."""
    about = Q(organisation_id=actor.organisation_id)
    if not Organisation.objects.exclude(pk=actor.organisation_id).exists():
        about |= Q(organisation=None)
    return Outgoing.objects.filter(about).select_related("webhook")


def get_message(actor: Actor, message_id: UUID) -> Outgoing:
    """Return one message; raises ``Outgoing.DoesNotExist``."""
    return messages_visible_to(actor).get(pk=message_id)


def webhooks_visible_to(actor: Actor) -> QuerySet[Webhook]:
    """Return the webhooks of the organisation that were not removed."""
    return Webhook.objects.filter(organisation_id=actor.organisation_id, removed_at=None).select_related(
        "organisation"
    )


def get_webhook(actor: Actor, webhook_id: UUID) -> Webhook:
    """Return one webhook; raises ``Webhook.DoesNotExist``."""
    return webhooks_visible_to(actor).get(pk=webhook_id)


def deliveries_of(webhook: Webhook) -> QuerySet[Outgoing]:
    """Return what went, or has to go, to a webhook, the latest first."""
    return Outgoing.objects.filter(webhook=webhook)
