# SPDX-License-Identifier: EUPL-1.2
"""Django's `flush` empties all tables; an audit trail is never emptied, except that of a test database."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections

from aikompas.audit import triggers


class Command(flush.Command):
    """Empty a test database between tests; refuse everywhere else."""

    def handle(self, **options: Any) -> None:
        """Run Django's own command without the triggers, when the settings say this is a test."""
        if not getattr(settings, "AUDIT_ALLOW_FLUSH", False):
            raise CommandError("This database holds an audit trail, which is never emptied.")
        with triggers.suspended(connections[options["database"]]):
            super().handle(**options)
