"""Which reactions are subscribed: filled once at the start by each app's `reactions.py`."""

from collections.abc import Callable, Mapping, Sequence

NOW: dict[str, list[Callable]] = {}
LATER: dict[str, list[Callable]] = {}


def subscribe(*, now: Mapping[str, Sequence[Callable]], later: Mapping[str, Sequence[Callable]]) -> None:
    """Add an app's reactions; subscribing the same reaction twice has no effect."""
    for table, additions in ((NOW, now), (LATER, later)):
        for action, reactions in additions.items():
            known = table.setdefault(action, [])
            known.extend(reaction for reaction in reactions if reaction not in known)


def name_of(reaction: Callable) -> str:
    """The stable name under which a later reaction waits."""
    return f"{reaction.__module__}.{reaction.__qualname__}"


def later_reaction(action: str, name: str) -> Callable | None:
    """The reaction with this name, or None when this version of the code does not know it."""
    return next((reaction for reaction in LATER.get(action, ()) if name_of(reaction) == name), None)
