# SPDX-License-Identifier: EUPL-1.2
"""Counts of results, so that no page adds up results; and results in the order in which they are asked for."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import aikompas.core.ids

OUTCOMES = [
    ("not_met", "Not met"),
    ("attention", "Needs attention"),
    ("not_measured", "Not yet measured"),
    ("met", "Met"),
    ("not_applicable", "Not applicable"),
]


def count_results(apps: Any, schema_editor: Any) -> None:
    """Count the results that are there already."""
    results = apps.get_model("compliance", "ControlResult").objects.order_by()
    tally = apps.get_model("compliance", "Tally")
    groups = results.values("organisation_id", "control_id", "department_id", "outcome")
    tally.objects.bulk_create(tally(**row) for row in groups.annotate(number=models.Count("*")))


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0002_touched_organisation_not_checked"),
        ("organisations", "0003_committee_seats"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="controlresult",
            options={
                "ordering": ("subject_id", "control_id"),
                "verbose_name": "result of a control",
                "verbose_name_plural": "results of controls",
            },
        ),
        migrations.RemoveConstraint(model_name="controlresult", name="one_result_per_control_and_subject"),
        migrations.RemoveIndex(model_name="controlresult", name="compliance_by_subject"),
        migrations.RemoveIndex(model_name="controlresult", name="compliance_by_outcome"),
        migrations.AddIndex(
            model_name="controlresult",
            index=models.Index(
                fields=["organisation", "subject_name", "outcome", "scope"], name="compliance_by_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="controlresult",
            constraint=models.UniqueConstraint(
                fields=("organisation", "subject_id", "control_id"), name="one_result_per_subject_and_control"
            ),
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("control_id", models.CharField(max_length=100)),
                ("outcome", models.CharField(choices=OUTCOMES, max_length=20)),
                ("number", models.PositiveIntegerField()),
                (
                    "department",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.department",
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
                "ordering": ("control_id", "outcome", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "control_id", "department", "outcome"),
                        name="one_tally_per_control_department_and_outcome",
                    )
                ],
            },
        ),
        migrations.RunPython(count_results, migrations.RunPython.noop),
    ]
