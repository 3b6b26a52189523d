"""Courts, foundations, concerns and defendants of the demo."""

from functools import partial
from typing import Any

from cases.core.saving import save_checked
from cases.demo.once import Once
from cases.demo.reading import read
from cases.parties.models import (
    Concern,
    Court,
    Defendant,
    Foundation,
    Funder,
    Funding,
    Product,
    Spokesperson,
    Support,
)


def load(once: Once) -> None:
    """Load who takes part; a row that stands already under this short address is left as it is."""
    makers = {"courts": _court, "foundations": _foundation, "concerns": _concern, "defendants": _defendant}
    for kind, make in makers.items():
        for row in read("parties")[kind]:
            once.load(f"{kind}/{row.get('slug') or row['code']}", partial(make, **row))


def _court(code: str, **fields: Any) -> Court:
    return Court.objects.filter(code=code).first() or _saved(Court(code=code, **fields))


def _foundation(slug: str, *, spokespersons=(), supports=(), fundings=(), **fields: Any) -> Foundation:
    if known := Foundation.objects.filter(slug=slug).first():
        return known
    foundation = _saved(Foundation(slug=slug, **fields))
    for row in spokespersons:
        _saved(Spokesperson(foundation=foundation, **row))
    for row in supports:
        _saved(Support(foundation=foundation, **row))
    for row in fundings:
        _saved(Funding(foundation=foundation, **row | {"funder": _funder(row["funder"])}))
    return foundation


def _funder(name: str) -> Funder:
    return Funder.objects.filter(name=name).first() or _saved(Funder(name=name))


def _concern(slug: str, *, products=(), **fields: Any) -> Concern:
    if known := Concern.objects.filter(slug=slug).first():
        return known
    concern = _saved(Concern(slug=slug, **fields))
    for name in products:
        _saved(Product(concern=concern, name=name))
    return concern


def _defendant(slug: str, *, concern: str = "", **fields: Any) -> Defendant:
    if known := Defendant.objects.filter(slug=slug).first():
        return known
    above = Concern.objects.get(slug=concern) if concern else None
    return _saved(Defendant(slug=slug, concern=above, **fields))


def _saved(row):
    save_checked(row)
    return row
