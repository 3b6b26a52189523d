"""A row that kills its workers is counted by deaths in a row, not by attempts."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0006_portions'),
    ]

    operations = [
        migrations.AddField(
            model_name='portion',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='message',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='reminder',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
    ]
