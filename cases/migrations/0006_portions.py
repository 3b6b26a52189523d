"""Accepted changes of the law are carried out in portions."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_absence'),
    ]

    operations = [
        migrations.CreateModel(
            name='Portion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('dead', 'given up'), ('cancelled', 'cancelled')], default='waiting', help_text='Where this work stands.', max_length=10, verbose_name='state')),
                ('due_at', models.DateTimeField(help_text='Not before this moment; the database clock decides.', verbose_name='due at')),
                ('lease_until', models.DateTimeField(blank=True, help_text='Until when one worker holds this row.', null=True, verbose_name='leased until')),
                ('lease_token', models.CharField(blank=True, help_text='Proves that a worker still holds this row.', max_length=32, verbose_name='lease token')),
                ('has_begun', models.BooleanField(default=False, help_text='The effect may have happened although nobody heard of it.', verbose_name='has begun')),
                ('attempt_count', models.PositiveIntegerField(default=0, help_text='How often a worker tried.', verbose_name='attempts')),
                ('is_possible_duplicate', models.BooleanField(default=False, help_text='A worker died after the effect may have begun.', verbose_name='possibly done twice')),
                ('last_error', models.CharField(blank=True, help_text='The kind of the last failure, without personal data.', max_length=200, verbose_name='last error')),
                ('done_at', models.DateTimeField(blank=True, help_text='When it was finished.', null=True, verbose_name='done at')),
                ('first', models.PositiveBigIntegerField(help_text='The first change of the range, by its number.', verbose_name='first')),
                ('last', models.PositiveBigIntegerField(help_text='The last change of the range, by its number.', verbose_name='last')),
            ],
            options={
                'verbose_name': 'portion of a proposal',
                'verbose_name_plural': 'portions of a proposal',
                'ordering': ['survey', 'first'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='survey',
            name='survey_accepted_by_two_people',
        ),
        migrations.AlterField(
            model_name='survey',
            name='state',
            field=models.CharField(choices=[('proposed', 'waits for two people'), ('applying', 'accepted, being carried out'), ('applied', 'accepted and carried out'), ('rejected', 'rejected'), ('replaced', 'replaced by a newer one')], default='proposed', help_text='Whether people accepted it.', max_length=10, verbose_name='state'),
        ),
        migrations.AddConstraint(
            model_name='survey',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['applying', 'applied']), _negated=True), models.Q(('decided_by__isnull', False), ('first_by__isnull', False), models.Q(('first_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='survey_accepted_by_two_people'),
        ),
        migrations.AddField(
            model_name='portion',
            name='survey',
            field=models.ForeignKey(help_text='Of which proposal.', on_delete=django.db.models.deletion.PROTECT, related_name='portions', to='cases.survey', verbose_name='proposal'),
        ),
        migrations.AddIndex(
            model_name='portion',
            index=models.Index(fields=['state', 'due_at'], name='portion_waiting'),
        ),
        migrations.AddConstraint(
            model_name='portion',
            constraint=models.UniqueConstraint(fields=('survey', 'first'), name='portion_once_per_first_change'),
        ),
        migrations.AddConstraint(
            model_name='portion',
            constraint=models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='portion_ends_after_it_begins'),
        ),
    ]
