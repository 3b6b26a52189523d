"""Openings for sign-ups, and sign-ups with their walls."""

import cases.core.fields
import cases.core.validators
import claimants.people.rules
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from ._walls import walls

OWNED = ("claimants_signup",)
LINKS = (("claimants_signup", "registration_id", "claimants_registration"),)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_registry_address'),
        ('claimants', '0018_consents'),
    ]

    operations = [
        migrations.AlterField(
            model_name='signinrequest',
            name='purpose',
            field=models.CharField(choices=[('sign_in', 'sign in'), ('sign_up', 'join a case'), ('step_up', 'prove the mailbox again')], default='sign_in', help_text='What the code opens.', max_length=10, verbose_name='purpose'),
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('opened_on', models.DateField(help_text='The first day on which people can sign up.', verbose_name='open from')),
                ('closed_on', models.DateField(blank=True, help_text='The last day; empty while there is no end.', null=True, verbose_name='open until')),
                ('alone_from_age', models.PositiveSmallIntegerField(default=18, help_text='From this age somebody signs up without a parent: 16, 17 or 18.', verbose_name='alone from the age of')),
                ('foundation', models.ForeignKey(help_text='Through whom people join.', on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='cases.foundation', verbose_name='foundation')),
                ('group', models.ForeignKey(help_text='Which group.', on_delete=django.db.models.deletion.PROTECT, related_name='openings', to='cases.claimantgroup', verbose_name='group')),
            ],
            options={
                'verbose_name': 'opening for sign-ups',
                'verbose_name_plural': 'openings for sign-ups',
                'ordering': ['group', 'foundation'],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('state', models.CharField(choices=[('open', 'being filled in'), ('guardian_pending', 'waits for a parent'), ('finished', 'finished')], default='open', help_text='Where it stands.', max_length=20, verbose_name='state')),
                ('about', models.CharField(choices=[('adult', 'About me. I am 18 or older.'), ('young', 'About me. I am 16 or 17.'), ('alone', 'About me. I am 15 or younger.'), ('parent', 'About my child, younger than 18.'), ('guardian', 'About a child whose guardian I am.')], help_text='Whom the sign-up is about.', max_length=10, verbose_name='about')),
                ('language', models.CharField(default='nl', help_text='In which it is filled in.', max_length=2, verbose_name='language')),
                ('uses', models.CharField(blank=True, choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'I do not know')], help_text='Empty: not asked yet.', max_length=10, verbose_name='used the product')),
                ('used_from', models.DateField(blank=True, help_text='First day of the month named.', null=True, verbose_name='used from')),
                ('used_until', models.DateField(blank=True, help_text='Last day of the month named.', null=True, verbose_name='used until')),
                ('country', models.CharField(blank=True, help_text='ISO 3166-1; empty: not asked yet.', max_length=2, verbose_name='country of residence')),
                ('full_name', cases.core.fields.LineField(blank=True, help_text='Who joins.', max_length=200, verbose_name='name')),
                ('born_on', models.DateField(blank=True, help_text='Of who joins.', null=True, verbose_name='date of birth')),
                ('guardian_name', cases.core.fields.LineField(blank=True, help_text='Who signs for a child.', max_length=200, verbose_name='name of the parent or guardian')),
                ('email', models.EmailField(blank=True, help_text='Of who signs; not proven yet.', max_length=254, validators=[cases.core.validators.Check(claimants.people.rules.is_mailable, 'Write the part before the @ with plain letters, digits and signs.')], verbose_name='e-mail')),
                ('second_email', models.EmailField(blank=True, help_text='Who is told that a child was signed up.', max_length=254, validators=[cases.core.validators.Check(claimants.people.rules.is_mailable, 'Write the part before the @ with plain letters, digits and signs.')], verbose_name='e-mail of the second parent')),
                ('agreed', models.JSONField(blank=True, default=list, help_text='Primary keys of the texts that were ticked or shown, the act and the moment of each.', verbose_name='agreed to')),
                ('request_key', models.UUIDField(blank=True, help_text='Public id of the request by which the mailbox is proven.', null=True, verbose_name='request')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='cases.foundation', verbose_name='foundation')),
                ('opening', models.ForeignKey(help_text='Which group, by whom.', on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='claimants.opening', verbose_name='opening')),
                ('registration', models.ForeignKey(blank=True, help_text='What came of it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='claimants.registration', verbose_name='registration')),
            ],
            options={
                'verbose_name': 'sign-up',
                'verbose_name_plural': 'sign-ups',
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
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.UniqueConstraint(fields=('foundation', 'group'), name='opening_once_per_group'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='opening_ends_after_it_starts', violation_error_message='The last day comes before the first.'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('alone_from_age__gte', 16), ('alone_from_age__lte', 18)), name='opening_leaves_children_to_their_parents', violation_error_message='Fill in 16, 17 or 18.'),
        ),
        migrations.AddIndex(
            model_name='signup',
            index=models.Index(fields=['foundation', 'request_key'], name='sign_up_by_request'),
        ),
        migrations.AddIndex(
            model_name='signup',
            index=models.Index(fields=['foundation', 'created_at'], name='sign_up_by_age'),
        ),
        walls(OWNED, LINKS),
    ]
