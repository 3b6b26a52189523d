"""The first week of a case in the news: people sign up through a real web process, and a worker mails their codes.

Each goes all the way: five steps, the mail, the code, the confirmation.
"""

import http.client
import re
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlencode

from django.db import connection

from cases.core.tenancy import acting_for
from cases.outbox import postbox
from claimants.registrations.models import Registration
from tests import make_signup
from tests.bench.measure import Line
from tests.bench.readers import clockwork, web

A_WEEK, WEEK_SECONDS = 130_000, 7 * 24 * 3600
AT_ONCE, PATIENCE = 24, 240.0
SITUATION = {"uses": "yes", "from_month": "3", "from_year": "2020", "country": "NL"}
BORN = {"born_day": "17", "born_month": "5", "born_year": "1990"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$", re.MULTILINE)


def lines(people: int) -> Iterator[Line]:
    opening = make_signup.opening()
    database = connection.vendor
    connection.close()
    with tempfile.TemporaryDirectory(prefix="achterban-bench-") as name:
        folder = Path(name)
        around = {"EMAIL_URL": f"filemail:///{folder}/mail", "PROXY_COUNT": "1"}
        with web(folder, "config.settings.dev", **around) as port, clockwork(folder, **around):
            Joining(
                port, folder / "mail", opening.group.case.slug, people
            ).whole_way()  # until then processes may begin
            began = time.perf_counter()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                joining = [Joining(port, folder / "mail", opening.group.case.slug, number) for number in range(people)]
                waited = list(pool.map(Joining.whole_way, joining))
            seconds = time.perf_counter() - began
    with acting_for(opening.foundation):
        joined = Registration.objects.filter(state="received").count()
    if joined != people + 1:
        raise RuntimeError(f"{joined} of {people + 1} joined")
    rate, needed = people / seconds, A_WEEK / WEEK_SECONDS
    versus = f"how often 130,000 a week, {needed:.3f} a second, fits into it; {AT_ONCE} at once"
    yield Line("sign-ups, all the way", round(rate, 2), "people/s", round(rate / needed, 1), versus, people, database)
    slowest = quantiles(waited, n=20)[-1]
    yield Line("code of a sign-up, p95", round(slowest, 1), "s", None, "from the last step", people, database)


class Joining:
    """One person with a browser, on a network of their own."""

    def __init__(self, port: int, mail: Path, slug: str, number: int):
        self.port, self.mail, self.start = port, mail, f"/nl/zaken/{slug}/aanmelden"
        self.address, self.network = f"b{number:06}@voorbeeld.example", f"10.9.{number // 250}.{number % 250 + 1}"
        self.cookies: dict[str, str] = {}

    def whole_way(self) -> float:
        """Sign up; how many seconds the mail with the code took."""
        who = {"full_name": "Proef Persoon", "email": self.address} | BORN
        steps = {"": {"about": "adult"}, "/situatie": SITUATION, "/wie": who, "/voorwaarden": {"agrees": "on"}}
        for step, typed in steps.items():
            self.post(step, typed)
        self.post("/controle", {})
        began = time.perf_counter()
        code = self._mailed(began + PATIENCE)
        waited = time.perf_counter() - began
        self.post("/mail", {"code": code})
        return waited

    def _mailed(self, until: float) -> str:
        while time.perf_counter() < until:
            for letter in postbox.letters(str(self.mail), limit=4 * AT_ONCE):
                if letter.to == self.address:
                    return CODE.search(letter.text).group()
            time.sleep(0.2)
        raise TimeoutError(f"no mail within {PATIENCE:g} seconds")

    def post(self, step: str, typed: dict[str, str]) -> None:
        """Read a page and send its form; raises RuntimeError unless it goes on to the next."""
        token = TOKEN.search(self._ask("GET", step)[1]).group(1)
        status, text = self._ask("POST", step, urlencode(typed | {"csrfmiddlewaretoken": token}))
        if status != http.client.SEE_OTHER:
            raise RuntimeError(f"{status} at {step or 'the start'}: {text[:2000]}")

    def _ask(self, method: str, step: str, body: str | None = None) -> tuple[int, str]:
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"X-Forwarded-For": self.network, "Content-Type": "application/x-www-form-urlencoded"}
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        asked.request(method, self.start + step, body, headers)
        response = asked.getresponse()
        for kept in response.headers.get_all("Set-Cookie", []):
            name, _, value = kept.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, response.read().decode()
