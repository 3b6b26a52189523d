"""A real browser for every test below this folder: Debian's Chromium, driven by Playwright.

`visit(path, …)` opens a page of the live server. When the test is over, no page may have logged an error, sent a
request to another site or broken its Content Security Policy, unless the test said so.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def chromium():
    """The browser; Playwright's loop makes Django think it runs asynchronously, which it does not."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}; set CHROMIUM")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, live_server):
    """A factory of empty pages with a locale, colour scheme and width; `may_fail` allows error pages."""
    contexts, problems = [], []

    def make(*, locale="nl-NL", scheme="light", width=1280, height=900, javascript=True, may_fail=False):
        context = chromium.new_context(
            base_url=live_server.url,
            locale=locale,
            color_scheme=scheme,
            viewport={"width": width, "height": height},
            java_script_enabled=javascript,
            timezone_id="Europe/Amsterdam",
        )
        contexts.append(context)
        page = context.new_page()
        _watch(page, urlsplit(live_server.url).netloc, problems, may_fail)
        return page

    yield make
    for context in contexts:
        context.close()
    assert not problems, problems


@pytest.fixture
def visit(new_page):
    """Open a path: `page = visit("/nl/", scheme="dark", width=320)`."""

    def open_path(path, **options):
        page = new_page(**options)
        page.goto(path)
        return page

    return open_path


def _watch(page, own_site, problems, may_fail):
    def on_console(message):
        if message.type in ("error", "warning") and not may_fail:
            problems.append(f"{page.url}: {message.text}")

    def on_request(request):
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != own_site:
            problems.append(f"{page.url} asked another site: {request.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("request", on_request)
