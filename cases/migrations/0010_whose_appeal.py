"""A court event may say whose appeal it is."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_registry_address'),
    ]

    operations = [
        migrations.AddField(
            model_name='courtevent',
            name='appellant_defendant',
            field=models.ForeignKey(blank=True, help_text="Whose appeal it is, when a defendant's.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.defendant', verbose_name='appellant, a defendant'),
        ),
        migrations.AddField(
            model_name='courtevent',
            name='appellant_foundation',
            field=models.ForeignKey(blank=True, help_text="Whose appeal it is, when a foundation's.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.foundation', verbose_name='appellant, a foundation'),
        ),
        migrations.AddConstraint(
            model_name='courtevent',
            constraint=models.CheckConstraint(condition=models.Q(('appellant_foundation', None), ('appellant_defendant', None), _connector='OR'), name='event_has_one_appellant'),
        ),
    ]
