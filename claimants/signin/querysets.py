"""Which requests to sign in."""

from django.db import models
from django.db.models import Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Now

from cases.core.claims import later
from claimants.signin import rules


class SignInRequestQuerySet(models.QuerySet):
    def recent(self):
        """Asked within the window over which is counted."""
        return self.filter(created_at__gt=later(-rules.LIMIT_WINDOW))

    def of_browser(self, browser_hash: str):
        return self.filter(browser_hash=browser_hash)

    def with_reasons(self):
        """Adds `is_expired` by the database clock, and `is_replaced`: the same browser asked again for this address.

        Whether either was mailed plays no part: an unknown address must behave the same.
        """
        newer = self.model.objects.filter(
            pk__gt=OuterRef("pk"),
            purpose=OuterRef("purpose"),
            email_index=OuterRef("email_index"),
            browser_hash=OuterRef("browser_hash"),
        )
        is_expired = ExpressionWrapper(Q(expires_at__lte=Now()), output_field=models.BooleanField())
        return self.annotate(is_replaced=Exists(newer), is_expired=is_expired)

    def open(self):
        """Not used, not too old, not replaced by a newer one."""
        return self.with_reasons().filter(used_at=None, expires_at__gt=Now(), is_replaced=False)

    def old(self):
        return self.filter(created_at__lt=later(-rules.KEEP_FOR))
