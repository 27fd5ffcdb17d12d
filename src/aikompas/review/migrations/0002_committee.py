# SPDX-License-Identifier: EUPL-1.2
"""Meetings of the committee, written and urgent procedures, recusals, and how long advice took."""

import aikompas.core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_committee_seats'),
        ('register', '0001_initial'),
        ('review', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('position', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=200, verbose_name='subject')),
                ('minutes', models.PositiveIntegerField(default=15, verbose_name='minutes')),
                ('notes', models.TextField(blank=True, max_length=8000, verbose_name='minutes of the meeting')),
                ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='register.application')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'item of the agenda',
                'verbose_name_plural': 'items of the agenda',
                'ordering': ('position', 'created_at'),
            },
        ),
        migrations.AddField(
            model_name='advice',
            name='item',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='advices', to='review.agendaitem'),
        ),
        migrations.AddField(
            model_name='conclusion',
            name='item',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conclusions', to='review.agendaitem'),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('starts_at', models.DateTimeField(verbose_name='date and time')),
                ('place', models.CharField(blank=True, max_length=150, verbose_name='place')),
                ('link', models.URLField(blank=True, verbose_name='link to take part online')),
                ('state', models.CharField(choices=[('planned', 'Being prepared'), ('invited', 'Members invited'), ('in_session', 'In session'), ('held', 'Held, minutes not approved'), ('approved', 'Minutes approved'), ('cancelled', 'Cancelled')], default='planned', editable=False, max_length=10, verbose_name='state')),
                ('reason', models.CharField(blank=True, editable=False, max_length=500, verbose_name='why it was cancelled')),
                ('approved_in', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='approves', to='review.meeting')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ('-starts_at',), "indexes": [models.Index(fields=['organisation', 'state', '-starts_at'], name='review_meet_organis_5f56c4_idx')]},
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('how', models.CharField(choices=[('present', 'Present'), ('absent', 'Absent'), ('deputy', 'Deputy present')], max_length=10, verbose_name='attendance')),
                ('deputy', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendances', to='review.meeting')),
            ],
            options={
                'verbose_name': 'attendance',
                'verbose_name_plural': 'attendances',
                'ordering': ('created_at',), "constraints": [models.UniqueConstraint(fields=('meeting', 'member'), name='attendance_once_per_member')]},
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='review.meeting'),
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('kind', models.CharField(choices=[('written', 'Written procedure'), ('urgent', 'Urgent procedure')], max_length=10, verbose_name='procedure')),
                ('reason', models.TextField(max_length=2000, verbose_name='reason')),
                ('due', models.DateField(verbose_name='before')),
                ('closed_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='closed on')),
                ('stopped_because', models.CharField(blank=True, editable=False, max_length=500, verbose_name='why it was stopped')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='register.application')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'procedure',
                'verbose_name_plural': 'procedures',
                'ordering': ('due', 'created_at'), "indexes": [models.Index(fields=['organisation', 'closed_at', 'due'], name='review_proc_organis_d87ba4_idx')], "constraints": [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('application',), name='one_open_procedure_per_application')]},
        ),
        migrations.AddField(
            model_name='conclusion',
            name='procedure',
            field=models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='conclusion', to='review.procedure'),
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('reason', models.CharField(max_length=500, verbose_name='reason')),
                ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to='register.application')),
                ('declared_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='member')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'recusal',
                'verbose_name_plural': 'recusals',
                'ordering': ('created_at',), "constraints": [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('application', 'member'), name='one_recusal_per_member_and_application')]},
        ),
        migrations.CreateModel(
            name='AdviceRound',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('ended_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ended without advice on')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='advice_rounds', to='register.application')),
                ('conclusion', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='round', to='review.conclusion')),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'round of advice',
                'verbose_name_plural': 'rounds of advice',
                'ordering': ('-created_at',),
                'indexes': [models.Index(fields=['organisation', '-created_at'], name='review_advi_organis_6e931a_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('conclusion__isnull', True), ('ended_at__isnull', True)), fields=('application',), name='one_open_round_per_application')],
            },
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('application__isnull', False)), fields=('meeting', 'application'), name='application_once_on_an_agenda'),
        ),
    ]
