"""Several periods of use for one registration."""

import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from ._walls import walls


class Migration(migrations.Migration):

    dependencies = [
        ("claimants", "0014_people_over_time"),
    ]

    operations = [
        migrations.CreateModel(
            name='UsePeriod',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('used_from', models.DateField(blank=True, help_text='First day of use; empty when the person does not know.', null=True, verbose_name='used from')),
                ('used_until', models.DateField(blank=True, help_text='Last day of use; empty while it lasts.', null=True, verbose_name='used until')),
            ],
            options={
                'verbose_name': 'period of use',
                'verbose_name_plural': 'periods of use',
                'ordering': ['registration', 'used_from', 'id'],
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
            model_name='useperiod',
            name='foundation',
            field=models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='use_periods', to='cases.foundation', verbose_name='foundation'),
        ),
        migrations.AddField(
            model_name='useperiod',
            name='registration',
            field=models.ForeignKey(help_text='Of which registration.', on_delete=django.db.models.deletion.PROTECT, related_name='use_periods', to='claimants.registration', verbose_name='registration'),
        ),
        migrations.AddIndex(
            model_name='useperiod',
            index=models.Index(fields=['foundation', 'registration', 'used_from', 'used_until'], name='use_by_registration'),
        ),
        migrations.AddConstraint(
            model_name='useperiod',
            constraint=models.CheckConstraint(condition=models.Q(('used_from', None), ('used_until', None), ('used_until__gte', models.F('used_from')), _connector='OR'), name='use_ends_after_it_starts', violation_error_message='The last day comes before the first.'),
        ),
        migrations.AddConstraint(
            model_name='useperiod',
            constraint=models.CheckConstraint(condition=models.Q(('used_from__isnull', False), ('used_until__isnull', False), _connector='OR'), name='use_has_a_first_or_last_day', violation_error_message='Fill in the first or the last day of use.'),
        ),

        walls(["claimants_useperiod"], [("claimants_useperiod", "registration_id", "claimants_registration")]),
    ]
