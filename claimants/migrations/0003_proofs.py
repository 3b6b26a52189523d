"""Proofs, and since when a person's data is left alone or erased."""

import cases.core.fields
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models

from ._walls import walls, walls_again

OWNED = ("claimants_proof",)
LINKS = (("claimants_proof", "registration_id", "claimants_registration"),)
REGISTRATION = ("claimants_registration",)
REGISTRATION_LINKS = (("claimants_registration", "claimant_id", "claimants_claimant"),)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_journal_is_append_only'),
        ('claimants', '0002_walls'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('running', 'running'), ('done', 'done'), ('dead', 'given up'), ('cancelled', 'cancelled')], default='waiting', help_text='Where this work stands.', max_length=10, verbose_name='state')),
                ('due_at', models.DateTimeField(help_text='Not before this moment; the database clock decides.', verbose_name='due at')),
                ('lease_until', models.DateTimeField(blank=True, help_text='Until when one worker holds this row.', null=True, verbose_name='leased until')),
                ('lease_token', models.CharField(blank=True, help_text='Proves that a worker still holds this row.', max_length=32, verbose_name='lease token')),
                ('has_begun', models.BooleanField(default=False, help_text='The effect may have happened although nobody heard of it.', verbose_name='has begun')),
                ('attempt_count', models.PositiveIntegerField(default=0, help_text='How often a worker tried.', verbose_name='attempts')),
                ('is_possible_duplicate', models.BooleanField(default=False, help_text='A worker died after the effect may have begun.', verbose_name='possibly done twice')),
                ('last_error', models.CharField(blank=True, help_text='The kind of the last failure, without personal data.', max_length=200, verbose_name='last error')),
                ('done_at', models.DateTimeField(blank=True, help_text='When it was finished.', null=True, verbose_name='done at')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpeg', 'JPEG'), ('png', 'PNG')], help_text='Decided by the content.', max_length=4, verbose_name='kind')),
                ('file', models.FileField(blank=True, help_text='Under a random name.', max_length=120, upload_to='', verbose_name='file')),
                ('thumbnail', models.FileField(blank=True, help_text='Made here; pictures only.', max_length=120, upload_to='', verbose_name='small picture')),
                ('sha256', models.CharField(help_text='SHA-256 of the file as it is kept.', max_length=64, verbose_name='checksum')),
                ('byte_count', models.PositiveIntegerField(help_text='Of the file as it is kept.', verbose_name='size in bytes')),
                ('sent_at', models.DateTimeField(help_text='When it came in.', verbose_name='sent at')),
                ('scan', models.CharField(choices=[('none', 'not scanned yet'), ('clean', 'no virus found'), ('not_scanned', 'not scanned: there is no scanner'), ('infected', 'virus found')], default='none', help_text='What it found.', max_length=12, verbose_name='virus scan')),
                ('verdict', models.CharField(choices=[('none', 'not looked at yet'), ('accepted', 'accepted'), ('refused', 'refused')], default='none', help_text='What staff made of it.', max_length=8, verbose_name='verdict')),
                ('verdict_reason', cases.core.fields.LineField(blank=True, help_text='Why; the person reads this.', max_length=300, verbose_name='reason')),
                ('reviewed_at', models.DateTimeField(blank=True, help_text='When a member of staff looked at it.', null=True, verbose_name='looked at at')),
                ('removed_at', models.DateTimeField(blank=True, help_text='When the file was taken away; the row stays.', null=True, verbose_name='removed at')),
            ],
            options={
                'verbose_name': 'proof',
                'verbose_name_plural': 'proofs',
                'ordering': ['id'],
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddField(
            model_name='claimant',
            name='erased_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='When the data was erased; what stays are receipts without a name.', null=True, verbose_name='erased at'),
        ),
        migrations.AddField(
            model_name='claimant',
            name='restricted_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='Since when the data is only kept: no mail, no changes (art. 18 AVG).', null=True, verbose_name='left alone since'),
        ),
        migrations.AddConstraint(
            model_name='registration',
            constraint=models.UniqueConstraint(fields=('foundation', 'id'), name='registration_of_foundation'),
        ),
        migrations.AddField(
            model_name='proof',
            name='foundation',
            field=models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='cases.foundation', verbose_name='foundation'),
        ),
        migrations.AddField(
            model_name='proof',
            name='registration',
            field=models.ForeignKey(help_text='What it is a proof for.', on_delete=django.db.models.deletion.PROTECT, related_name='proofs', to='claimants.registration', verbose_name='registration'),
        ),
        migrations.AddField(
            model_name='proof',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, help_text='Which member of staff.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='looked at by'),
        ),
        migrations.AddIndex(
            model_name='proof',
            index=models.Index(fields=['foundation', 'state', 'due_at'], name='proof_waiting'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('foundation', 'registration', 'sha256'), name='proof_once_per_registration'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(('removed_at', None), models.Q(('file', ''), ('thumbnail', '')), _connector='OR'), name='a_removed_proof_has_no_file'),
        ),
        migrations.AddConstraint(
            model_name='proof',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'refused'), _negated=True), models.Q(('verdict_reason', ''), _negated=True), _connector='OR'), name='a_refused_proof_has_a_reason'),
        ),
        walls_again(REGISTRATION, REGISTRATION_LINKS),
        walls(OWNED, LINKS),
    ]
