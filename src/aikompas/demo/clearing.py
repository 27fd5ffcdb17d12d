# SPDX-License-Identifier: EUPL-1.2
"""Emptying a database that holds nothing but the demonstration, its audit trail included."""

from __future__ import annotations

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from aikompas.audit import triggers
from aikompas.demo.content import MUNICIPALITIES
from aikompas.organisations.models import Organisation

KEPT = {"django_migrations", "django_content_type"}


class NotOnlyDemo(Exception):
    """The database holds an organisation of somebody's own; the message names it."""


def clear() -> None:
    """Empty every table; raises ``NotOnlyDemo`` when there is anything but the demonstration."""
    others = Organisation.objects.exclude(slug__in=MUNICIPALITIES).values_list("name", flat=True)
    if others:
        raise NotOnlyDemo(f"The database also holds {', '.join(others)}: it was not emptied.")
    with transaction.atomic(), triggers.suspended(connection):
        models = apps.get_models(include_auto_created=True)
        tables = sorted({model._meta.db_table for model in models if model._meta.managed} - KEPT)
        present = set(connection.introspection.table_names())
        statements = connection.ops.sql_flush(
            no_style(),
            [table for table in tables if table in present],
            reset_sequences=True,
            allow_cascade=True,
        )
        connection.ops.execute_sql_flush(statements)
