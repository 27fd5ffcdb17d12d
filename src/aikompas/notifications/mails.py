# SPDX-License-Identifier: EUPL-1.2
"""The mails of this app: plain text and simple HTML, with a link that ends mail of this kind at once (RFC 8058)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from aikompas.notifications.kinds import Kind
from aikompas.organisations.models import Organisation, User

SALT = "aikompas.notifications.unsubscribe"
DIGEST = "digest"


def notification_mail(
    organisation: Organisation, person: User, *, kind: Kind, title: str, text: str, link: str
) -> EmailMultiAlternatives:
    """Return the mail about one thing, in the language of the moment."""
    context = {"title": title, "text": text, "link": link, "kind_label": kind.label}
    return _mail(organisation, person, title, "notification", context, kind.name)


def digest_mail(
    organisation: Organisation, person: User, items: Sequence[dict[str, str]]
) -> EmailMultiAlternatives:
    """Return the mail about everything that happened since the last one."""
    title = _("What happened in AI-Kompas of %(organisation)s") % {"organisation": organisation.name}
    context = {"title": title, "items": items, "kind_label": _("the daily mail")}
    return _mail(organisation, person, title, "digest", context, DIGEST)


def unsubscribe_token(organisation: Organisation, person: User, kind: str) -> str:
    """Return what a link to end a kind of mail holds, signed."""
    return signing.dumps([str(organisation.pk), str(person.pk), kind], salt=SALT)


def read_unsubscribe_token(token: str) -> tuple[str, str, str]:
    """Return organisation, person and kind of a link; raises ``BadSignature``."""
    organisation, person, kind = signing.loads(token, salt=SALT)
    return organisation, person, kind


def _mail(
    organisation: Organisation, person: User, title: str, template: str, context: dict[str, Any], kind: str
) -> EmailMultiAlternatives:
    base, slug = settings.BASE_URL, organisation.slug
    token = unsubscribe_token(organisation, person, kind)
    end = base + reverse("notifications:unsubscribe", args=[slug, token])
    context |= {
        "organisation": organisation,
        "person": person,
        "end": end,
        "choices": base + reverse("notifications:choices", args=[slug]),
    }
    subject = " ".join(title.split())
    mail = EmailMultiAlternatives(
        subject, render_to_string(f"notifications/mail/{template}.txt", context), None, [person.email]
    )
    mail.attach_alternative(render_to_string(f"notifications/mail/{template}.html", context), "text/html")
    mail.extra_headers = {
        "List-Unsubscribe": f"<{end}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "X-Outbox-Organisation": str(organisation.pk),
    }
    return mail
