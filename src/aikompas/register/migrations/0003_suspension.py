# SPDX-License-Identifier: EUPL-1.2
"""Applications can be suspended at once; each suspension is kept."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import aikompas.core.ids

STATES = [
    ("triaged", "Triaged"),
    ("classified", "Classified"),
    ("assessed", "Assessed"),
    ("advised", "Advised"),
    ("decided", "Approved"),
    ("pilot", "Pilot"),
    ("in_use", "In use"),
    ("under_review", "Under review"),
    ("suspended", "Suspended"),
    ("prohibited", "Prohibited"),
    ("rejected", "Rejected"),
    ("retired", "Retired"),
    ("archived", "Archived"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0002_environments_and_inventory"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="application",
            name="state",
            field=models.CharField(
                choices=STATES, default="triaged", editable=False, max_length=20, verbose_name="state"
            ),
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "state_before",
                    models.CharField(choices=STATES, max_length=20, verbose_name="state before"),
                ),
                ("reason", models.TextField(max_length=4000, verbose_name="reason")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "ended_as",
                    models.CharField(
                        blank=True, choices=STATES, max_length=20, verbose_name="state afterwards"
                    ),
                ),
                (
                    "end_reason",
                    models.TextField(blank=True, max_length=4000, verbose_name="reason to end it"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suspensions",
                        to="register.application",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "suspended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension",
                "verbose_name_plural": "suspensions",
                "ordering": ("-created_at",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("application",),
                        name="one_suspension_at_a_time",
                    )
                ],
            },
        ),
    ]
