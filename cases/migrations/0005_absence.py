"""From when until when a member of staff is away."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_stage_texts'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='absent_from',
            field=models.DateField(blank=True, help_text='First day away; the deputy is warned of deadlines.', null=True, verbose_name='absent from'),
        ),
        migrations.AddField(
            model_name='membership',
            name='absent_until',
            field=models.DateField(blank=True, help_text='Last day away; empty while nobody knows.', null=True, verbose_name='absent until'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('absent_until', None), models.Q(('absent_from__isnull', False), ('absent_until__gte', models.F('absent_from'))), _connector='OR'), name='absence_ends_after_it_begins', violation_error_message='An absence has a first day, and its last day is not before it.'),
        ),
    ]
