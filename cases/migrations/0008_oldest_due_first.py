"""The oldest due rows are found by the index alone, however many fall due at one moment."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0007_deaths_in_a_row'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='message',
            name='message_waiting',
        ),
        migrations.RemoveIndex(
            model_name='reaction',
            name='reaction_waiting',
        ),
        migrations.RemoveIndex(
            model_name='reminder',
            name='reminder_waiting',
        ),
        migrations.AddIndex(
            model_name='message',
            index=models.Index(fields=['state', 'due_at', 'id'], name='message_waiting'),
        ),
        migrations.AddIndex(
            model_name='reaction',
            index=models.Index(fields=['state', 'due_at', 'id'], name='reaction_waiting'),
        ),
        migrations.AddIndex(
            model_name='reminder',
            index=models.Index(fields=['state', 'due_at', 'id'], name='reminder_waiting'),
        ),
    ]
