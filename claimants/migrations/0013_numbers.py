"""The ledger of counts."""

import cases.core.fields
import django.db.models.deletion
from django.db import migrations, models

from ._append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_journal_is_append_only'),
        ("claimants", "0012_ledger_walls"),
    ]

    operations = [
        migrations.CreateModel(
            name='NumberEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure', models.CharField(choices=[('supporters', 'supporters'), ('participants', 'participants'), ('withdrawn', 'left the foundation'), ('opted_out', 'opted out'), ('opted_in', 'opted in'), ('second_opted_out', 'opted out of the settlement'), ('not_bound', 'not bound for damage known late')], help_text='What is counted.', max_length=20, verbose_name='measure')),
                ('delta', models.IntegerField(help_text='How many more; below zero: fewer.', verbose_name='change')),
                ('happened_at', models.DateTimeField(help_text='From which moment on it was so.', verbose_name='happened at')),
                ('noted_at', models.DateTimeField(auto_now_add=True, help_text='When we got to know it.', verbose_name='noted at')),
                ('cause', cases.core.fields.LineField(help_text='The action it follows from, or the source of an import.', max_length=60, verbose_name='cause')),
                ('foundation', models.ForeignKey(help_text='Whose count this is.', on_delete=django.db.models.deletion.PROTECT, related_name='number_entries', to='cases.foundation', verbose_name='foundation')),
                ('group', models.ForeignKey(help_text='For which group.', on_delete=django.db.models.deletion.PROTECT, related_name='number_entries', to='cases.claimantgroup', verbose_name='group')),
            ],
            options={
                'verbose_name': 'change of a number',
                'verbose_name_plural': 'numbers by day',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['foundation', 'group', 'measure', 'happened_at', 'noted_at', 'delta'], name='number_entry_as_at')],
                'constraints': [models.CheckConstraint(condition=models.Q(('delta', 0), _negated=True), name='number_entry_changes_something')],
            },
        ),
        append_only("claimants_numberentry", "the ledger of numbers is append-only"),
    ]
