"""Files that may be of the same person, and a pointer from the one that was merged away to the one that stays."""

import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models

from ._walls import walls, without_triggers

LINKS = [
    ("claimants_claimant", "merged_into_id", "claimants_claimant"),
    ("claimants_pair", "first_id", "claimants_claimant"),
    ("claimants_pair", "second_id", "claimants_claimant"),
]


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_registry_address'),
        ('claimants', '0020_turning_eighteen'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *without_triggers([
        migrations.AddField(
            model_name='claimant',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, help_text='The file of the same person that stays; from then on nothing happens in this one.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_files', to='claimants.claimant', verbose_name='merged into'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('email_unconfirmed', 'waits for you'), ('guardian_pending', 'waits for parent'), ('received', 'new'), ('in_review', 'being checked'), ('verified', 'complete'), ('on_hold', 'on hold'), ('not_eligible', 'does not fit'), ('duplicate', 'already on the list'), ('withdrawn', 'stopped')], default='received', help_text='Where it stands.', max_length=20, verbose_name='state'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state_before_leaving',
            field=models.CharField(blank=True, choices=[('email_unconfirmed', 'waits for you'), ('guardian_pending', 'waits for parent'), ('received', 'new'), ('in_review', 'being checked'), ('verified', 'complete'), ('on_hold', 'on hold'), ('not_eligible', 'does not fit'), ('duplicate', 'already on the list'), ('withdrawn', 'stopped')], editable=False, help_text='Where it stood, for who comes back in time.', max_length=20, verbose_name='state before leaving'),
        ),
        ]),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('score', models.PositiveSmallIntegerField(help_text='From 50 to 100; the reasons say where it comes from.', verbose_name='score')),
                ('reasons', models.JSONField(default=list, help_text='What the files share.', verbose_name='reasons')),
                ('state', models.CharField(choices=[('open', 'to be looked at'), ('not_the_same', 'not the same person'), ('merged', 'merged')], default='open', help_text='What staff decided.', max_length=12, verbose_name='state')),
                ('steps', models.JSONField(blank=True, default=list, editable=False, help_text='What merging changed, row by row.', verbose_name='steps')),
                ('decided_at', models.DateTimeField(blank=True, help_text='When staff decided.', null=True, verbose_name='decided at')),
                ('decided_by', models.ForeignKey(blank=True, help_text='Who decided.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('first', models.ForeignKey(help_text='Who came first.', on_delete=django.db.models.deletion.PROTECT, related_name='pairs', to='claimants.claimant', verbose_name='older file')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='pairs', to='cases.foundation', verbose_name='foundation')),
                ('second', models.ForeignKey(help_text='Who came later.', on_delete=django.db.models.deletion.PROTECT, related_name='pairs_as_second', to='claimants.claimant', verbose_name='newer file')),
            ],
            options={
                'verbose_name': 'possible double',
                'verbose_name_plural': 'possible doubles',
                'ordering': ['-score', 'id'],
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['foundation', 'state', '-score'], name='pair_by_score')],
                'constraints': [models.UniqueConstraint(fields=('foundation', 'first', 'second'), name='pair_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='pair_has_the_older_file_first')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        walls(["claimants_pair"], LINKS),
    ]
