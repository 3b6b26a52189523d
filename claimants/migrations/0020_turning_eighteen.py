"""News of turning eighteen, which also a minor reads themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claimants', '0019_sign_up'),
    ]

    operations = [
        migrations.AlterField(
            model_name='claimantmessage',
            name='kind',
            field=models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('majority', 'turning eighteen'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is mostly about.', max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='kind',
            field=models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('majority', 'turning eighteen'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is about; people may refuse some kinds.', max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='preference',
            name='kind',
            field=models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('majority', 'turning eighteen'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='Which news.', max_length=12, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='tiding',
            name='kind',
            field=models.CharField(choices=[('registration', 'your own registration'), ('choice', 'a choice you can or must make'), ('money', 'money for you'), ('majority', 'turning eighteen'), ('terms', 'changes of our agreement or our privacy statement'), ('privacy', 'your requests about your data'), ('stage', 'a step in your case'), ('ruling', 'a ruling in your case'), ('newsletter', 'other news of the foundation')], help_text='What it is about.', max_length=12, verbose_name='kind'),
        ),
    ]
