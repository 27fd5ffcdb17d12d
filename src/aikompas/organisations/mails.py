# SPDX-License-Identifier: EUPL-1.2
"""The mail of an invitation, in the language of the reader; its subject holds no personal data."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from aikompas.organisations.models import Invitation
from aikompas.organisations.selectors import person_by_email


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send the link by mail."""
    known = person_by_email(invitation.email)
    language = (known.language if known else "") or invitation.organisation.language
    with translation.override(language):
        subject = _("Invitation for AI-Kompas of %(organisation)s") % {
            "organisation": invitation.organisation.name
        }
        text = render_to_string(
            "organisations/mail/invitation.txt",
            {"invitation": invitation, "organisation": invitation.organisation, "link": link},
        )
    headers = {"X-Outbox-Organisation": str(invitation.organisation_id)}
    EmailMessage(subject, text, None, [invitation.email], headers=headers).send()
