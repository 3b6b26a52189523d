"""Who is in the demo. Nobody: the names say so, and the addresses lead nowhere."""

from datetime import date
from typing import NamedTuple

from claimants.registrations.choices import RegistrationState as State

RECEIVED, VERIFIED = State.RECEIVED, State.VERIFIED


class Person(NamedTuple):
    """A person with one registration; `children` are minors for whom this person acts."""

    name: str
    born_on: date
    state: str = VERIFIED
    used_from: date | None = None
    used_until: date | None = None
    country: str = "NL"
    language: str = "nl"
    children: tuple["Person", ...] = ()

    @property
    def full_name(self) -> str:
        return f"Proef Persoon {self.name}"

    @property
    def email(self) -> str:
        return f"{self.name.lower().replace(' ', '.')}@voorbeeld.example"


KNOWN_TWICE = "Bakker"

ADULTS = (
    Person("Adams", date(1988, 3, 14), VERIFIED, date(2019, 2, 1)),
    Person(KNOWN_TWICE, date(1979, 11, 2), VERIFIED, date(2020, 4, 1)),
    Person("Cornelis", date(1992, 7, 23), VERIFIED, date(2018, 9, 1), date(2021, 12, 31)),
    Person("Dekker", date(1965, 1, 30), VERIFIED, date(2021, 1, 15)),
    Person("Evers", date(1999, 12, 5), VERIFIED, date(2018, 6, 1)),
    Person("Faber", date(1985, 8, 8), VERIFIED, date(2020, 3, 20)),
    Person("Gerrits", date(1971, 5, 17), VERIFIED, date(2022, 2, 1)),
    Person("Hendriks", date(1995, 10, 11), VERIFIED, date(2019, 8, 1), language="en"),
    Person("Ingen", date(1983, 4, 2), VERIFIED, date(2020, 11, 1)),
    Person("Jacobs", date(1990, 9, 19), VERIFIED, date(2019, 5, 5)),
    Person("Kuipers", date(1976, 2, 28), State.IN_REVIEW, date(2021, 6, 1)),
    Person("Lammers", date(1997, 6, 6), State.IN_REVIEW, date(2018, 12, 1)),
    Person("Mulder", date(1981, 3, 3), State.IN_REVIEW),
    Person("Noord", date(1968, 7, 7), RECEIVED, date(2020, 1, 1)),
    Person("Oosterhuis", date(1993, 12, 24), RECEIVED, date(2019, 10, 1)),
    Person("Peters", date(1987, 1, 9), RECEIVED),
    Person("Quint", date(1974, 10, 30), RECEIVED, date(2021, 9, 1), country="BE"),
    Person("Rijken", date(2000, 2, 29), RECEIVED, date(2018, 7, 1)),
    Person("Schouten", date(1991, 5, 5), State.EMAIL_UNCONFIRMED),
    Person("Terpstra", date(1996, 8, 14), State.EMAIL_UNCONFIRMED, date(2020, 5, 1)),
    Person("Ubels", date(1989, 9, 1), State.NOT_ELIGIBLE, date(2023, 5, 1)),
    Person("Verbeek", date(1978, 11, 11), State.WITHDRAWN, date(2019, 3, 1)),
    Person("Willems", date(1984, 6, 16), State.WITHDRAWN, date(2020, 2, 2)),
    Person("Zijlstra", date(1970, 4, 21), VERIFIED, date(2021, 4, 1), country="DE"),
)

PARENTS = (
    Person("Smit", date(1980, 2, 3), children=(
        Person("Smit Een", date(2009, 5, 12), VERIFIED, date(2020, 9, 1)),
        Person("Smit Twee", date(2011, 8, 27), RECEIVED, date(2022, 1, 1)),
    )),
    Person(KNOWN_TWICE, date(1979, 11, 2), children=(
        Person("Bakker Een", date(2010, 1, 19), VERIFIED, date(2021, 3, 1)),
    )),
    Person("Bos", date(1977, 6, 30), children=(
        Person("Bos Een", date(2010, 10, 10), VERIFIED, date(2020, 4, 1)),
        Person("Bos Twee", date(2012, 2, 14), State.IN_REVIEW, date(2022, 3, 1)),
        Person("Bos Drie", date(2012, 2, 14), State.IN_REVIEW, date(2022, 3, 1)),
    )),
    Person("Vos", date(1983, 9, 9), children=(
        Person("Vos Een", date(2011, 4, 4), VERIFIED, date(2021, 6, 1)),
    )),
    Person("Visser", date(1986, 12, 1), language="en", children=(
        Person("Visser Een", date(2011, 12, 24), RECEIVED, date(2021, 12, 25)),
    )),
    Person("Prins", date(1975, 3, 22), children=(
        Person("Prins Een", date(2009, 7, 7), State.WITHDRAWN, date(2019, 7, 7)),
    )),
)  # fmt: skip

YOUNG = (
    Person("Kok", date(2004, 3, 8), VERIFIED, date(2018, 6, 1)),
    Person("Postma", date(2003, 9, 15), VERIFIED, date(2019, 1, 1)),
    Person("Huisman", date(2005, 11, 30), VERIFIED, date(2018, 11, 30), date(2022, 8, 1)),
    Person("Koster", date(2006, 1, 21), RECEIVED, date(2019, 5, 1)),
    Person("Blom", date(2002, 5, 26), RECEIVED, date(2018, 5, 26), date(2019, 5, 26)),
    Person("Maas", date(1998, 8, 8), State.NOT_ELIGIBLE, date(2020, 1, 1)),
    Person("Veenstra", date(2007, 4, 17), State.EMAIL_UNCONFIRMED, date(2020, 2, 1)),
)
ALONE = (
    Person("Willemsen", date(2010, 6, 5), State.GUARDIAN_PENDING, date(2021, 6, 5)),
    Person("Jonker", date(2011, 9, 13), State.GUARDIAN_PENDING, date(2022, 5, 1)),
)
