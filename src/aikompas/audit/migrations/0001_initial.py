# SPDX-License-Identifier: EUPL-1.2
"""The logs, their events and their signed heads."""

from django.db import migrations, models

import aikompas.core.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditLog",
            fields=[
                ("organisation_id", models.UUIDField(primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("root", models.CharField(max_length=64)),
                ("frontier", models.JSONField(default=list)),
                ("time", models.DateTimeField(null=True)),
                ("key_id", models.CharField(blank=True, max_length=16)),
                ("signature", models.CharField(blank=True, max_length=88)),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("sequence", models.PositiveBigIntegerField()),
                ("leaf", models.TextField()),
                ("leaf_hash", models.CharField(max_length=64)),
                ("subtree_hash", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("actor_id", models.UUIDField(null=True)),
                ("action", models.CharField(max_length=100)),
                ("object_type", models.CharField(blank=True, max_length=100)),
                ("object_id", models.CharField(blank=True, max_length=64)),
                ("result", models.CharField(max_length=20)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "indexes": [
                    models.Index(fields=["organisation_id", "time", "sequence"], name="audit_by_time"),
                    models.Index(
                        fields=["organisation_id", "actor_id", "time", "sequence"], name="audit_by_actor"
                    ),
                    models.Index(
                        fields=["organisation_id", "action", "time", "sequence"], name="audit_by_action"
                    ),
                    models.Index(
                        fields=["organisation_id", "object_type", "time", "sequence"], name="audit_by_type"
                    ),
                    models.Index(fields=["object_type", "object_id", "sequence"], name="audit_by_object"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "sequence"), name="audit_one_event_per_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TreeHead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("size", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("time", models.DateTimeField()),
                ("key_id", models.CharField(max_length=16)),
                ("signature", models.CharField(max_length=88)),
            ],
            options={
                "abstract": False,
                "base_manager_name": "objects",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation_id", "size"), name="audit_one_head_per_size"
                    )
                ],
            },
        ),
    ]
