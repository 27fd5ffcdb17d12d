# SPDX-License-Identifier: EUPL-1.2
"""Mandates, conditions that somebody checks, decisions that are made known, and periodic reviews."""

import aikompas.core.ids
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_invitation_place_and_cache'),
        ('register', '0001_initial'),
        ('review', '0002_committee'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PeriodicReview',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('state', models.CharField(choices=[('draft', 'Being filled in'), ('finished', 'To be confirmed'), ('done', 'Done'), ('withdrawn', 'Withdrawn')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('due', models.DateField(editable=False, null=True, verbose_name='due on')),
                ('facts_right', models.BooleanField(default=False, verbose_name='the facts are right')),
                ('facts_note', models.TextField(blank=True, max_length=4000, verbose_name='what changed in the facts')),
                ('controls_note', models.TextField(blank=True, max_length=4000, verbose_name='what is done about controls that are not met')),
                ('incidents', models.TextField(blank=True, max_length=4000, verbose_name='incidents and complaints')),
                ('monitoring', models.TextField(blank=True, max_length=8000, verbose_name='how it performs')),
                ('monitoring_url', models.URLField(blank=True, max_length=1000, verbose_name='where that can be seen')),
                ('open_work_note', models.TextField(blank=True, max_length=4000, verbose_name='open conditions and measures')),
                ('outcome', models.CharField(blank=True, choices=[('keeps', 'Keep it as it is'), ('changes', 'Keep it, with changes'), ('suspends', 'Suspend it'), ('retires', 'Retire it')], max_length=10, verbose_name='outcome')),
                ('reasons', models.TextField(blank=True, max_length=8000, verbose_name='reasons')),
                ('changes_due', models.DateField(blank=True, null=True, verbose_name='changed before')),
                ('checks', models.JSONField(default=list, editable=False, verbose_name='controls at that moment')),
                ('finished_at', models.DateTimeField(editable=False, null=True, verbose_name='finished on')),
                ('sent_back_reason', models.TextField(blank=True, editable=False, max_length=4000, verbose_name='why it was sent back')),
                ('done_at', models.DateTimeField(editable=False, null=True, verbose_name='done on')),
                ('next_review', models.DateField(editable=False, null=True, verbose_name='next review')),
                ('changed_at', models.DateTimeField(auto_now=True, verbose_name='last change')),
            ],
            options={
                'verbose_name': 'periodic review',
                'verbose_name_plural': 'periodic reviews',
                'ordering': ('-created_at',),
            },
        ),
        migrations.RenameField(
            model_name='condition',
            old_name='met_by',
            new_name='offered_by',
        ),
        migrations.RenameField(
            model_name='condition',
            old_name='met_at',
            new_name='offered_at',
        ),
        migrations.AlterField(
            model_name='condition',
            name='offered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='condition',
            name='offered_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='offered on'),
        ),
        migrations.AddField(
            model_name='condition',
            name='check_note',
            field=models.TextField(blank=True, max_length=4000, verbose_name='what was found'),
        ),
        migrations.AddField(
            model_name='condition',
            name='checked_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='checked on'),
        ),
        migrations.AddField(
            model_name='condition',
            name='checker',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who checks it'),
        ),
        migrations.AddField(
            model_name='condition',
            name='evidence_url',
            field=models.URLField(blank=True, max_length=1000, verbose_name='where that can be seen'),
        ),
        migrations.AddField(
            model_name='condition',
            name='checked_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='deviation',
            field=models.TextField(blank=True, max_length=4000, verbose_name='why it deviates from the advice'),
        ),
        migrations.AddField(
            model_name='decision',
            name='made_known_at',
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='made known on'),
        ),
        migrations.AddField(
            model_name='decision',
            name='made_known_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='decision',
            name='role',
            field=models.CharField(blank=True, choices=[('employee', 'Employee'), ('contact_person', 'AI contact person'), ('owner', 'Owner of applications'), ('committee_member', 'Committee member'), ('committee_secretary', 'Committee secretary'), ('decision_maker', 'Decision maker'), ('privacy_adviser', 'Privacy adviser'), ('security_officer', 'Security officer (CISO)'), ('procurement_officer', 'Procurement officer'), ('publisher', 'Publisher'), ('council_member', 'Council member or clerk'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], editable=False, max_length=30, verbose_name='role'),
        ),
        migrations.AddField(
            model_name='decision',
            name='summary',
            field=models.TextField(blank=True, max_length=2000, verbose_name='the decision in plain words'),
        ),
        migrations.AlterField(
            model_name='condition',
            name='state',
            field=models.CharField(choices=[('proposed', 'Proposed in the advice'), ('open', 'Open'), ('offered', 'To be checked'), ('met', 'Fulfilled'), ('dropped', 'Not adopted'), ('lapsed', 'Lapsed')], default='proposed', editable=False, max_length=10, verbose_name='state'),
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=aikompas.core.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('body', models.CharField(max_length=150, verbose_name='body that gives the mandate')),
                ('role', models.CharField(blank=True, choices=[('employee', 'Employee'), ('contact_person', 'AI contact person'), ('owner', 'Owner of applications'), ('committee_member', 'Committee member'), ('committee_secretary', 'Committee secretary'), ('decision_maker', 'Decision maker'), ('privacy_adviser', 'Privacy adviser'), ('security_officer', 'Security officer (CISO)'), ('procurement_officer', 'Procurement officer'), ('publisher', 'Publisher'), ('council_member', 'Council member or clerk'), ('auditor', 'Auditor'), ('administrator', 'Administrator')], max_length=30, verbose_name='role')),
                ('risk_classes', models.JSONField(verbose_name='risk classes')),
                ('starts', models.DateField(verbose_name='from')),
                ('ends', models.DateField(blank=True, null=True, verbose_name='until')),
                ('reference', models.CharField(max_length=300, verbose_name='mandate decision')),
                ('given_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'mandate',
                'verbose_name_plural': 'mandates',
                'ordering': ('-starts', '-created_at'), "indexes": [models.Index(fields=['organisation', 'ends'], name='review_mand_organis_e211b4_idx')], "constraints": [models.CheckConstraint(condition=models.Q(models.Q(('person__isnull', False), ('role', '')), models.Q(('person__isnull', True), models.Q(('role', ''), _negated=True)), _connector='OR'), name='mandate_of_a_person_or_a_role'), models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='mandate_ends_after_start')]},
        ),
        migrations.AddField(
            model_name='decision',
            name='mandate',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='review.mandate'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(fields=['organisation', '-made_known_at'], name='review_deci_organis_4e6079_idx'),
        ),
        migrations.AddField(
            model_name='periodicreview',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='periodic_reviews', to='register.application'),
        ),
        migrations.AddField(
            model_name='periodicreview',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='periodicreview',
            name='finished_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='periodicreview',
            name='organisation',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation'),
        ),
        migrations.AddField(
            model_name='periodicreview',
            name='started_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='periodicreview',
            index=models.Index(fields=['application', '-done_at'], name='review_peri_applica_c7bfdc_idx'),
        ),
        migrations.AddIndex(
            model_name='periodicreview',
            index=models.Index(fields=['organisation', 'state'], name='review_peri_organis_d52181_idx'),
        ),
        migrations.AddConstraint(
            model_name='periodicreview',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'finished'))), fields=('application',), name='one_open_review_per_application'),
        ),
    ]
