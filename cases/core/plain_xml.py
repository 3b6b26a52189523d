"""XML from elsewhere, read without the tricks it can play: no entities of its own, no endless nesting."""

from collections.abc import Callable
from xml.parsers import expat

DEEPEST = 100


class Unreadable(Exception):
    """A file of which nothing can be taken; the message is a sentence for whoever gave it."""


def read_xml(
    content: bytes,
    *,
    opened: Callable[[str], None] | None = None,
    closed: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through the elements by their local names; raises Unreadable.

    External things are never fetched, and a declaration of an entity ends the reading before
    anything is expanded.
    """
    depth = 0

    def begin(name, _attributes):
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Unreadable(f"The XML is nested deeper than {DEEPEST} levels.")
        if opened:
            opened(_local(name))

    def end(name):
        nonlocal depth
        depth -= 1
        if closed:
            closed(_local(name))

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = begin, end, _refuse_entity
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise Unreadable(f"This is not well-formed XML: {error}.") from error


def _refuse_entity(*_declaration):
    raise Unreadable("The XML declares entities of its own; that is refused.")


def _local(name: str) -> str:
    return name.rpartition(":")[2]
