"""Load the demo: safe to run twice, and it never touches what was loaded before."""

from functools import partial

from cases.demo import loading, office, parties, press
from cases.demo.once import Once
from cases.demo.reading import cases, read


def load() -> bool:
    """Load what is missing of courts, parties, staff, cases, news, measures and work; whether anything was."""
    once = Once()
    before = len(once.pieces)
    parties.load(once)
    office.hire(once)
    once.by = office.administrator()
    _load_cases(once)
    _load_press(once)
    office.plan_work(once)
    return len(once.pieces) > before


def _load_cases(once: Once) -> None:
    for source in cases():
        once.load(f"cases/{source['slug']}", loading.CaseLoader(source, by=once.by).load)
    for source in cases():
        if "relations" in source:
            once.load(f"relations/{source['slug']}", partial(loading.relate, source, by=once.by))


def _load_press(once: Once) -> None:
    for number, row in enumerate(read("news")["news"]):
        once.load(f"news/{number}", partial(press.publish_item, row, by=once.by))
    for number, row in enumerate(read("measures")["measures"]):
        once.load(f"measures/{number}", partial(press.record_measure, row, by=once.by))
