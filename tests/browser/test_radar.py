"""A decree day from the form to the second signature, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client

from cases.radar import services
from tests import make
from tests.browser.looking import keep, problems
from tests.staff_door import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def lawyer():
    member = make.membership()
    make.counted_deadline(foundation=member.foundation, responsible=member.user)
    return member


@pytest.fixture
def signed_in(new_page, live_server):
    def make_page(who, **options):
        client = Client()
        sign_in(client, who)
        page = new_page(**options)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        return page

    return make_page


@pytest.mark.parametrize("width", [320, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_pages_are_accessible_and_fit(signed_in, lawyer, scheme, width):
    day = make.decree_day()
    page = signed_in(lawyer, scheme=scheme, width=width)
    found = []
    for path in ("decreeday/", "decreeday/add/", f"decreeday/{day.pk}/change/", "survey/",
                 f"survey/{day.surveys.get().pk}/change/"):  # fmt: skip
        page.goto(f"/beheer/cases/{path}")
        page.wait_for_load_state("networkidle")
        found += [f"{path} {one['id']}: {one['nodes'][0]['html'][:160]}" for one in
                  Axe().run(page).response["violations"]]  # fmt: skip
        found += [f"{path} is too wide"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    assert found == []


@pytest.fixture
def full(lawyer):
    """Much that moves, half of it moved, some of it failing; and what others recorded, all with long names."""
    case = make.case(title="Stichting tegen een concern met een naam die op geen telefoon past en verdergaat")
    for number in range(12):
        whose = {"case": case, "foundation": lawyer.foundation, "responsible": lawyer.user}
        make.counted_deadline(**whose, title=f"Memorie van antwoord in het incidenteel hoger beroep, {number}")
    survey = make.decree_day().surveys.get()
    for person in (lawyer.user, make.membership(role="board").user):
        services.accept(survey, by=person)
    survey.shifts.filter(pk__in=survey.shifts.values("pk")[:5]).update(state="applied")
    survey.portions.update(last_error="OperationalError")
    name = {"first_name": "Wilhelmina-Alexandra", "last_name": "van den Hoogenhuijzen-Bartholomeus"}
    other = make.membership(user=make.user(username="ander", **name))
    track = make.track(proceeding=make.proceeding(case=case, foundation=lawyer.foundation))
    for kind in ("writ_served", "register_entry_published", "exclusive_representative_appointed"):
        make.event(track, kind=kind, recorded_by=other.user)
    return survey


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 320), ("light", 320), ("dark", 1440)])
def test_what_is_being_moved_and_what_others_recorded_can_be_read(signed_in, lawyer, full, language, scheme, width):
    type(lawyer.user).objects.filter(pk=lawyer.user_id).update(language=language)
    page = signed_in(lawyer, scheme=scheme, width=width)
    found = []
    for name, path, words in (
        ("progress", f"/beheer/cases/survey/{full.pk}/change/", {"nl": "5 van de 13", "en": "5 of 13"}),
        ("others", "/beheer/", {"nl": "Hoogenhuijzen", "en": "Hoogenhuijzen"}),
    ):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert words[language] in page.inner_text("#content")
        keep(page, f"radar-{name}-{language}-{scheme}-{width}")
        found += problems(page)
    assert found == []


def test_two_people_move_a_deadline(signed_in, lawyer):
    first, second = signed_in(lawyer), signed_in(make.membership(role="board"))
    first.goto("/beheer/cases/decreeday/add/")
    first.fill("[name=closed_on]", "8-5-2028")
    first.fill("[name=decree]", "Besluit gelijkgestelde dagen")
    first.fill("[name=source]", "Staatscourant 2027, 1")
    first.press("[name=source]", "Enter")
    first.wait_for_url("**/survey/*/change/")
    assert first.locator("table.shifts tbody tr").count() == 1
    for page in (first, second):
        page.goto(first.url)
        page.click(".cockpit-head button")
        page.wait_for_load_state("networkidle")
    services.carry_out()
    assert lawyer.foundation.deadlines.get().ends_on.isoformat() == "2028-05-09"
