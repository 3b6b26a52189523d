"""The oldest due rows are found by the index alone, however many fall due at one moment."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claimants', '0008_deaths_in_a_row'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='signinrequest',
            name='signin_waiting',
        ),
        migrations.AddIndex(
            model_name='signinrequest',
            index=models.Index(fields=['state', 'due_at', 'id'], name='signin_waiting'),
        ),
    ]
