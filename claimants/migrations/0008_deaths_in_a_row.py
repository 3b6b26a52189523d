"""A row that kills its workers is counted by deaths in a row, not by attempts."""

from django.db import migrations, models

from ._walls import walls_again

OWNED = ("claimants_erasure", "claimants_proof")
LINKS = (
    ("claimants_erasure", "request_id", "claimants_datasubjectrequest"),
    ("claimants_proof", "registration_id", "claimants_registration"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('claimants', '0007_import_walls'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrange',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='noticerange',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='erasure',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='proof',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        migrations.AddField(
            model_name='signinrequest',
            name='death_count',
            field=models.PositiveIntegerField(default=0, help_text='How many workers in a row died or froze on this row.', verbose_name='deaths'),
        ),
        walls_again(OWNED, LINKS),
    ]
