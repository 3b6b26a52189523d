"""What a visitor sees while something is broken: asked through a real web server."""

import time
import urllib.error
import urllib.parse
import urllib.request

from tests.faults.processes import wait_until
from tests.faults.stage import Stage

LONGEST = 1.0
PAGES = ("/_health/live", "/_health/ready", "/_health/full", "/nl/", "/api/v1/cases", "/beheer/login/")
MAY_BE_UNWELL = ("/_health/full",)


def ask(stage: Stage, path: str, *, data: dict | None = None, headers: dict | None = None) -> tuple[int, float]:
    """Status and seconds of one request; 0 when nothing came within five seconds."""
    body = urllib.parse.urlencode(data).encode() if data is not None else None
    url = f"http://127.0.0.1:{stage.web_port}{path}"
    began = time.monotonic()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers or {}), timeout=5) as response:
            response.read()
            status = response.status
    except urllib.error.HTTPError as error:
        status = error.code
    except OSError:
        status = 0
    return status, time.monotonic() - began


def wait_for(stage: Stage) -> None:
    wait_until(lambda: ask(stage, "/_health/live")[0] == 200, 60, "the web")
    for path in PAGES:
        ask(stage, path)


def complaints(stage: Stage) -> list[str]:
    """A sentence for each page that is slow or fails."""
    found = []
    for path in PAGES:
        status, seconds = ask(stage, path)
        if seconds > LONGEST:
            found.append(f"{path} answered {status or 'nothing'} after {seconds:.1f} s")
        elif status >= 500 and path not in MAY_BE_UNWELL:
            found.append(f"{path} answered {status}")
    return found
