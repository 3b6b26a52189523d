"""Requests about one's own data, erasures and legal holds."""

import cases.core.fields
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models

from ._walls import walls

OWNED = ("claimants_datasubjectrequest", "claimants_erasure", "claimants_hold")
LINKS = (
    ("claimants_datasubjectrequest", "claimant_id", "claimants_claimant"),
    ("claimants_erasure", "request_id", "claimants_datasubjectrequest"),
    ("claimants_hold", "claimant_id", "claimants_claimant"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_journal_is_append_only'),
        ('claimants', '0003_proofs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DataSubjectRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('kind', models.CharField(choices=[('access', 'see my data (art. 15)'), ('rectification', 'correct my data (art. 16)'), ('erasure', 'erase my data (art. 17)'), ('restriction', 'leave my data alone (art. 18)'), ('portability', 'take my data along (art. 20)'), ('objection', 'object to the use of my data (art. 21)')], help_text='What is asked.', max_length=14, verbose_name='kind')),
                ('state', models.CharField(choices=[('received', 'received'), ('started', 'taken up'), ('answered', 'answered'), ('refused', 'refused'), ('cancelled', 'taken back')], default='received', help_text='Where the request stands.', max_length=10, verbose_name='state')),
                ('channel', models.CharField(choices=[('portal', 'own pages'), ('mail', 'e-mail'), ('letter', 'letter'), ('phone', 'telephone')], help_text='How it came in.', max_length=8, verbose_name='channel')),
                ('wish', cases.core.fields.ProseField(blank=True, help_text='What the person wrote or said.', max_length=2000, verbose_name='in their own words')),
                ('asked_at', models.DateTimeField(help_text='When it came in; the term runs from this day.', verbose_name='asked at')),
                ('due_on', models.DateField(help_text='The last day of the term; computed.', verbose_name='answer by')),
                ('count', models.JSONField(default=dict, help_text='Every step of the count of the last day.', verbose_name='count')),
                ('extended_at', models.DateTimeField(blank=True, help_text='When two more months were taken.', null=True, verbose_name='extended at')),
                ('extension_reason', cases.core.fields.LineField(blank=True, help_text='Why; the person reads this.', max_length=300, verbose_name='reason of the extension')),
                ('identity', models.CharField(choices=[('open', 'not established yet'), ('mailbox', 'proved the mailbox on file'), ('called_back', 'called back on the number on file'), ('letter_code', 'a code by letter to the address on file'), ('representative', 'acts for this minor, by our file')], default='open', help_text='How we know who asks.', max_length=14, verbose_name='identity')),
                ('answer', cases.core.fields.ProseField(blank=True, help_text='What was answered; the person reads this.', max_length=4000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(blank=True, help_text='When it was closed.', null=True, verbose_name='answered at')),
                ('claimant', models.ForeignKey(help_text='Whose data it is about.', on_delete=django.db.models.deletion.PROTECT, related_name='data_subject_requests', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='data_subject_requests', to='cases.foundation', verbose_name='foundation')),
                ('handled_by', models.ForeignKey(blank=True, help_text='Who took it up.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='handled by')),
            ],
            options={
                'verbose_name': 'request about data',
                'verbose_name_plural': 'requests about data',
                'ordering': ['due_on', 'id'],
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Erasure',
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
                ('approved_at', models.DateTimeField(blank=True, help_text='Nothing is erased before this.', null=True, verbose_name='approved at')),
                ('report', models.JSONField(blank=True, default=dict, help_text='What is left where, and why.', verbose_name='report')),
                ('approved_by', models.ForeignKey(blank=True, help_text='Never the one who entered the request.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='cases.foundation', verbose_name='foundation')),
                ('request', models.ForeignKey(help_text='What asked for it.', on_delete=django.db.models.deletion.PROTECT, related_name='erasures', to='claimants.datasubjectrequest', verbose_name='request')),
            ],
            options={
                'verbose_name': 'erasure',
                'verbose_name_plural': 'erasures',
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
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('reason', cases.core.fields.LineField(help_text='Why; the person reads this.', max_length=300, verbose_name='reason')),
                ('placed_at', models.DateTimeField(help_text='Since when.', verbose_name='placed at')),
                ('lifted_at', models.DateTimeField(blank=True, help_text='Empty while it stands.', null=True, verbose_name='lifted at')),
                ('case', models.ForeignKey(blank=True, help_text='Or: the data of everybody who joined this case.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='case')),
                ('claimant', models.ForeignKey(blank=True, help_text='Whose data must stay.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='cases.foundation', verbose_name='foundation')),
            ],
            options={
                'verbose_name': 'legal hold',
                'verbose_name_plural': 'legal holds',
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
        migrations.AddIndex(
            model_name='datasubjectrequest',
            index=models.Index(fields=['foundation', 'state', 'due_on'], name='request_queue'),
        ),
        migrations.AddConstraint(
            model_name='datasubjectrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('received', 'started'))), fields=('foundation', 'claimant', 'kind'), name='one_open_request_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='datasubjectrequest',
            constraint=models.UniqueConstraint(fields=('foundation', 'id'), name='request_of_foundation'),
        ),
        migrations.AddConstraint(
            model_name='datasubjectrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'refused']), _negated=True), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='a_closed_request_has_its_answer'),
        ),
        migrations.AddIndex(
            model_name='erasure',
            index=models.Index(fields=['foundation', 'state', 'due_at'], name='erasure_waiting'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.UniqueConstraint(fields=('foundation', 'request'), name='erasure_once_per_request'),
        ),
        migrations.AddConstraint(
            model_name='erasure',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_at', None), ('approved_by', None)), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='an_approval_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case__isnull', False), ('claimant', None)), models.Q(('case', None), ('claimant__isnull', False)), _connector='OR'), name='a_hold_is_on_a_person_or_on_a_case'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('lifted_at', None), ('lifted_at__gte', models.F('placed_at')), _connector='OR'), name='a_hold_is_lifted_after_it_is_placed'),
        ),
        walls(OWNED, LINKS),
    ]
