"""What a visitor sees while something is broken: asked through a real web server."""

import re
import time
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

from tests.faults import work
from tests.faults.processes import wait_until
from tests.faults.stage import Stage

LONGEST = 1.0
SIGN_IN = "/nl/inloggen"
PAGES = ("/_health/live", "/_health/ready", "/_health/full", "/nl/", SIGN_IN, "/api/v1/court-cases", "/beheer/login/")
MAY_BE_UNWELL = ("/_health/full",)


class Visitor:
    """A browser as far as this matters: it keeps cookies and fills in the sign-in form."""

    def __init__(self, stage: Stage):
        self.base = f"http://127.0.0.1:{stage.web_port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        wait_until(lambda: self.ask("/_health/live")[0] == 200, 60, "the web")
        for path in PAGES * 3:
            self.ask(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        self.token = found.group(1) if found else ""

    @property
    def page(self) -> str:
        with self.opener.open(self.base + SIGN_IN, timeout=5) as response:
            return response.read().decode()

    def ask(self, path: str, **fields) -> tuple[int, float]:
        """Status and seconds of one request; 0 when nothing came within ten seconds."""
        body = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(self.base + path, body, {"Referer": self.base + path})
        began = time.monotonic()
        try:
            with self.opener.open(request, timeout=10) as response:
                response.read()
                status = response.status
        except urllib.error.HTTPError as error:
            status = error.code
        except OSError:
            status = 0
        return status, time.monotonic() - began

    def complaints(self) -> list[str]:
        """A sentence for each page that is slow or fails, and for a sign-in request that was not kept."""
        found = [sentence for path in PAGES if (sentence := complaint(path, *self.ask(path)))]
        before = sign_in_requests()
        answer = self.ask(SIGN_IN, email="iemand@voorbeeld.example", csrfmiddlewaretoken=self.token)
        if sentence := complaint(f"POST {SIGN_IN}", *answer):
            found.append(sentence)
        if sign_in_requests() != before + 1:
            found.append("what was typed on the sign-in page was not kept")
        return found


def complaint(path: str, status: int, seconds: float) -> str:
    if seconds > LONGEST:
        return f"{path} answered {status or 'nothing'} after {seconds:.1f} s"
    if status >= 400 and path not in MAY_BE_UNWELL:
        return f"{path} answered {status}"
    return ""


def sign_in_requests() -> int:
    from claimants.signin.models import SignInRequest

    return work.patiently(SignInRequest.objects.count)
