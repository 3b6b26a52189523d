"""One round each: an opt-out and something else start at the same moment, each in a transaction of its own.

What the rounds need is made, and what became of them is read, for many rounds at once; the race itself is the
services, one round at a time. Who starts late, and by how much, changes from round to round.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from time import perf_counter, sleep

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.tenancy import acting_for
from claimants.declarations import services
from claimants.declarations.models import Declaration
from claimants.declarations.positions import with_position
from claimants.imports import applying
from claimants.imports.choices import Verdict
from claimants.imports.models import ImportRow
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.privacy import erasure
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make
from tests.threads import Pair

AT_A_TIME = 200
LATE = [0, 0.001, 0.002, 0.004, 0.006, 0.009, 0.013, 0.018]


class Meeting:
    """What all rounds share: a foundation, a window, another group to go to, an import, somebody of the staff."""

    def __init__(self):
        self.foundation = make.foundation()
        self.window = make.window()
        self.elsewhere = make.group(case=self.window.group.case)
        self.staff = make.user()
        self.batch = make.bulk_import(foundation=self.foundation, case=self.window.group.case, group=self.window.group)
        self.numbers = count(2)

    def rounds(self, wanted: int) -> list["Round"]:
        """So many new people, each registered, and in a row of the import that changes them."""
        with transaction.atomic(), acting_for(self.foundation):
            people = Claimant.objects.bulk_create(self._person() for _ in range(wanted))
            members = Registration.objects.bulk_create(self._member(person) for person in people)
            rows = ImportRow.objects.bulk_create(self._row(member) for member in members)
        return [Round(self, member, row.number) for member, row in zip(members, rows, strict=True)]

    def _person(self) -> Claimant:
        return Claimant(foundation=self.foundation, full_name="Proef Persoon", country="NL")

    def _member(self, person: Claimant) -> Registration:
        group, now = self.window.group, timezone.now()
        return Registration(foundation=self.foundation, claimant=person, group=group, registered_at=now)

    def _row(self, member: Registration) -> ImportRow:
        return ImportRow(
            foundation=self.foundation,
            batch=self.batch,
            number=next(self.numbers),
            verdict=Verdict.UPDATED,
            is_known=True,
            is_registered=True,
            claimant_key=member.claimant_id,
            registration_key=member.pk,
            group_key=member.group_id,
            full_name="Proef Import",
            city="Utrecht",
        )


class Round:
    """One person with a registration, about to opt out."""

    def __init__(self, meeting: Meeting, registration: Registration, number: int):
        self.meeting, self.registration, self.number = meeting, registration, number
        self.person = registration.claimant

    def opt_out(self):
        return services.declare(self.person, self.meeting.window, kind="opt_out", by=None)

    def move(self):
        """Staff move the registration to another group, on the form they opened before."""
        with acting_for(self.meeting.foundation):
            row = Registration.objects.get(pk=self.registration.pk)
            return change(row, group=self.meeting.elsewhere)

    def load(self):
        """An import takes in the row about this person."""
        now = timezone.now()
        with transaction.atomic(), acting_for(self.meeting.foundation):
            applying.apply(self.meeting.batch, self.number, self.number, now=now, today=timezone.localdate(now))

    def save(self):
        """Staff save the person's page."""
        return people.change_contact(self.person, version=self.person.version, city="Zwolle", by=self.meeting.staff)

    @transaction.atomic
    def erase(self):
        """The person leaves every group, and every room forgets them."""
        with acting_for(self.meeting.foundation):
            return erasure.erase(self.person, by=self.meeting.staff)

    def leave(self):
        """The person leaves the foundation."""
        return registrations.leave(self.registration, by=None)


RACES: dict[str, Callable[[Round], object]] = {
    "group-change": Round.move,
    "import": Round.load,
    "admin-save": Round.save,
    "erasure": Round.erase,
    "leave": Round.leave,
    "twice": Round.opt_out,
}


def run(name: str, meeting: Meeting, wanted: int) -> Iterator[Counter]:
    """What became of the rounds of a race, some hundreds at a time.

    `lost`: no opt-out stands, or the person is not out; `doubled`: more than one stands; `refused`: the other was told
    no; `met`: both were under way at once.
    """
    with Pair() as pair:
        for start in range(0, wanted, AT_A_TIME):
            rounds = meeting.rounds(min(AT_A_TIME, wanted - start))
            found = Counter(rounds=len(rounds))
            for number, round_ in enumerate(rounds, start):
                found += _race(pair, RACES[name], round_, number)
            yield found + _lost(meeting, rounds)


def _race(pair: Pair, other: Callable[[Round], object], round_: Round, number: int) -> Counter:
    late = LATE[number // 2 % len(LATE)]
    waits = (late, 0) if number % 2 else (0, late)
    (began, ended, _kept), (other_began, other_ended, refused) = pair.at_once(
        lambda: _timed(round_.opt_out, waits[0]), lambda: _timed(lambda: _or_refused(other, round_), waits[1])
    )
    return Counter(refused=int(refused is True), met=int(began < other_ended and other_began < ended))


def _timed(work: Callable[[], object], late: float) -> tuple[float, float, object]:
    sleep(late)
    began = perf_counter()
    answer = work()
    return began, perf_counter(), answer


def _or_refused(other: Callable[[Round], object], round_: Round) -> bool:
    try:
        other(round_)
    except DomainError:
        return True
    return False


def _lost(meeting: Meeting, rounds: list[Round]) -> Counter:
    """What the rounds left behind, read in two statements."""
    people = [round_.person.pk for round_ in rounds]
    with acting_for(meeting.foundation):
        declared = Declaration.objects.filter(claimant__in=people, kind="opt_out").standing().order_by()
        standing = dict(declared.values_list("claimant").annotate(Count("pk")))
        asked = with_position(Claimant.objects.filter(pk__in=people), meeting.window.group)
        positions = dict(asked.values_list("pk", "position"))
    lost = [pk for pk in people if not standing.get(pk) or positions[pk] != "opted_out"]
    return Counter(lost=len(lost), doubled=sum(max(0, standing.get(pk, 0) - 1) for pk in people))
