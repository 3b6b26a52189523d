"""A case whose mail must not tell others what it is about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_journal_is_append_only")]

    operations = [
        migrations.AddField(
            model_name='case',
            name='is_sensitive',
            field=models.BooleanField(default=False, help_text='Mail about it then has a subject that says nothing to others.', verbose_name='sensitive'),
        ),
    ]
