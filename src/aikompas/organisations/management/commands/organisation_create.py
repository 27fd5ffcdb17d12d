# SPDX-License-Identifier: EUPL-1.2
"""Make an organisation with its first administrator: invited by mail, or with a password at once."""

from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from aikompas.core.actor import Actor
from aikompas.organisations import mails, services
from aikompas.organisations.models import User
from aikompas.organisations.roles import Role

LABEL = "organisation_create"


class Command(BaseCommand):
    """Make an organisation and let its first administrator in."""

    help = "Make an organisation with its first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--name", required=True, help='for example "Gemeente Zonnedam"')
        parser.add_argument("--slug", default="", help="short name in addresses (default: made of the name)")
        parser.add_argument("--admin-email", required=True, help="e-mail address of the first administrator")
        parser.add_argument("--admin-name", default="", help="name of the first administrator")
        parser.add_argument(
            "--password",
            action="store_true",
            help="ask for a password (or read one line of standard input) instead of sending an invitation",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make everything or nothing, the mail with it."""
        password = self._password(options["admin_email"]) if options["password"] else None
        try:
            with transaction.atomic():
                organisation = services.create_organisation(
                    actor=Actor.system(None, label=LABEL), name=options["name"], slug=options["slug"]
                )
                actor = Actor.system(organisation.pk, label=LABEL)
                invited = self._let_in(actor, options, password)
                if invited is not None:
                    self._send(invited)
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        self.stdout.write(f"Made {organisation.name}: {settings.BASE_URL}/{organisation.slug}/")
        if invited is not None:
            self.stdout.write(
                f"The invitation goes to {invited.invitation.email} as soon as the worker runs."
            )

    def _let_in(self, actor: Actor, options: dict[str, Any], password: str | None) -> services.Invited | None:
        """Make the first administrator, or an invitation for this person."""
        email = options["admin_email"]
        name = options["admin_name"] or email.partition("@")[0]
        if password is None:
            return services.invite(actor=actor, email=email, name=name, roles=[Role.ADMINISTRATOR])
        services.add_person(
            actor=actor, email=email, name=name, roles=[Role.ADMINISTRATOR], password=password
        )
        return None

    def _send(self, invited: services.Invited) -> None:
        """Mail the invitation, in the transaction in which it is made."""
        link = settings.BASE_URL.rstrip("/") + reverse("start:invitation", kwargs={"token": invited.token})
        mails.send_invitation(invited.invitation, link)

    def _password(self, email: str) -> str:
        """Return a password that is strong enough, asked for without showing it."""
        asked = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(asked, User(email=email))
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from None
        return asked
