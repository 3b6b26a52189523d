"""Texts in versions, and who saw and accepted which."""

import cases.core.fields
import django.db.models.deletion
import django.db.models.manager
import uuid
from django.conf import settings
from django.db import migrations, models

from ._append_only import append_only
from ._walls import walls

LINKS = [
    ("claimants_consent", "claimant_id", "claimants_claimant"),
    ("claimants_consent", "via_id", "claimants_claimant"),
]


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_journal_is_append_only'),
        ("claimants", "0017_leaving"),
    ]

    operations = [
        migrations.CreateModel(
            name='TermsVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('kind', models.CharField(choices=[('participation_agreement', 'participation agreement'), ('privacy_statement', 'privacy statement'), ('newsletter', 'newsletter'), ('guardian_consent', 'consent of who acts for a minor'), ('transfer', 'transfer to another foundation')], help_text='What kind of text it is.', max_length=24, verbose_name='kind')),
                ('number', models.PositiveSmallIntegerField(help_text='Counts up within the kind.', verbose_name='version number')),
                ('text_nl', cases.core.fields.ProseField(help_text='Exactly as people read it.', max_length=60000, verbose_name='text in Dutch')),
                ('text_en', cases.core.fields.ProseField(blank=True, help_text='Empty: the Dutch text is shown.', max_length=60000, verbose_name='text in English')),
                ('fee_percent', models.DecimalField(decimal_places=2, default=0, help_text='Part of the award that goes to the foundation or its funder, in per cent, VAT included.', max_digits=5, verbose_name='fee')),
                ('fee_cap_cents', models.PositiveBigIntegerField(blank=True, help_text='Per person; empty when there is no maximum.', null=True, verbose_name='fee at most, in cents')),
                ('free_withdrawal_days', models.PositiveSmallIntegerField(blank=True, help_text='Counted from the day after signing; empty: leaving is always free.', null=True, verbose_name='days in which leaving is free')),
                ('in_force_from', models.DateField(help_text='The first day on which people see this version.', verbose_name='in force from')),
                ('sha256_nl', models.CharField(editable=False, help_text='SHA-256 of its exact text.', max_length=64, verbose_name='fingerprint of the Dutch text')),
                ('sha256_en', models.CharField(blank=True, editable=False, help_text='SHA-256 of its exact text.', max_length=64, verbose_name='fingerprint of the English text')),
                ('approved_at', models.DateTimeField(blank=True, editable=False, help_text='From then on it never changes.', null=True, verbose_name='approved at')),
                ('approved_by', models.ForeignKey(blank=True, editable=False, help_text='Somebody else than the writer.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='approved by')),
                ('foundation', models.ForeignKey(help_text='Whose text this is.', on_delete=django.db.models.deletion.PROTECT, related_name='terms_versions', to='cases.foundation', verbose_name='foundation')),
                ('written_by', models.ForeignKey(blank=True, editable=False, help_text='Who wrote it last.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='written by')),
            ],
            options={
                'verbose_name': 'version of terms',
                'verbose_name_plural': 'versions of terms',
                'ordering': ['kind', '-number'],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, help_text='The name of this row outside.', unique=True, verbose_name='public id')),
                ('created_at', models.DateTimeField(auto_now_add=True, help_text='When this row was made.', verbose_name='created at')),
                ('changed_at', models.DateTimeField(auto_now=True, help_text='When this row last changed.', verbose_name='changed at')),
                ('version', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each change; a stale form is refused.', verbose_name='version')),
                ('act', models.CharField(choices=[('told', 'was told'), ('agreed', 'agreed'), ('withdrawn', 'withdrew')], help_text='What happened.', max_length=10, verbose_name='act')),
                ('given_at', models.DateTimeField(help_text='When it happened.', verbose_name='given at')),
                ('channel', models.CharField(choices=[('portal', 'own pages'), ('form', 'sign-up form'), ('mail', 'e-mail'), ('letter', 'letter'), ('phone', 'telephone'), ('staff', 'staff'), ('import', 'import'), ('api', 'program')], help_text='Along which way.', max_length=10, verbose_name='channel')),
                ('language', models.CharField(help_text='In which language it was shown.', max_length=2, verbose_name='language')),
                ('text_sha256', models.CharField(help_text='SHA-256 of the exact text that was shown.', max_length=64, verbose_name='fingerprint')),
                ('note', cases.core.fields.LineField(blank=True, help_text='Such as the source of an import.', max_length=200, verbose_name='note')),
                ('claimant', models.ForeignKey(help_text='About whom.', on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='claimants.claimant', verbose_name='claimant')),
                ('foundation', models.ForeignKey(help_text='Whose file this is.', on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='cases.foundation', verbose_name='foundation')),
                ('via', models.ForeignKey(blank=True, help_text='Who acted for a minor; empty when the person acted.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='consents_given', to='claimants.claimant', verbose_name='given by')),
                ('terms', models.ForeignKey(help_text='Which text.', on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='claimants.termsversion', verbose_name='terms')),
            ],
            options={
                'verbose_name': 'consent',
                'verbose_name_plural': 'consents',
                'ordering': ['id'],
                'abstract': False,
                'base_manager_name': 'unscoped',
                'default_manager_name': 'objects',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.AddConstraint(
            model_name='termsversion',
            constraint=models.UniqueConstraint(fields=('foundation', 'kind', 'number'), name='terms_version_once'),
        ),
        migrations.AddConstraint(
            model_name='termsversion',
            constraint=models.CheckConstraint(condition=models.Q(('fee_percent__gte', 0), ('fee_percent__lte', 100)), name='terms_fee_is_a_part', violation_error_message='A fee is between 0 and 100 per cent.'),
        ),
        migrations.AddConstraint(
            model_name='termsversion',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by', None), ('written_by', None), models.Q(('approved_by', models.F('written_by')), _negated=True), _connector='OR'), name='terms_approved_by_somebody_else'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['foundation', 'terms', 'claimant'], name='consent_by_terms'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['foundation', 'claimant', 'id'], name='consent_by_claimant'),
        ),
        walls(["claimants_consent"], LINKS),
        append_only("claimants_consent", "consents are append-only"),
        append_only("claimants_termsversion", "approved terms never change", once="approved_at"),
    ]
