"""How long what is kept, on what ground, and what happens then: a table that runs every night.

No law names these terms: `settings.RETENTION_DAYS` holds those that the foundations choose, and a lawyer has yet to
confirm all of them. Nothing goes while a legal hold stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.law.wording import Sentence
from cases.outbox import services as outbox
from cases.parties.models import Foundation
from claimants.people.models import Claimant, Guardianship
from claimants.people.rules import oldest_adult_birth
from claimants.privacy import erasure, personal_data, services
from claimants.privacy.choices import RequestState
from claimants.privacy.models import DataSubjectRequest
from claimants.registrations.choices import Level, RegistrationState
from claimants.registrations.models import Registration
from claimants.signin import rules as signin

AT_A_TIME = 500
UNFINISHED = (RegistrationState.EMAIL_UNCONFIRMED, RegistrationState.GUARDIAN_PENDING)
CLOSED = (RequestState.ANSWERED, RequestState.REFUSED, RequestState.CANCELLED)


@dataclass(frozen=True)
class Category:
    """One row of the table: what, how long, on what ground, what happens; `due` finds it, `act` does it.

    Without `due` another room does it on its own clock, and the row is there to be read.
    """

    code: str
    what: Sentence
    days: Callable[[], int]
    ground: Sentence
    then: Sentence
    due: Callable[[datetime], QuerySet] | None = None
    act: Callable[[QuerySet], int] | None = None
    is_confirmed: bool = False


def unfinished(before: datetime) -> QuerySet:
    """People all of whose registrations were never finished, the last one made before that moment."""
    return _whose_registrations(states=UNFINISHED, before=before)


def supporters(before: datetime) -> QuerySet:
    """People who only ever supported, and joined nothing since that moment."""
    others = Registration.objects.filter(claimant=OuterRef("pk")).exclude(level=Level.SUPPORTER)
    last = Max("registrations__registered_at")
    known = Claimant.objects.filter(erased_at=None, merged_into=None, registrations__level=Level.SUPPORTER)
    return known.filter(~Exists(others)).annotate(last=last).filter(last__lt=before)


def withdrawn(before: datetime) -> QuerySet:
    """People who left every group they joined, before that moment."""
    return _whose_registrations(states=(RegistrationState.WITHDRAWN,), before=before)


def bystanders(before: datetime) -> QuerySet:
    """People who joined nothing and act for nobody, neither at that moment nor since: guardians whose task is over."""
    needed = Guardianship.objects.filter(guardian=OuterRef("pk"), minor__erased_at=None)
    needed = needed.filter(Q(ended_on=None) | Q(ended_on__gte=before.date()))
    needed = needed.filter(Q(minor__born_on=None) | Q(minor__born_on__gt=oldest_adult_birth(before.date())))
    joined = Registration.objects.filter(claimant=OuterRef("pk"))
    known = Claimant.objects.filter(erased_at=None, merged_into=None, changed_at__lt=before)
    return known.filter(~Exists(joined), ~Exists(needed), Exists(Guardianship.objects.filter(guardian=OuterRef("pk"))))


def closed_requests(before: datetime) -> QuerySet:
    """Requests that were closed before that moment and still hold words."""
    closed = DataSubjectRequest.objects.filter(state__in=CLOSED, changed_at__lt=before)
    return closed.exclude(wish="", answer__in=["", personal_data.WIPED], extension_reason="")


def _whose_registrations(*, states, before: datetime) -> QuerySet:
    others = Registration.objects.filter(claimant=OuterRef("pk")).exclude(state__in=states)
    known = Claimant.objects.filter(erased_at=None, merged_into=None, registrations__state__in=states)
    return known.filter(~Exists(others)).annotate(last=Max("registrations__changed_at")).filter(last__lt=before)


def erase_people(people: QuerySet) -> int:
    """Erase people one by one, each in a transaction; who is under a legal hold stays. The number erased."""
    return sum(_erase(claimant) for claimant in people.order_by("pk")[:AT_A_TIME])


@transaction.atomic
def _erase(claimant: Claimant) -> bool:
    if services.holds_on(claimant):
        return False
    erasure.erase(claimant, by=None)
    return True


def forget_words(requests: QuerySet) -> int:
    """Forget what was written in requests; that they were answered in time stays."""
    wiped = requests.exclude(answer="").update(answer=personal_data.WIPED)
    return max(wiped, requests.update(wish="", extension_reason=""))


def _chosen(code: str) -> Callable[[], int]:
    return lambda: settings.RETENTION_DAYS[code]


def _fixed(period: timedelta) -> Callable[[], int]:
    return lambda: period.days


_NONE = Sentence("geen grond meer om te bewaren (art. 5 lid 1 e AVG)", "no ground left to keep it (art. 5(1)(e) GDPR)")
_CLAIM = Sentence(
    "de overeenkomst en de verjaring van wat eruit volgt (art. 6 lid 1 b en f AVG)",
    "the agreement and the limitation of what follows from it (art. 6(1)(b) and (f) GDPR)",
)
_PROOF = Sentence("bewijs dat op tijd is geantwoord (art. 5 lid 2 AVG)", "proof of a timely answer (art. 5(2) GDPR)")
_SAFE = Sentence("veilig inloggen (art. 32 AVG)", "signing in safely (art. 32 GDPR)")
_ERASED = Sentence("de persoon wordt gewist", "the person is erased")
_GONE = Sentence("de regels worden verwijderd", "the rows are deleted")
_BLANK = Sentence("adres en inhoud worden leeggemaakt", "address and contents are emptied")

TABLE = (
    Category(
        "unfinished", Sentence("aanmeldingen die nooit zijn afgemaakt", "sign-ups that were never finished"),
        _chosen("unfinished"), _NONE, _ERASED, unfinished, erase_people,
    ),
    Category(
        "sign_ups", Sentence("wat iemand typte die zich aanmeldt", "what somebody typed who signs up"),
        _fixed(timedelta(days=14)), _NONE, _GONE,
    ),
    Category(
        "supporters", Sentence("mensen die alleen steunen", "people who only support"),
        _chosen("supporters"), _NONE, _ERASED, supporters, erase_people,
    ),
    Category(
        "withdrawn", Sentence("mensen die zijn gestopt", "people who left"),
        _chosen("withdrawn"), _CLAIM, _ERASED, withdrawn, erase_people,
    ),
    Category(
        "guardians", Sentence("wie voor een kind handelde", "people who acted for a child and joined nothing"),
        _chosen("guardians"), _NONE, _ERASED, bystanders, erase_people,
    ),
    Category(
        "requests", Sentence("de tekst van beantwoorde AVG-verzoeken", "the words of answered requests about data"),
        _chosen("requests"), _PROOF, Sentence("de tekst wordt leeggemaakt", "the words are emptied"),
        closed_requests, forget_words,
    ),
    Category(
        "mails", Sentence("verzonden mails", "mails that were sent"),
        _fixed(outbox.KEEP_ADDRESS_FOR), _NONE, _BLANK,
    ),
    Category(
        "given_up_mails", Sentence("mails die niet aankwamen", "mails that were given up"),
        _fixed(outbox.KEEP_GIVEN_UP_FOR), _NONE, _BLANK,
    ),
    Category(
        "sign_ins", Sentence("verzoeken om in te loggen", "requests to sign in"),
        _fixed(signin.KEEP_FOR), _SAFE, _GONE,
    ),
)  # fmt: skip


def run(*, now: datetime | None = None) -> dict[str, int]:
    """Do tonight what the table says, foundation by foundation; what was done by category."""
    done: dict[str, int] = {}
    for foundation_id in Foundation.objects.values_list("pk", flat=True):
        with acting_for(foundation_id):
            for category in TABLE:
                if category.due:
                    found = category.act(category.due(_before(category, now)))
                    done[category.code] = done.get(category.code, 0) + found
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return done


def due_now(*, now: datetime | None = None) -> list[tuple[Category, int | None]]:
    """The table with how many the next run would touch in the acting foundation; None where another room does it."""
    return [(category, category.due(_before(category, now)).count() if category.due else None) for category in TABLE]


def _before(category: Category, now: datetime | None) -> datetime:
    return (now or timezone.now()) - timedelta(days=category.days())
