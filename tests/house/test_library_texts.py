"""What the staff site's library says is said in Dutch: it brings no catalogue of its own."""

import re
from pathlib import Path

import unfold
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
LIBRARY = Path(unfold.__file__).parent
USED = [LIBRARY / "templates", *LIBRARY.glob("*.py"), LIBRARY / "mixins", LIBRARY / "templatetags"]
CALL = re.compile(
    r"""\b(?:_|gettext|gettext_lazy|ngettext|pgettext)\(\s*u?(?P<quote>["'])(?P<text>.+?)(?P=quote)\s*[,)]"""
)
ENTRY = re.compile(
    r'^msgid (?P<id>(?:".*"\n)+)(?:msgid_plural .*\n(?:".*"\n)*)?msgstr(?:\[0\])? (?P<text>(?:".*"\n?)+)', re.M
)


def files():
    for place in USED:
        yield from [place] if place.is_file() else [*place.rglob("*.py"), *place.rglob("*.html")]


def library_texts() -> set[str]:
    """Every text the library marks for translation, in code and templates."""
    texts = set()
    for path in files():
        source = path.read_text()
        source = templatize(source) if path.suffix == ".html" else source
        texts |= {found["text"].replace("\\n", "\n") for found in CALL.finditer(source)}
    return texts


def translated() -> set[str]:
    """Texts that Django and our libraries say in Dutch, and those of our own catalogue."""
    known = {key[0] if isinstance(key, tuple) else key for key, _text in trans_real.translation("nl")._catalog.items()}
    catalogue = ROOT / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    for entry in ENTRY.finditer(catalogue.read_text() if catalogue.exists() else ""):
        if _joined(entry["text"]):
            known.add(_joined(entry["id"]))
    return known


def _joined(lines: str) -> str:
    return "".join(part[1:-1] for part in lines.strip().split("\n")).replace("\\n", "\n").replace('\\"', '"')


def test_the_library_is_read():
    assert {"Type to search", "Filters", "Apply Filters", "No results matching your query"} <= library_texts()


def test_every_text_of_the_library_has_a_dutch_one():
    assert sorted(library_texts() - translated()) == []
