"""What a form says of a guardianship that cannot be."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_registry_address'),
        ('claimants', '0021_duplicates'),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name='guardianship',
            name='nobody_is_their_own_guardian',
            constraint=models.CheckConstraint(condition=models.Q(('minor', models.F('guardian')), _negated=True), name='nobody_is_their_own_guardian', violation_error_message='Nobody acts for themselves. Choose another person.'),
        ),
        migrations.AlterConstraint(
            model_name='guardianship',
            name='guardianship_ends_after_it_starts',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='guardianship_ends_after_it_starts', violation_error_message='The last day comes before the first.'),
        ),
    ]
