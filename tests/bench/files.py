"""What staff ask of a file of millions: its list, a person in it, who was not told a text, and what one saw."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median
from time import perf_counter

from django.contrib.admin import AdminSite, ModelAdmin
from django.db import connection
from django.test import Client, RequestFactory

from cases.core.tenancy import acting_for
from claimants.consents import papers
from claimants.consents.models import Consent
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.bench import crowd
from tests.bench.measure import Line
from tests.staff_door import sign_in

TIMES = 5
LIST = "/beheer/claimants/registration/"
STOCK = "Django's stock changelist of the same rows, for the same question"


def lines(rows: int) -> Iterator[Line]:
    field = Field(rows)
    for name, query in field.questions().items():
        yield field.line(name, partial(field.ask, query), partial(field.ask_stock, query), versus=STOCK)
    first, deep = (partial(field.ask, f"p={page}") for page in (1, min(rows // 50, 200)))
    yield field.line("list of registrations, last page", deep, first, versus="its first page")
    for name, work in field.papers().items():
        yield field.line(name, work, field.everybody, versus="counting everybody in the file")


class Field:
    """One foundation with so many registrations, each person but one in ten told the third version of a text."""

    def __init__(self, rows: int):
        self.rows, self.foundation, self.group = rows, make.foundation(), make.group()
        crowd.register(self.foundation, self.group, rows)
        versions = [make.terms(foundation=self.foundation, kind="privacy_statement") for _ in range(3)]
        self.terms = versions[-1]
        crowd.told(self.foundation, self.terms, rows)
        self.client = Client(SERVER_NAME="localhost")
        sign_in(self.client, make.membership(foundation=self.foundation, role="lawyer"))
        self.stock, self.superuser = Stock(Registration, AdminSite()), make.user(is_superuser=True)
        with acting_for(self.foundation):
            self.someone = Claimant.objects.get(pk=max(1, rows // 2 + 1))

    def questions(self) -> dict[str, str]:
        return {
            "list of registrations": "",
            "list of registrations by state": "state__exact=verified",
            "search of a reference": f"q={self.someone.reference}",
            "search of an address": f"q={self.someone.email}",
        }

    def ask(self, query: str) -> None:
        response = self.client.get(f"{LIST}?{query}")
        assert response.status_code == 200, response.status_code

    def ask_stock(self, query: str) -> None:
        request = RequestFactory(SERVER_NAME="localhost").get(f"{LIST}?{query}")
        request.user = self.superuser
        with acting_for(self.foundation):
            self.stock.changelist_view(request).render()

    def papers(self) -> dict[str, Callable[[], object]]:
        return {
            "who was not told, how many": lambda: papers.untold(self.terms).count(),
            "who was not told, first hundred": lambda: list(papers.untold(self.terms)[:100]),
            "what was on screen for a person": self._on_screen,
        }

    def everybody(self) -> int:
        return Claimant.objects.reachable().count()

    def _on_screen(self) -> str:
        consent = Consent.objects.of_person(self.someone).select_related("terms").latest("id")
        return consent.terms.shown_in(consent.language).text

    def line(self, name: str, ours: Callable, theirs: Callable, *, versus: str) -> Line:
        with acting_for(self.foundation):
            mine, bare = middle(ours), middle(theirs)
        ratio = round(mine / bare, 4)
        return Line(name, round(mine * 1000, 1), "ms", ratio, versus, self.rows, connection.vendor)


class Stock(ModelAdmin):
    """The list that Django makes when nobody thinks of millions."""

    list_display = ["claimant", "group", "state", "level", "registered_at"]
    list_filter = ["state", "level"]
    search_fields = ["claimant__reference", "claimant__email", "claimant__full_name"]
    date_hierarchy = "registered_at"


def middle(work: Callable[[], object]) -> float:
    """The median of some runs, in seconds."""
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        work()
        taken.append(perf_counter() - began)
    return median(taken)
