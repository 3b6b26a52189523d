"""Every page and every mail for people is valid HTML: judged by the Nu checker (vnu)."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.outbox.rendering import render
from claimants.consents.choices import TermsKind
from claimants.portal.urls import urlpatterns
from tests import make, make_papers, make_signup
from tests.cases.pages.world import large_case
from tests.claimants.signup.test_views import BORN, CHILD, SITUATION, WHO
from tests.portal_door import ADDRESS, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.vnu, pytest.mark.django_db]
PACKAGE = "vnu-jar@26.9.27"
MAILS = Path(__file__).parents[2] / "templates" / "mail"
LANGUAGES = ("nl", "en")
# Mail programs lay out by tables and their old attributes, and ask for this name: there the checker is not followed.
OF_MAIL = re.compile(
    r"attribute on the “(table|td|th|tr)” element is obsolete|“supported-color-schemes”|“referrer”|“width” attribute on"
)


@pytest.fixture(scope="module")
def checker(tmp_path_factory):
    """Lets the Nu checker judge pages, by name: everything it says of them."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if not (java and npm):
        pytest.skip("java and npm are not installed")
    folder = tmp_path_factory.mktemp("vnu")
    packed = subprocess.run([npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, timeout=180)
    if packed.returncode:
        pytest.skip(f"{PACKAGE} could not be fetched")
    subprocess.run(["tar", "-xzf", packed.stdout.split()[-1]], cwd=folder, check=True)

    def check(pages: dict[str, str]) -> list[str]:
        written = tmp_path_factory.mktemp("pages")
        for name, text in pages.items():
            (written / f"{name}.html").write_text(text, encoding="utf-8")
        command = [java, "-Xmx512m", "-jar", folder / "package/build/dist/vnu.jar", "--format", "json", written]
        found = subprocess.run(command, capture_output=True, text=True, timeout=300)
        told = json.loads(found.stderr)["messages"]
        return [f"{Path(one.get('url', '')).stem}: {one['message']} {one.get('extract', '')!r}" for one in told]

    return check


def named(path: str) -> str:
    return re.sub(r"[^\w-]+", "-", path).strip("-")


def visited(client, paths) -> Iterator[tuple[str, str]]:
    for path in paths:
        response = client.get(path, follow=True)
        if response.headers["Content-Type"].startswith("text/html"):
            yield named(path), response.content.decode()


def test_the_checker_finds_what_is_wrong(checker):
    told = checker({"wrong": '<!doctype html><html lang="nl"><title>x</title><ul><p>y</p></ul>', "right": RIGHT})
    assert told
    assert all(one.startswith("wrong:") for one in told), told


RIGHT = '<!doctype html>\n<html lang="nl">\n<head><title>x</title></head>\n<body><p>y</p></body>\n</html>\n'


def test_public_pages(checker, client):
    case = large_case(timezone.localdate())
    make.expectation(case=case, stage="S40_eb_appointed")
    empty = make.case(slug="leeg")
    make_signup.opening(group=make.group(case=case))
    item = case.mentions.first().item
    pages = {}
    for language in LANGUAGES:
        site = f"/{language}/zaken"
        paths = [f"/{language}/", f"/{language}/?q=niets", f"{site}/{empty.slug}", f"{site}/{empty.slug}/vragen"]
        paths += [f"{site}/{case.slug}{one}" for one in ("", "/nieuws", "/documenten", "/vragen", "/doe-ik-mee")]
        paths += [f"{site}/{case.slug}/{one}" for one in ("voor-ouders", "voor-kinderen", "aanmelden")]
        paths += [f"{site}/{case.slug}/nieuws/{item.public_id}", f"/{language}/demo/post"]
        paths += [f"/{language}/{one}" for one in ("contact", "privacy", "toegankelijkheid", "bericht-controleren")]
        paths += [f"/{language}/{one}" for one in ("termijn-berekenen", "inloggen", "nergens", "stichting/smc")]
        pages |= dict(visited(client, paths))
    assert len(pages) >= 40
    assert not (told := checker(pages)), "\n".join(told)


@pytest.fixture
def noor():
    contact = {"email": "post@stichting.example", "phone": "+31 20 123 45 67", "postal_address": "Postbus 1\nUtrecht"}
    noor = make.claimant(foundation=make.foundation(**contact), email=ADDRESS, full_name="Noor Bakker")
    born_on = timezone.localdate() - timedelta(days=13 * 366)
    child = make.claimant(foundation=noor.foundation, full_name="Sam Bakker", email="", born_on=born_on)
    make.guardianship(minor=child, guardian=noor)
    group = make.group()
    proceeding, day = make.proceeding(case=group.case, foundation=noor.foundation), timezone.localdate()
    event = {"court_set_on": day + timedelta(days=20)}
    make.in_stage("S46_opt_out_window", proceeding=proceeding, group=group, event=event)
    make.news_item(about=group.case, publisher="Krant")
    make.claimant_message(claimant=noor)
    make.registration(claimant=child, group=group, state="guardian_pending")
    registration = make.registration(claimant=noor, group=group)
    make_papers.proof(registration=registration)
    return registration


def portal_paths(registration, language) -> list[str]:
    mine = [one.name for one in urlpatterns if "public_id" in str(one.pattern)]
    pages = [reverse(f"portal:{one.name}", args=[registration.public_id] if one.name in mine else [])
             for one in urlpatterns]  # fmt: skip
    return [path.replace("/nl/", f"/{language}/", 1) for path in pages]


def test_pages_of_somebody_who_signed_in(checker, client, noor):
    now = timezone.now()
    window = make.window(group=noor.group, opens_at=now - timedelta(days=9), closes_at=now + timedelta(days=9))
    sign_in(client, noor.foundation)
    pages = {}
    for language in LANGUAGES:
        pages |= dict(visited(client, portal_paths(noor, language)))
        for name in ("gegevens/naam", "stoppen", "bewijs", "keuze/doorgeven"):
            refused = client.post(f"/{language}/mijn/{noor.public_id}/{name}", {})
            pages[f"{language}-{named(name)}-refused"] = refused.content.decode()
    make.declaration(claimant=noor.claimant, window=window)
    for language in LANGUAGES:
        page = client.get(f"/{language}/mijn/{noor.public_id}/keuze").content.decode()
        assert "keuze/verstuurd" in page
        pages[f"{language}-choice-recorded"] = page
    assert len(pages) >= 40
    assert not (told := checker(pages)), "\n".join(told)


def test_signing_in_and_its_errors(checker):
    pages = {}
    for language in LANGUAGES:
        client = Client()
        for name, typed in (("empty", {}), ("wrong", {"email": "geen adres"})):
            pages[f"{language}-{name}"] = client.post(f"/{language}/inloggen", typed).content.decode()
        sent = client.post(f"/{language}/inloggen", {"email": ADDRESS}, follow=True)
        pages[f"{language}-sent"] = sent.content.decode()
        pages[f"{language}-code"] = client.post(f"/{language}/inloggen/code", {"code": "x"}).content.decode()
        pages |= dict(visited(client, [f"/{language}/inloggen/verlopen-knop", f"/{language}/uitgelogd"]))
    assert not (told := checker(pages)), "\n".join(told)


@pytest.mark.parametrize("about", ["adult", "parent"])
def test_every_step_of_signing_up_filled_in_and_refused(checker, about):
    kinds = (TermsKind.PARTICIPATION_AGREEMENT, TermsKind.PRIVACY_STATEMENT, TermsKind.GUARDIAN_CONSENT)
    opened = make_signup.opening(kinds=kinds)
    who = WHO | (CHILD if about == "parent" else BORN)
    agreed = {"agrees": "on"} | ({"declares": "on"} if about == "parent" else {})
    steps = [("", {"about": about}), ("/situatie", SITUATION), ("/wie", who), ("/voorwaarden", agreed)]
    pages = {}
    for language in LANGUAGES:
        client, join = Client(), f"/{language}/zaken/{opened.group.case.slug}/aanmelden"
        for path, typed in [*steps, ("/controle", {})]:
            pages[f"{language}-{named(path)}"] = client.get(f"{join}{path}").content.decode()
            if typed:
                pages[f"{language}-{named(path)}-refused"] = client.post(f"{join}{path}", {}).content.decode()
            assert client.post(f"{join}{path}", typed).status_code == 303, path
        for path in ("/mail", "/ouder", "/bevestigen/x"):
            pages[f"{language}-{named(path)}"] = client.get(f"{join}{path}").content.decode()
    assert not (told := checker(pages)), "\n".join(told)


WORDS = {"subject": "Er is nieuws", "news": "De rechter koos.", "now": "Zo staat het.", "next": "Dan dit."}
WORDS |= {"you": "U hoeft niets te doen.", "when": "Binnenkort.", "language": "nl", "is_translated": False}
DEADLINE = {
    "title": "Hoger beroep", "case_title": "Zaak", "group_name": "Volwassenen", "ends_on": "2027-01-14", "path": "/x",
    "legal_basis": "art. 339 Rv", "is_provisional": True, "is_confirmed": False, "responsible_name": "Jo",
    "is_escalation": True, "is_acknowledged": False,
}  # fmt: skip
SAID = DEADLINE | WORDS | {
    "preview": "Nieuws", "items": [WORDS, WORDS | {"is_translated": True}], "name": "Noor", "about": "Sam",
    "reference": "VG7K3Q92MFAB", "code": "K7Q9-F2AB", "unsubscribe_url": "https://a.example/x", "reply_to": "",
    "foundation_name": "Stichting", "url": "https://a.example/x", "minutes": 10, "case": "Zaak", "phone": "020",
    "sign_in_url": "https://a.example/y", "is_known": True, "contact": "post@a.example",
    "new_address": "n***@a.example",
    "ends_at": "2027-01-14T12:00:00+01:00", "deadlines": [DEADLINE], "written_on": "2027-01-07", "late_count": 1,
    "coming_count": 2, "reminded_at": "2027-01-07T07:00:00+01:00", "given_up_count": 1, "other_title": "Andere zaak",
    "answered": "Hoge Raad", "answer": "beslist", "reason": "dezelfde vraag", "late": ["x"], "proposal": "Vrije dag",
    "clocks": [{"name": "remind", "beat_at": "2027-01-07T07:00:00+01:00"}], "change_count": 2, "first_name": "Jo",
}  # fmt: skip
SENDER = {"name": "Stichting Voorbeeld", "postal_address": "Postbus 1\nUtrecht", "phone": "020", "kvk_number": "1"}


def test_every_mail(checker):
    names = {path.name.removesuffix(".subject.txt") for path in MAILS.glob("*.subject.txt")}
    names = {name for name in names if (MAILS / f"{name}.html").exists()}
    pages = {}
    for name in names:
        said = SAID | {"foundation": SENDER if name == "notice" else "Stichting Voorbeeld"}
        for language in LANGUAGES:
            pages[f"{language}-{name}"] = render(name, said, language=language).html
    assert len(pages) == 2 * len(names) >= 24
    assert [one for one in checker(pages) if not OF_MAIL.search(one)] == []
