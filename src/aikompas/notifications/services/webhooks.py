# SPDX-License-Identifier: EUPL-1.2
"""Webhooks: added with a secret that is shown once, changed, paused, tried and removed."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from aikompas.audit.recording import diff, record, service, snapshot, unchanged
from aikompas.core.actor import Actor
from aikompas.core.errors import Refused
from aikompas.notifications.events import all_event_types, cloud_event, put_event
from aikompas.notifications.models import OutgoingState, Webhook
from aikompas.notifications.posting import SECRET_PREFIX, check_address
from aikompas.notifications.sealing import seal
from aikompas.organisations.permissions import require

MANAGE = "notifications.manage_webhooks"
FIELDS = ("name", "url", "events")


class WithSecret(NamedTuple):
    """A webhook and its secret, which is known at this moment only."""

    webhook: Webhook
    secret: str


@service
def add_webhook(*, actor: Actor, name: str, url: str, events: Sequence[str]) -> WithSecret:
    """Add an address to which events go."""
    require(actor, MANAGE)
    secret = _new_secret()
    webhook = Webhook(organisation_id=actor.organisation_id, sealed_secret=seal(secret))
    _fill(webhook, name, url, events)
    webhook.save()
    changes = diff(None, snapshot(webhook, *FIELDS))
    record(actor, "notifications.webhook_added", webhook, changes=changes)
    return WithSecret(webhook, secret)


@service
def change_webhook(*, actor: Actor, webhook: Webhook, name: str, url: str, events: Sequence[str]) -> Webhook:
    """Change what goes where."""
    webhook = _present(actor, webhook)
    before = snapshot(webhook, *FIELDS)
    _fill(webhook, name, url, events)
    changes = diff(before, snapshot(webhook, *FIELDS))
    if not changes:
        unchanged()
        return webhook
    webhook.save()
    record(actor, "notifications.webhook_changed", webhook, changes=changes)
    return webhook


@service
def renew_secret(*, actor: Actor, webhook: Webhook) -> WithSecret:
    """Make a new secret; the old one signs nothing any more."""
    webhook = _present(actor, webhook)
    secret = _new_secret()
    webhook.sealed_secret = seal(secret)
    webhook.save(update_fields=["sealed_secret"])
    record(actor, "notifications.webhook_secret_renewed", webhook)
    return WithSecret(webhook, secret)


@service
def pause_webhook(*, actor: Actor, webhook: Webhook) -> Webhook:
    """Hold events back until the webhook goes on."""
    return _set_paused(actor, webhook, True, "notifications.webhook_paused")


@service
def resume_webhook(*, actor: Actor, webhook: Webhook) -> Webhook:
    """Go on, with everything that was held back."""
    return _set_paused(actor, webhook, False, "notifications.webhook_resumed")


@service
def try_webhook(*, actor: Actor, webhook: Webhook) -> Webhook:
    """Send an event that says nothing but that sending works."""
    webhook = _present(actor, webhook)
    put_event(webhook, cloud_event(webhook.organisation, "test", str(webhook.pk), {"message": "test"}))
    record(actor, "notifications.webhook_tried", webhook)
    return webhook


@service
def remove_webhook(*, actor: Actor, webhook: Webhook) -> Webhook:
    """Stop sending to an address; what waits is given up, the log stays."""
    webhook = _present(actor, webhook)
    webhook.removed_at, webhook.sealed_secret = timezone.now(), ""
    webhook.save(update_fields=["removed_at", "sealed_secret"])
    webhook.deliveries.filter(state=OutgoingState.WAITING).update(state=OutgoingState.DEAD)
    record(actor, "notifications.webhook_removed", webhook)
    return webhook


def _present(actor: Actor, webhook: Webhook) -> Webhook:
    require(actor, MANAGE, webhook)
    webhook = Webhook.objects.select_related("organisation").get(pk=webhook.pk)
    if webhook.removed_at:
        raise Refused(_("This webhook was removed."))
    return webhook


def _set_paused(actor: Actor, webhook: Webhook, is_paused: bool, action: str) -> Webhook:
    webhook = _present(actor, webhook)
    if webhook.is_paused == is_paused:
        unchanged()
        return webhook
    webhook.is_paused = is_paused
    webhook.save(update_fields=["is_paused"])
    record(actor, action, webhook)
    return webhook


def _fill(webhook: Webhook, name: str, url: str, events: Sequence[str]) -> None:
    known = {found.name for found in all_event_types()}
    if not events or not set(events) <= known:
        raise ValidationError({"events": _("Choose at least one event.")})
    try:
        check_address(url)
    except ValidationError as error:
        raise ValidationError({"url": error.messages}) from None
    webhook.name, webhook.url, webhook.events = name.strip(), url.strip(), sorted(events)
    webhook.full_clean(exclude=["organisation", "sealed_secret", "url"])


def _new_secret() -> str:
    return SECRET_PREFIX + base64.b64encode(secrets.token_bytes(32)).decode("ascii")
