"""Look at a page as people do who see little, use no mouse, or hold a telephone."""

import os
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FOCUSED = """
() => {
  const one = document.activeElement, box = one.getBoundingClientRect();
  window.walked = window.walked || new Set();
  if (walked.has(one)) return ['BODY', '', true];
  walked.add(one);
  const name = one.innerText || one.value || one.getAttribute('aria-label') || one.name || one.id;
  return [one.tagName, (name || '').trim().slice(0, 60), box.width * box.height > 0];
}
"""
CAN_BE_REACHED = """
() => {
  const all = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')];
  const stop = one => all.find(other => other.name === one.name && other.checked)
    || all.find(other => other.name === one.name);
  return all.filter(one => one.offsetParent !== null && !one.disabled)
    .filter(one => one.type !== 'radio' || one === stop(one)).length;
}
"""


def violations(page, rules=(*WCAG, "best-practice")) -> list[str]:
    """What axe finds wrong on this page."""
    found = Axe().run(page, options={"runOnly": list(rules)}).response["violations"]
    return [f"{page.url} {one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


def overflow(page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def problems(page) -> list[str]:
    """Everything wrong with a page as it stands: for a reader's software, or wider than the screen."""
    return violations(page) + ([f"{page.url} is wider than the screen"] if overflow(page) > 0 else [])


def walk(page) -> list[tuple]:
    """Press Tab through the whole page: what was reached, in order; each once, and each to be seen."""
    page.evaluate("document.activeElement.blur()")
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        one = tuple(page.evaluate(FOCUSED))
        if one[0] == "BODY":
            break
        reached.append(one)
    return reached


def reachable_count(page) -> int:
    return page.evaluate(CAN_BE_REACHED)


def press(button):
    """Press what leads to another page, and wait until that page stands."""
    with button.page.expect_navigation():
        button.click()


def keep(page, name: str) -> None:
    """Keep a picture for a person to look at, where `KEEP_PICTURES` names a folder."""
    folder = os.environ.get("KEEP_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
