"""What a mailed code opens, and changes of e-mail addresses."""

import cases.core.validators
import claimants.people.rules
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from ._walls import walls


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_journal_is_append_only'),
        ("claimants", "0009_oldest_due_first"),
    ]

    operations = [
        migrations.AddField(
            model_name='signinrequest',
            name='purpose',
            field=models.CharField(choices=[('sign_in', 'sign in'), ('step_up', 'prove the mailbox again')], default='sign_in', help_text='What the code opens.', max_length=10, verbose_name='purpose'),
        ),
        migrations.CreateModel(
            name='EmailChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('from_email', models.EmailField(blank=True, help_text='The address that stood there before; empty for none.', max_length=254, verbose_name='from')),
                ('from_index', models.CharField(blank=True, help_text='Keyed hash of the old address, for finding it.', max_length=64, verbose_name='e-mail index')),
                ('to_email', models.EmailField(help_text='The address that was typed.', max_length=254, validators=[cases.core.validators.Check(claimants.people.rules.is_mailable, 'Write the part before the @ with plain letters, digits and signs.')], verbose_name='to')),
                ('code_hash', models.CharField(blank=True, help_text='Keyed hash of the code mailed to the new address.', max_length=64, verbose_name='code')),
                ('try_count', models.PositiveSmallIntegerField(default=0, help_text='Wrong codes so far; five end it.', verbose_name='tries')),
                ('expires_at', models.DateTimeField(help_text='Until when the code can be typed.', verbose_name='expires at')),
                ('confirmed_at', models.DateTimeField(blank=True, help_text='When the code was typed and the address changed.', null=True, verbose_name='confirmed at')),
                ('closes_at', models.DateTimeField(blank=True, help_text='Until when the old address still lets in.', null=True, verbose_name='closes at')),
                ('undone_at', models.DateTimeField(blank=True, help_text='When it was put back from the old address.', null=True, verbose_name='undone at')),
                ('claimant', models.ForeignKey(help_text='Whose address it is.', on_delete=django.db.models.deletion.PROTECT, related_name='email_changes', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='email_changes', to='cases.foundation', verbose_name='foundation')),
            ],
            options={
                'verbose_name': 'change of an e-mail address',
                'verbose_name_plural': 'changes of e-mail addresses',
                'ordering': ['-id'],
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
                'indexes': [models.Index(fields=['foundation', 'from_index'], name='email_change_by_old_address')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        walls(
            ["claimants_emailchange"],
            [("claimants_emailchange", "claimant_id", "claimants_claimant")],
        ),
    ]
