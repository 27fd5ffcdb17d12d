# SPDX-License-Identifier: EUPL-1.2
"""An invitation carries expertises and a job title; the cache that web processes share gets its table."""

import django.db.models.deletion
from django.core.management import call_command
from django.db import migrations, models


def create_cache_table(apps, schema_editor):
    """Make the table of the database cache: rate limits count across all web processes."""
    call_command("createcachetable", "aikompas_cache", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    """Remove the table of the cache."""
    schema_editor.execute("DROP TABLE aikompas_cache")


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="invitation",
            name="expertises",
            field=models.JSONField(blank=True, default=list, verbose_name="expertises"),
        ),
        migrations.AddField(
            model_name="invitation",
            name="job_title",
            field=models.CharField(blank=True, max_length=120, verbose_name="job title"),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="department",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.department",
                verbose_name="department",
            ),
        ),
        migrations.RunPython(create_cache_table, drop_cache_table),
    ]
