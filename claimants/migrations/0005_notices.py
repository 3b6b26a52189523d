"""What is written to people, with walls around it."""

import cases.core.fields
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models

from ._walls import walls

OWNED = ("claimants_notice", "claimants_claimantmessage", "claimants_tiding", "claimants_preference")
LINKS = (
    ("claimants_claimantmessage", "claimant_id", "claimants_claimant"),
    ("claimants_tiding", "claimant_id", "claimants_claimant"),
    ("claimants_tiding", "notice_id", "claimants_notice"),
    ("claimants_tiding", "message_id", "claimants_claimantmessage"),
    ("claimants_preference", "claimant_id", "claimants_claimant"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_stage_texts'),
        ('claimants', '0004_privacy'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimantMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('kind', models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is mostly about.', max_length=12, verbose_name='kind')),
                ('language', models.CharField(default='nl', help_text='In which language it is.', max_length=2, verbose_name='language')),
                ('code', models.CharField(help_text='Printed in the mail, so that everybody can ask whether it is ours.', max_length=6, verbose_name='code')),
                ('subject', cases.core.fields.LineField(blank=True, help_text='As it was sent.', max_length=200, verbose_name='subject')),
                ('text', cases.core.fields.ProseField(blank=True, help_text='As it was sent.', max_length=20000, verbose_name='text')),
                ('claimant', models.ForeignKey(help_text='To whom it was written.', on_delete=django.db.models.deletion.PROTECT, related_name='claimant_messages', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(db_index=False, help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.foundation', verbose_name='foundation')),
                ('outbox', models.ForeignKey(blank=True, help_text='Empty when there was no address: then it can only be read here.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.message', verbose_name='outgoing mail')),
            ],
            options={
                'verbose_name': 'message to a claimant',
                'verbose_name_plural': 'messages to claimants',
                'ordering': ['-id'],
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
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('kind', models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is about; people may refuse some kinds.', max_length=12, verbose_name='kind')),
                ('level', models.CharField(blank=True, choices=[('supporter', 'supporter'), ('participant', 'participant')], help_text='Only who joined in this way; empty: all.', max_length=12, verbose_name='level')),
                ('residence', models.CharField(choices=[('any', 'everywhere'), ('nl', 'in the Netherlands'), ('abroad', 'outside the Netherlands')], default='any', help_text='Only who lives there now.', max_length=6, verbose_name='living')),
                ('age', models.CharField(choices=[('any', 'of any age'), ('minors', 'under eighteen'), ('adults', 'eighteen or older')], default='any', help_text='By age on the day it goes out.', max_length=6, verbose_name='age')),
                ('words', models.JSONField(default=dict, help_text='What the mail says, in Dutch and in English.', verbose_name='words')),
                ('cause', models.CharField(blank=True, editable=False, help_text='What set it off; makes a repeat harmless.', max_length=80, verbose_name='cause')),
                ('state', models.CharField(choices=[('draft', 'to be approved'), ('approved', 'approved'), ('cancelled', 'cancelled')], default='draft', editable=False, help_text='How far it is on its way out.', max_length=10, verbose_name='state')),
                ('goes_at', models.DateTimeField(blank=True, editable=False, help_text='Until then it can be stopped.', null=True, verbose_name='goes out at')),
                ('person_count', models.PositiveIntegerField(default=0, editable=False, help_text='How many it was for when it was approved.', verbose_name='people')),
                ('approved_by', models.ForeignKey(blank=True, editable=False, help_text='Somebody else than the writer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('case', models.ForeignKey(help_text='To people who joined a group of this case.', on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='cases.case', verbose_name='case')),
                ('foundation', models.ForeignKey(help_text='Who writes it.', on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='cases.foundation', verbose_name='foundation')),
                ('group', models.ForeignKey(blank=True, help_text='Only to this group; empty: to every group of the case.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='cases.claimantgroup', verbose_name='group')),
                ('written_by', models.ForeignKey(blank=True, editable=False, help_text='Empty when it followed from an event by itself.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-id'],
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
            name='NoticeRange',
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
                ('first_id', models.BigIntegerField(help_text='The first person of the stretch.', verbose_name='first')),
                ('last_id', models.BigIntegerField(help_text='The last person of the stretch.', verbose_name='last')),
                ('told_count', models.PositiveIntegerField(default=0, help_text='For how many it was written.', verbose_name='people told')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.foundation', verbose_name='foundation')),
                ('notice', models.ForeignKey(help_text='What is told.', on_delete=django.db.models.deletion.PROTECT, related_name='ranges', to='claimants.notice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'range of a notice',
                'verbose_name_plural': 'ranges of a notice',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('kind', models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='Which news.', max_length=12, verbose_name='kind')),
                ('rhythm', models.CharField(choices=[('at_once', 'at once'), ('weekly', 'once a week'), ('never', 'not by e-mail')], help_text='How soon.', max_length=8, verbose_name='rhythm')),
                ('claimant', models.ForeignKey(help_text='Whose wish it is.', on_delete=django.db.models.deletion.PROTECT, related_name='preferences', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(db_index=False, help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.foundation', verbose_name='foundation')),
            ],
            options={
                'verbose_name': 'preference',
                'verbose_name_plural': 'preferences',
                'ordering': ['claimant', 'kind'],
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
            name='Tiding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is about.', max_length=12, verbose_name='kind')),
                ('key', models.CharField(blank=True, help_text='What set it off; makes a repeat harmless.', max_length=80, verbose_name='key')),
                ('words', models.JSONField(default=dict, help_text='What is told to this person only.', verbose_name='words')),
                ('due_at', models.DateTimeField(help_text='Not mailed before this moment.', verbose_name='due at')),
                ('case', models.ForeignKey(blank=True, db_index=False, help_text='Which case, if any.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='case')),
                ('claimant', models.ForeignKey(db_index=False, help_text='Who is told.', on_delete=django.db.models.deletion.PROTECT, related_name='tidings', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(db_index=False, help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.foundation', verbose_name='foundation')),
                ('message', models.ForeignKey(blank=True, db_index=False, help_text='The mail it went out in; empty while it waits.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tidings', to='claimants.claimantmessage', verbose_name='message')),
                ('notice', models.ForeignKey(blank=True, db_index=False, help_text='What everybody is told; empty for what concerns this person only.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tidings', to='claimants.notice', verbose_name='notice')),
            ],
            options={
                'verbose_name': 'tiding',
                'verbose_name_plural': 'tidings',
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
            model_name='claimantmessage',
            index=models.Index(fields=['foundation', 'code'], name='claimant_message_by_code'),
        ),
        migrations.AddConstraint(
            model_name='claimantmessage',
            constraint=models.UniqueConstraint(fields=('foundation', 'id'), name='claimant_message_of_one_file'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(fields=('foundation', 'id'), name='notice_of_one_file'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('cause', ''), _negated=True), fields=('foundation', 'cause'), name='notice_once_per_cause'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('written_by', None), models.Q(('approved_by', models.F('written_by')), _negated=True), _connector='OR'), name='notice_approved_by_another_person'),
        ),
        migrations.AddIndex(
            model_name='noticerange',
            index=models.Index(fields=['state', 'due_at'], name='notice_range_waiting'),
        ),
        migrations.AddConstraint(
            model_name='noticerange',
            constraint=models.UniqueConstraint(fields=('notice', 'first_id'), name='notice_range_once'),
        ),
        migrations.AddConstraint(
            model_name='preference',
            constraint=models.UniqueConstraint(fields=('foundation', 'claimant', 'kind'), name='preference_once_per_kind'),
        ),
        migrations.AddIndex(
            model_name='tiding',
            index=models.Index(condition=models.Q(('message', None)), fields=['foundation', 'due_at'], name='tiding_unmailed'),
        ),
        migrations.AddIndex(
            model_name='tiding',
            index=models.Index(condition=models.Q(('message__isnull', False)), fields=['message'], name='tiding_of_message'),
        ),
        migrations.AddConstraint(
            model_name='tiding',
            constraint=models.UniqueConstraint(fields=('foundation', 'claimant', 'notice'), name='tiding_once_per_notice'),
        ),
        migrations.AddConstraint(
            model_name='tiding',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('foundation', 'claimant', 'key'), name='tiding_once_per_key'),
        ),
        walls(OWNED, LINKS),
    ]
