# SPDX-License-Identifier: EUPL-1.2
"""An expertise becomes a seat in the committee: from when until when, and as whose deputy."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def begin_when_written_down(apps, schema_editor):
    """Let a seat that exists begin on the day on which it was written down."""
    for seat in apps.get_model("organisations", "MemberExpertise").objects.iterator():
        seat.since = django.utils.timezone.localdate(seat.created_at)
        seat.save(update_fields=["since"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0002_invitation_place_and_cache")]

    operations = [
        migrations.AlterModelOptions(name="memberexpertise", options={"ordering": ("since", "created_at")}),
        migrations.AddField(
            model_name="memberexpertise",
            name="since",
            field=models.DateField(default=django.utils.timezone.localdate, verbose_name="from"),
        ),
        migrations.AddField(
            model_name="memberexpertise",
            name="until",
            field=models.DateField(blank=True, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="memberexpertise",
            name="deputy_for",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deputy_seats",
                to="organisations.membership",
                verbose_name="deputy of",
            ),
        ),
        migrations.RemoveConstraint(model_name="memberexpertise", name="expertise_once_per_member"),
        migrations.AddConstraint(
            model_name="memberexpertise",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("membership", "expertise"),
                name="one_seat_without_end_per_member_and_expertise",
            ),
        ),
        migrations.RunPython(begin_when_written_down, migrations.RunPython.noop, elidable=True),
    ]
