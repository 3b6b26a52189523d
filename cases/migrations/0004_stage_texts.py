"""Texts that staff wrote in place of the wording we ship."""

import cases.core.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_sensitive_cases'),
    ]

    operations = [
        migrations.CreateModel(
            name='StageText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('code', models.CharField(help_text='A stage, an overlay or a registration state.', max_length=40, verbose_name='about')),
                ('variant', models.CharField(blank=True, choices=[('us', 'this foundation leads'), ('other', 'another foundation leads'), ('nl', 'who lives in the Netherlands'), ('abroad', 'who lives elsewhere')], help_text='Only for some readers; empty: for all.', max_length=6, verbose_name='variant')),
                ('audience', models.CharField(choices=[('adult', 'adults'), ('parent', 'parents and guardians'), ('teen', '13 to 17 years'), ('public', 'everybody, on the public page')], default='adult', help_text='Who reads it.', max_length=6, verbose_name='for')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', help_text='In which language it is.', max_length=2, verbose_name='language')),
                ('heading', cases.core.fields.LineField(blank=True, help_text='In a few words.', max_length=120, verbose_name='heading')),
                ('heading_after', cases.core.fields.LineField(blank=True, help_text='What stands there once {date} has passed; needed when {date} stands in the part above.', max_length=120, verbose_name='heading afterwards')),
                ('now', cases.core.fields.ProseField(blank=True, help_text='In short sentences.', max_length=600, verbose_name='where are we now')),
                ('now_after', cases.core.fields.ProseField(blank=True, help_text='What stands there once {date} has passed; needed when {date} stands in the part above.', max_length=600, verbose_name='where are we afterwards')),
                ('next', cases.core.fields.ProseField(blank=True, help_text='In short sentences.', max_length=600, verbose_name='what happens next')),
                ('next_after', cases.core.fields.ProseField(blank=True, help_text='What stands there once {date} has passed; needed when {date} stands in the part above.', max_length=600, verbose_name='what happens next, afterwards')),
                ('you', cases.core.fields.ProseField(blank=True, help_text='In short sentences.', max_length=600, verbose_name='what the reader has to do')),
                ('you_after', cases.core.fields.ProseField(blank=True, help_text='What stands there once {date} has passed; needed when {date} stands in the part above.', max_length=600, verbose_name='what the reader has to do afterwards')),
                ('is_asking', models.BooleanField(default=False, help_text='Until {date}, if it is there.', verbose_name='asks the reader to act')),
                ('is_withdrawal', models.BooleanField(default=False, help_text='From then on the wording we ship is used again.', verbose_name='withdraws the text')),
                ('number', models.PositiveIntegerField(default=1, editable=False, help_text='Counts the versions of one text.', verbose_name='number')),
                ('state', models.CharField(choices=[('draft', 'to be approved'), ('approved', 'approved'), ('replaced', 'replaced by a newer version'), ('rejected', 'rejected')], default='draft', editable=False, help_text='How far it is on its way to the reader.', max_length=10, verbose_name='state')),
                ('approved_at', models.DateTimeField(blank=True, editable=False, help_text='When it was approved or rejected.', null=True, verbose_name='decided at')),
                ('approved_by', models.ForeignKey(blank=True, editable=False, help_text='Somebody else than the writer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('case', models.ForeignKey(help_text='In which case it is used.', on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='cases.case', verbose_name='case')),
                ('foundation', models.ForeignKey(blank=True, help_text='Who says "we"; empty on the public page.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='cases.foundation', verbose_name='foundation')),
                ('group', models.ForeignKey(blank=True, help_text='Only for this group; empty: for the whole case.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='texts', to='cases.claimantgroup', verbose_name='group')),
                ('written_by', models.ForeignKey(editable=False, help_text='Who wrote this version.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'text',
                'verbose_name_plural': 'texts',
                'ordering': ['case', 'code', 'audience', 'language', '-number'],
                'indexes': [models.Index(fields=['case', 'state'], name='stage_text_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('audience', 'public'), ('foundation', None)), models.Q(models.Q(('audience', 'public'), _negated=True), ('foundation__isnull', False)), _connector='OR'), name='stage_text_has_a_voice', violation_error_message='Name the foundation that speaks, or leave it empty for the public page.'), models.CheckConstraint(condition=models.Q(('approved_by', None), ('written_by', None), models.Q(('approved_by', models.F('written_by')), _negated=True), _connector='OR'), name='stage_text_decided_by_another_person', violation_error_message='Somebody else than the writer must decide.')],
            },
        ),
    ]
