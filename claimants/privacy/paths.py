"""How each table of a file leads to a person, read from the tables themselves."""

from functools import cache

from cases.core.tenancy import OwnedByFoundation
from claimants.people.models import Claimant


def tables() -> list[type[OwnedByFoundation]]:
    """Every table of a foundation's file."""
    return [model for model in OwnedByFoundation.__subclasses__() if not model._meta.abstract]


@cache
def to_person(model: type[OwnedByFoundation]) -> tuple[str, ...]:
    """The look-ups from a row of this table to the person it is about, such as `registration__claimant`."""
    if model is Claimant:
        return ("pk",)
    found = []
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is Claimant:
            found.append(field.name)
        elif target and target is not model and issubclass(target, OwnedByFoundation):
            found += [f"{field.name}__{path}" for path in to_person(target)]
    return tuple(found)
