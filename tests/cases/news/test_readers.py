import json
from datetime import date

import pytest

from cases.core.dates import Precision
from cases.news import readers
from cases.news.readers import Found, Refusal, Rest

RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>De Bron</title>{}</channel></rss>'
ITEM = "<item><title>{}</title><link>{}</link><guid>{}</guid><pubDate>{}</pubDate><description>{}</description></item>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>De Bron</title><entry><id>a</id><title>Kop</title>'
    '<link href="https://bron.example/1"/><updated>2024-01-10T23:30:00Z</updated>'
    '<content type="html">&lt;p&gt;Tekst &amp;amp; meer&lt;/p&gt;</content></entry></feed>'
)
BOMB = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
XXE = '<!DOCTYPE r [<!ENTITY x SYSTEM "{}">]>'


def read(content, name="bron.xml", today=date(2026, 11, 23)):
    content = content.encode() if isinstance(content, str) else content
    return list(readers.read(content, name=name, today=today))


def item(title="Kop", url="https://bron.example/1", guid="1", on="Wed, 10 Jan 2024 09:00:00 GMT", text="Tekst"):
    return ITEM.format(title, url, guid, on, text)


def feed(**values):
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "De Bron"} | values)


def test_a_text_says_its_month_in_the_first_line_or_not_at_all():
    assert read(" date 2024-01 Twee stichtingen.", "a.txt") == [
        Found("Twee stichtingen.", on=date(2024, 1, 1), precision=Precision.MONTH)
    ]
    assert read("date 2024-01-10\nTwee stichtingen.", "a.txt")[0].precision == Precision.DAY
    assert read("Na het congres.", "a.txt") == [Found("Na het congres.")]
    assert read("Een update date 2024-01 midden in.", "a.txt")[0].on is None


def test_rss_atom_and_json_feed_tell_the_same():
    for content in (RSS.format(item()), ATOM, feed(items=[{"id": "1", "title": "Kop", "content_text": "Tekst"}])):
        (found,) = read(content)
        assert (found.title, found.publisher, found.body[:5]) == ("Kop", "De Bron", "Tekst")


def test_a_day_is_the_day_in_the_netherlands():
    assert read(ATOM)[0].on == date(2024, 1, 11)


@pytest.mark.parametrize(
    "prologue",
    [
        pytest.param(BOMB, id="N01 billion laughs"),
        pytest.param(XXE.format("file:///etc/passwd"), id="N01 XXE file"),
        pytest.param(XXE.format("http://169.254.169.254/"), id="N01 XXE http"),
        pytest.param('<!DOCTYPE r [<!ENTITY a "' + "a" * 50_000 + '">]>', id="N01 quadratic"),
        pytest.param('<!DOCTYPE r [<!ENTITY % p SYSTEM "http://a.example/x">%p;]>', id="N01 parameter entity"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(prologue, encoding):
    content = f'{prologue}<rss version="2.0"><channel>{item(text="&amp;c;")}</channel></rss>'
    (refusal,) = read(content.encode(encoding))
    assert "entities" in refusal.sentence


@pytest.mark.parametrize(
    ("content", "part"),
    [
        pytest.param("<a>" * 200_000, "nested", id="N01 200,000 levels"),
        pytest.param("<html><body><p>Niet gevonden</body></html>", "well-formed", id="N02 HTML"),
        pytest.param("<!DOCTYPE html><html><body/></html>", "neither RSS nor Atom", id="N02 tidy HTML"),
        pytest.param(RSS.format(item())[:-30], "well-formed", id="N02 truncated"),
        pytest.param(b'<?xml version="1.0" encoding="utf-8"?><rss>\xff</rss>', "well-formed", id="N02 wrong charset"),
        pytest.param(b'<?xml version="1.0" encoding="nonsense"?><rss/>', "well-formed", id="N02 unknown charset"),
        pytest.param("", "empty", id="N02 empty"),
        pytest.param(b"\xef\xbb\xbf", "empty", id="N02 only a BOM"),
        pytest.param(b"x" * (readers.LARGEST_FILE + 1), "larger", id="N03 too large"),
        pytest.param(b"\x1f\x8b\x08" + b"\0" * 9, "compressed", id="N03 gzip bomb"),
        pytest.param('{"a":' * 100_000, "JSON", id="JSON without end"),
        pytest.param('{"items": 3}', "JSON Feed", id="JSON, no feed"),
        pytest.param("date 2025-13 Hoi", "does not exist", id="a month that does not exist"),
    ],
)
def test_what_cannot_be_read_is_one_refusal_with_a_sentence(content, part):
    (refusal,) = read(content)
    assert isinstance(refusal, Refusal)
    assert part in refusal.sentence


def test_a_bom_does_no_harm():
    assert read(b"\xef\xbb\xbf" + ATOM.encode())[0].title == "Kop"
    assert read(b"\xef\xbb\xbfdate 2024-01 Hoi.", "a.txt")[0].on == date(2024, 1, 1)


@pytest.mark.parametrize("on", ["", "gisteren", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_an_item_without_a_usable_date_is_taken_without_one(on):
    (found,) = read(RSS.format(item(on=on)))
    assert (found.on, found.precision) == (None, Precision.UNKNOWN)


def test_an_item_has_a_key_of_its_feed_and_its_own_id():
    first, second = read(RSS.format(item(guid="1") + item(guid="2")))
    assert first.key != second.key
    assert read(RSS.replace("De Bron", "Andere").format(item(guid="1")))[0].key != first.key
    assert read(RSS.format("<item><title>Kop</title></item>"))[0].key == ""


def test_markup_in_a_title_becomes_text_and_script_vanishes():
    hostile = "&lt;b&gt;Kop&lt;/b&gt; &lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; meer"
    assert read(RSS.format(item(title=hostile)))[0].title == "Kop & meer"
    assert read(feed(items=[{"id": 1, "title": "<img src=x onerror=alert(1)>Kop"}]))[0].title == "Kop"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "https://u:p@a.example/", "//a.example", "x"]
)
def test_an_odd_link_is_dropped_and_the_item_kept(url):
    (found,) = read(feed(items=[{"id": 1, "title": "Kop", "url": url}]))
    assert (found.title, found.url) == ("Kop", "")


def test_a_title_of_a_megabyte_is_cut():
    assert len(read(RSS.format(item(title="a" * 1_000_000)))[0].title) == 300


def test_characters_that_hide_text_are_taken_out():
    assert read("Hoi\x00 \u202elleh\u2066.", "a.txt")[0].body == "Hoi   lleh ."


def test_only_the_newest_five_hundred_are_taken_and_the_rest_is_counted():
    days = [f"{day:02d} Jan 2024 09:00:00 GMT" for day in range(1, 31)]
    items = "".join(item(guid=str(n), on=days[n % 30]) for n in range(1_000))
    *taken, rest = read(RSS.format(items))
    assert len(taken) == 500
    assert rest == Rest(500)
    assert min(found.on for found in taken) == date(2024, 1, 15)


def test_an_item_that_is_nothing_is_refused_and_the_others_are_taken():
    found, not_an_object, empty = read(feed(items=[{"id": 1, "title": "Kop"}, 3, {"id": 2}]))
    assert found.title == "Kop"
    assert {type(not_an_object), type(empty)} == {Refusal}


def test_bytes_that_are_no_text_are_refused():
    noise = bytes(range(256)) * 4
    assert [type(found) for found in read(noise, "ruis.txt")] == [Refusal]
