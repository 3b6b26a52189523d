"""Which windows and declarations; those of people always within the acting foundation."""

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from claimants.declarations.choices import DeclarationKind, NoteKind, RowOutcome
from claimants.people.models import Claimant


class WindowQuerySet(models.QuerySet):
    def in_force(self):
        """Windows that no later row replaces."""
        return self.filter(is_superseded=False)

    def of_group(self, group):
        return self.filter(group=group)

    def same_choice(self, window):
        """This window and the earlier and later ones about the same choice: it and its extensions."""
        return self.filter(group=window.group_id, kind=window.kind, settlement=window.settlement)

    def open_at(self, now: datetime):
        return self.in_force().filter(opens_at__lte=now, closes_at__gt=now)


class DeclarationQuerySet(models.QuerySet):
    def of_person(self, claimant):
        """Declarations in the person's file, and in those that were merged into it."""
        return self.filter(claimant__in=Claimant.objects.files_of(claimant))

    def standing(self):
        """Declarations that were not taken back; never the reversals themselves."""
        reversals = self.model.objects.filter(reverses=OuterRef("pk"))
        return self.filter(~Exists(reversals)).exclude(kind=DeclarationKind.REVERSAL)

    def about(self, window):
        """Declarations of one choice, in whichever of its windows they came."""
        return self.filter(
            window__group=window.group_id, window__kind=window.kind, window__settlement=window.settlement
        )

    def with_certainty(self):
        """Each with `last_word`: what the registry's lists said last, or empty; and `is_posted`."""
        notes = self.model._meta.get_field("notes").related_model.objects.filter(declaration=OuterRef("pk"))
        heard = notes.filter(kind__in=[NoteKind.CONFIRMED, NoteKind.NOT_LISTED]).order_by("-id")
        return self.annotate(
            last_word=Subquery(heard.values("kind")[:1]), is_posted=Exists(notes.filter(kind=NoteKind.POSTED))
        )

    def counting(self):
        """Standing declarations that were in time, also thanks to an extension the court gave later."""
        windows = self.model._meta.get_field("window").related_model.objects.in_force()
        last = windows.filter(
            group=OuterRef("window__group"), kind=OuterRef("window__kind"), settlement=OuterRef("window__settlement")
        )
        ends = self.standing().annotate(ends_at=Subquery(last.values("closes_at")[:1]))
        return ends.filter(Q(is_in_time=True) | Q(received_at__gte=F("window__opens_at"), received_at__lt=F("ends_at")))

    def in_order(self):
        return self.order_by("chain_position")


class NoteQuerySet(models.QuerySet):
    def of_declarations(self, declarations):
        return self.filter(declaration__in=declarations)


class RegistryRowQuerySet(models.QuerySet):
    def unsettled(self):
        return self.filter(outcome__in=[RowOutcome.AMBIGUOUS, RowOutcome.UNMATCHED])
