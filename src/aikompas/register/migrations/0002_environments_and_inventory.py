# SPDX-License-Identifier: EUPL-1.2
"""Approved ICT environments, training and power of human oversight, and confirmed inventories."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import aikompas.core.ids


class Migration(migrations.Migration):
    """Adds what controls ask about where AI runs, who oversees it and whether the list is complete."""

    dependencies = [
        ("organisations", "0002_invitation_place_and_cache"),
        ("register", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Environment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("location", models.CharField(max_length=200, verbose_name="where the data are")),
                ("approved_by", models.CharField(max_length=150, verbose_name="approved by")),
                ("approved_from", models.DateField(verbose_name="approved from")),
                ("approved_until", models.DateField(blank=True, null=True, verbose_name="approved until")),
                ("conditions", models.TextField(blank=True, max_length=4000, verbose_name="conditions")),
                (
                    "organisation",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "ICT environment",
                "verbose_name_plural": "ICT environments",
                "ordering": ("name",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="environment_name_unique_in_organisation"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="aisystem",
            name="environment",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="systems",
                to="register.environment",
                verbose_name="ICT environment",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="oversight_trained_on",
            field=models.DateField(blank=True, null=True, verbose_name="trained on"),
        ),
        migrations.AddField(
            model_name="application",
            name="oversight_training",
            field=models.CharField(blank=True, max_length=300, verbose_name="which training"),
        ),
        migrations.AddField(
            model_name="application",
            name="oversight_stop",
            field=models.TextField(blank=True, max_length=4000, verbose_name="how it can be stopped"),
        ),
        migrations.CreateModel(
            name="InventoryConfirmation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("confirmed_on", models.DateField(verbose_name="confirmed on")),
                ("valid_until", models.DateField(verbose_name="confirmed until")),
                ("applications", models.PositiveIntegerField(verbose_name="applications in the list")),
                ("remark", models.TextField(blank=True, max_length=2000, verbose_name="remark")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="inventory_confirmations",
                        to="organisations.department",
                        verbose_name="department",
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
            ],
            options={
                "verbose_name": "confirmation of an inventory",
                "verbose_name_plural": "confirmations of inventories",
                "ordering": ("-created_at",),
                "indexes": [
                    models.Index(fields=["department", "-created_at"], name="inventory_newest")
                ],
            },
        ),
    ]
