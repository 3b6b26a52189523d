"""Where people lived, and the eighteenth birthday."""

import cases.core.validators
import claimants.people.rules
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from ._walls import walls, without_triggers


class Migration(migrations.Migration):

    dependencies = [
        ("claimants", "0013_numbers"),
    ]

    operations = without_triggers([
        migrations.CreateModel(
            name='ComingOfAge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('announced_at', models.DateTimeField(blank=True, help_text='When both were told that the day is near.', null=True, verbose_name='announced at')),
                ('turned_at', models.DateTimeField(blank=True, help_text='When the file was handed over, on the day or soon after.', null=True, verbose_name='done at')),
            ],
            options={
                'verbose_name': 'coming of age',
                'verbose_name_plural': 'comings of age',
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
            name='country_before',
            field=models.CharField(blank=True, help_text='Where the person lived before; matters where the court named a day.', max_length=2, validators=[cases.core.validators.Check(claimants.people.rules.is_country_code, 'A country is two capital letters, such as NL.')], verbose_name='country before that'),
        ),
        migrations.AddField(
            model_name='claimant',
            name='is_contested',
            field=models.BooleanField(default=False, editable=False, help_text='Those who act for this minor disagree: until it is settled only staff act, and nobody else looks.', verbose_name='contested'),
        ),
        migrations.AddField(
            model_name='claimant',
            name='resident_from',
            field=models.DateField(blank=True, help_text='First day in that country; empty when unknown.', null=True, verbose_name='lives there since'),
        ),
        migrations.AddIndex(
            model_name='claimant',
            index=models.Index(fields=['foundation', 'born_on'], name='claimant_by_birth'),
        ),
        migrations.AddField(
            model_name='comingofage',
            name='claimant',
            field=models.ForeignKey(help_text='Who turns eighteen.', on_delete=django.db.models.deletion.PROTECT, related_name='comings_of_age', to='claimants.claimant', verbose_name='claimant'),
        ),
        migrations.AddField(
            model_name='comingofage',
            name='foundation',
            field=models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='comings_of_age', to='cases.foundation', verbose_name='foundation'),
        ),
        migrations.AddConstraint(
            model_name='comingofage',
            constraint=models.UniqueConstraint(fields=('foundation', 'claimant'), name='coming_of_age_once'),
        ),
    ]) + [
        walls(["claimants_comingofage"], [("claimants_comingofage", "claimant_id", "claimants_claimant")]),
    ]
