"""For whom a notice is: as ranges of primary keys, never as a list of people. Always within the acting foundation."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count as CountOf
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Coalesce, Mod, RowNumber

from claimants.notices.choices import HowOld, Rhythm, WhereTheyLive
from claimants.notices.models import Notice, Preference
from claimants.people.models import Claimant
from claimants.registrations.choices import RegistrationState
from claimants.registrations.models import Registration

RANGE = 20_000
HOME = "NL"
NOT_YET_OR_NO_LONGER = (
    RegistrationState.EMAIL_UNCONFIRMED,
    RegistrationState.NOT_ELIGIBLE,
    RegistrationState.DUPLICATE,
    RegistrationState.WITHDRAWN,
)


class Count(NamedTuple):
    """How many a notice is for, and how many of its group hear nothing, with the reason."""

    told: int
    refused: int
    not_registered: int
    without_address: int


def people_of(notice: Notice, *, today: date) -> QuerySet[Claimant]:
    """Everybody the notice is for: registered now, of the kind it names, and not unwilling to hear this news."""
    registered = _registrations(notice).exclude(state__in=NOT_YET_OR_NO_LONGER)
    return _described(notice, today).filter(Exists(registered)).exclude(_unwilling(notice))


def count(notice: Notice, *, today: date) -> Count:
    """What staff must know before they let it go."""
    people, described = people_of(notice, today=today), _described(notice, today)
    registered = _registrations(notice).exclude(state__in=NOT_YET_OR_NO_LONGER)
    others = described.filter(Exists(_registrations(notice))).exclude(Exists(registered))
    unwilling = described.filter(Exists(registered)).filter(_unwilling(notice))
    return Count(people.count(), unwilling.count(), others.count(), people.filter(email="").count())


def ranges_of(people: QuerySet[Claimant]) -> tuple[int, list[tuple[int, int]]]:
    """How many people there are, and the first and last primary key of each next RANGE of them.

    Everybody is looked at once; their number may only shrink later.
    """
    numbered = people.annotate(place=Window(RowNumber(), order_by=F("pk").asc()))
    firsts = list(
        numbered.annotate(turn=Mod("place", RANGE)).filter(turn=1).order_by("pk").values_list("pk", flat=True)
    )
    if not firsts:
        return 0, []
    rest = people.filter(pk__gte=firsts[-1]).order_by().aggregate(count=CountOf("pk"), last=Max("pk"))
    lasts = [first - 1 for first in firsts[1:]] + [rest["last"]]
    return (len(firsts) - 1) * RANGE + rest["count"], list(zip(firsts, lasts, strict=True))


def _described(notice: Notice, today: date) -> QuerySet[Claimant]:
    people = Claimant.objects.reachable()
    if notice.residence != WhereTheyLive.ANYWHERE:
        lives_here = notice.residence == WhereTheyLive.NETHERLANDS
        people = people.filter(country=HOME) if lives_here else people.exclude(country=HOME)
    if notice.age == HowOld.MINORS:
        people = people.minors(today)
    if notice.age == HowOld.ADULTS:
        people = people.exclude(pk__in=Claimant.objects.minors(today).values("pk"))
    return people


def _registrations(notice: Notice) -> QuerySet[Registration]:
    wanted = {"level": notice.level} if notice.level else {}
    wanted |= {"group": notice.group_id} if notice.group_id else {"group__case": notice.case_id}
    return Registration.objects.filter(claimant=OuterRef("pk"), **wanted)


def _unwilling(notice: Notice) -> Q:
    """Who wants to hear nothing of this kind, or said so in a file that was merged into theirs."""
    never = Preference.objects.filter(kind=notice.kind, rhythm=Rhythm.NEVER).order_by()
    return Q(pk__in=never.values(of=Coalesce("claimant__merged_into_id", "claimant_id")))
