"""What people read: "my case" in a file of millions, the public page of a case, and that page in the news."""

import http.client
import tempfile
from collections.abc import Iterator
from datetime import date
from http import HTTPStatus
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client

from cases.core.tenancy import acting_for
from claimants.people.identity import email_index
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.bench import crowd
from tests.bench.measure import Line
from tests.bench.readers import Asked, Read, compared, web
from tests.portal_door import sign_in

READERS = 40
SAME = "a bare view that renders the same template with ready data"
SETTINGS = "tests.bench.settings"


def lines(rows: int, *, pages: int = 120) -> Iterator[Line]:
    field = Field(rows)
    connection.close()
    with tempfile.TemporaryDirectory(prefix="achterban-bench-") as folder, web(Path(folder), SETTINGS) as port:
        own, bare = field.personal(pages)
        yield from field.lines("my case", *compared(port, own, bare), versus=SAME)
        page, bare = [[(address, {})] * pages for address in field.public()]
        yield from field.lines("public page of a case", *compared(port, page, bare), versus=SAME)
        unchanged = [(page[0][0], {"If-None-Match": etag(port, page[0][0])})] * pages
        empty = [("/nl/kaal/leeg", {})] * pages
        found = compared(port, unchanged, empty, status=HTTPStatus.NOT_MODIFIED)
        yield from field.lines("public page, not changed", *found, versus="an empty view")


class Field:
    """So many registrations in one group of one case, and some people among them who are signed in."""

    def __init__(self, rows: int):
        self.rows, self.foundation, self.group = rows, make.foundation(), make.group()
        case = self.group.case
        make.representation(foundation=self.foundation, group=self.group)
        make.in_stage("S60_merits", proceeding=make.proceeding(case=case, foundation=self.foundation))
        for number in range(3):
            make.news_item(about=case)
            make.hearing(case=case, planned_on=date(2099, 12, number + 1))
        crowd.register(self.foundation, self.group, rows)
        with acting_for(self.foundation):
            self.readers = [self._reader(number) for number in range(READERS)]

    def _reader(self, number: int) -> tuple[str, str]:
        """The public id of a registration somewhere in the crowd, and the cookie of who signed in for it."""
        key = max(1, self.rows * (number + 1) // (READERS + 1)) // 20 * 20 + 1
        address = f"p{key}@voorbeeld.example"
        Claimant.objects.filter(pk=key).update(email_index=email_index(address))
        client = Client()
        sign_in(client, self.foundation, address=address)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        return str(Registration.objects.get(claimant=key).public_id), cookie

    def personal(self, pages: int) -> tuple[list[Asked], list[Asked]]:
        turns = [self.readers[number % READERS] for number in range(pages)]
        return tuple(
            [(f"/nl/{place}/{public_id}{end}", {"Cookie": cookie}) for public_id, cookie in turns]
            for place, end in (("mijn", "/"), ("kaal/mijn", ""))
        )

    def public(self) -> tuple[str, str]:
        return tuple(f"/nl/{place}/{self.group.case.slug}" for place in ("zaken", "kaal/zaken"))

    def lines(self, name: str, ours: Read, theirs: Read, *, versus: str) -> Iterator[Line]:
        database, rows = connection.vendor, self.rows
        said = f"{versus}: {theirs.rate:.0f}/s, p95 {theirs.p95:.0f} ms"
        yield Line(name, round(ours.rate), "pages/s", round(theirs.rate / ours.rate, 2), said, rows, database)
        yield Line(f"{name}, p95", round(ours.p95), "ms", round(ours.p95 / theirs.p95, 2), said, rows, database)


def etag(port: int, address: str) -> str:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    asked.request("GET", address)
    return asked.getresponse().headers["ETag"]
