# SPDX-License-Identifier: EUPL-1.2
"""Let the database itself refuse to change or remove what is in the trail."""

from django.db import migrations

from aikompas.audit import triggers


def install(apps, schema_editor):
    """Create the triggers."""
    triggers.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Drop the triggers."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
