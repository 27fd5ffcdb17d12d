# SPDX-License-Identifier: EUPL-1.2
"""Mail about usage reports: in the reader's language, sent after the commit, without personal data in the subject."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.register.models import UsageReport

# What happened -> (subject, what it means for the reader)
TO_REPORTER = {
    "accept": (
        _("Your report %(reference)s has been accepted"),
        _("It is now application %(application)s in the register. You can follow what happens with it."),
    ),
    "join": (
        _("Your report %(reference)s has been joined to an application"),
        _("This use belongs to application %(application)s, which is already in the register."),
    ),
    "ask": (
        _("There is a question about your report %(reference)s"),
        _("Please answer it, so that your report can be handled:"),
    ),
    "decline": (
        _("Your report %(reference)s has been declined"),
        _("The reason:"),
    ),
    "mark_duplicate": (
        _("Your report %(reference)s was already known"),
        _("The same use was reported before. You need not do anything."),
    ),
    "reopen": (
        _("Your report %(reference)s is being looked at again"),
        _("The earlier outcome does not count any more. You will hear the new outcome."),
    ),
}
TO_CONTACT = {
    "report": (
        _("A use of AI has been reported: %(reference)s"),
        _("Please see what should happen with it."),
    ),
    "answer": (
        _("Your question about report %(reference)s has been answered"),
        _("Please see what should happen with it."),
    ),
}


def tell_reporter(report: UsageReport, event: str, text: str = "") -> None:
    """Mail the reporter what happened to the report, when the transaction is committed."""
    _send_on_commit(report.reporter, report, *TO_REPORTER[event], text)


def tell_contact(report: UsageReport, event: str) -> None:
    """Mail the department's AI contact person that a report waits, unless that is the reporter."""
    contact = report.department.contact_person
    if contact is not None and contact.is_active and contact.user_id != report.reporter_id:
        _send_on_commit(contact.user, report, *TO_CONTACT[event], "")


def _send_on_commit(user: User, report: UsageReport, subject: object, meaning: object, text: str) -> None:
    if not user.is_active:
        return
    facts = {
        "reference": report.reference,
        "application": report.application.reference if report.application else "",
    }
    with translation.override(user.language or report.organisation.language):
        link = f"{settings.BASE_URL}{report.get_absolute_url()}"
        lines = [str(meaning) % facts, text.strip(), f"{_('See the report')}: {link}"]
        send = partial(
            send_mail, str(subject) % facts, "\n\n".join(line for line in lines if line), None, [user.email]
        )
    transaction.on_commit(send, robust=True)
