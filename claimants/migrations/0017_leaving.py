"""When somebody left, and where they stood before."""

from django.db import migrations, models

from ._walls import without_triggers


class Migration(migrations.Migration):

    dependencies = [
        ("claimants", "0016_use_of_registrations"),
    ]

    operations = without_triggers([
        migrations.RemoveConstraint(
            model_name='registration',
            name='registration_use_ends_after_it_starts',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='used_from',
        ),
        migrations.RemoveField(
            model_name='registration',
            name='used_until',
        ),
        migrations.AddField(
            model_name='registration',
            name='left_at',
            field=models.DateTimeField(blank=True, editable=False, help_text='When the person left; leaving can be undone.', null=True, verbose_name='left at'),
        ),
        migrations.AddField(
            model_name='registration',
            name='state_before_leaving',
            field=models.CharField(blank=True, choices=[('email_unconfirmed', 'waits for you'), ('guardian_pending', 'waits for parent'), ('received', 'new'), ('in_review', 'being checked'), ('verified', 'complete'), ('on_hold', 'on hold'), ('not_eligible', 'does not fit'), ('withdrawn', 'stopped')], editable=False, help_text='Where it stood, for who comes back in time.', max_length=20, verbose_name='state before leaving'),
        ),
        migrations.AlterField(
            model_name='registration',
            name='state',
            field=models.CharField(choices=[('email_unconfirmed', 'waits for you'), ('guardian_pending', 'waits for parent'), ('received', 'new'), ('in_review', 'being checked'), ('verified', 'complete'), ('on_hold', 'on hold'), ('not_eligible', 'does not fit'), ('withdrawn', 'stopped')], default='received', help_text='Where it stands.', max_length=20, verbose_name='state'),
        ),
    ])
