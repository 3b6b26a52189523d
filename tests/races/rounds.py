"""One round each: an opt-out and something else start at the same moment, each in a transaction of its own."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.tenancy import acting_for
from claimants.declarations import personal_data, services
from claimants.declarations.models import Declaration
from claimants.declarations.positions import position_of
from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.registrations import services as registrations
from claimants.registrations.models import Registration
from tests import make
from tests.threads import at_once


class Meeting:
    """What all rounds share: a foundation, a window, another group to go to."""

    def __init__(self):
        self.foundation = make.foundation()
        self.window = make.window()
        self.elsewhere = make.group(case=self.window.group.case)
        self.staff = make.user()


class Round:
    """One person with a registration, about to opt out."""

    def __init__(self, meeting: Meeting):
        self.meeting = meeting
        self.person = make.claimant(foundation=meeting.foundation)
        self.registration = registrations.register(self.person, meeting.window.group, by=None)

    def opt_out(self):
        return services.declare(self.person, self.meeting.window, kind="opt_out", by=None)

    def move(self):
        """Staff move the registration to another group, on the form they opened before."""
        with acting_for(self.meeting.foundation):
            row = Registration.objects.get(pk=self.registration.pk)
            return change(row, group=self.meeting.elsewhere)

    def load(self):
        """An import writes this person and the registration again, as one statement over many rows."""
        with acting_for(self.meeting.foundation):
            again = Claimant(pk=self.person.pk, foundation=self.meeting.foundation, full_name="Proef Import")
            again.reference, again.public_id = self.person.reference, self.person.public_id
            Claimant.objects.bulk_create(
                [again], update_conflicts=True, unique_fields=["id"], update_fields=["full_name", "born_on"]
            )
            Registration.objects.filter(pk=self.registration.pk).update(state="received", registered_at=timezone.now())

    def save(self):
        """Staff save the person's page."""
        born_on = date(1990, 1, 1)
        return people.change_contact(self.person, version=self.person.version, born_on=born_on, by=self.meeting.staff)

    def erase(self):
        """The person's details are erased."""
        with acting_for(self.meeting.foundation):
            personal_data.erase(self.person)
            Claimant.objects.filter(pk=self.person.pk).update(full_name="", email="", email_index="")

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


def run(name: str, meeting: Meeting, *, is_second_first: bool = False) -> dict[str, int]:
    """One round of a race: whether the opt-out was lost or doubled, and whether the other was refused."""
    round_ = Round(meeting)
    refused: list[DomainError] = []

    def other():
        try:
            RACES[name](round_)
        except DomainError as error:
            refused.append(error)

    at_once(*((other, round_.opt_out) if is_second_first else (round_.opt_out, other)))
    with acting_for(meeting.foundation):
        standing = Declaration.objects.filter(claimant=round_.person, kind="opt_out").standing().count()
    position = position_of(round_.person, meeting.window.group, on=timezone.localdate())
    lost = standing < 1 or position.standing.value != "opted_out"
    return {"lost": int(lost), "doubled": max(0, standing - 1), "refused": len(refused)}
