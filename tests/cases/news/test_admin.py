import pytest
from django.urls import reverse

from cases.news import services
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db
LIST = "/beheer/cases/newsitem/"
QUEUE = "/beheer/cases/mention/"
TEXT = "TikTok mag niet op telefoons van ambtenaren."


@pytest.fixture
def staff(client):
    sign_in(client)
    return client


@pytest.fixture
def case():
    return make.case(title="De zaak", concern=make.concern(name="TikTok"))


@pytest.fixture
def item(case):
    return services.take_in(TEXT)[0]


def page(item):
    return reverse("admin:cases_newsitem_change", args=[item.pk])


def no_rows():
    return {f"mentions-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}


def test_what_waits_can_be_listed(staff, item):
    make.news_item(title="Al bekeken", about=make.case())
    shown = staff.get(LIST, {"to_be_judged": "yes"}).content.decode()
    assert TEXT in shown
    assert "Al bekeken" not in shown
    assert TEXT not in staff.get(LIST, {"to_be_judged": "none"}).content.decode()


def test_a_person_decides_from_the_queue(staff, item, case):
    mention = Mention.objects.get()
    shown = staff.get(QUEUE, {"relevance__exact": Relevance.UNDECIDED}).content.decode()
    assert "De zaak" in shown
    staff.post(QUEUE, {"action": "is_defendant", "_selected_action": [mention.pk]})
    mention.refresh_from_db()
    assert mention.relevance == Relevance.DEFENDANT


def test_a_person_decides_on_the_page_of_the_item(staff, item):
    mention = Mention.objects.get()
    filled = filled_in(staff.get(page(item)), summary="In onze woorden.")
    answer = staff.post(page(item), filled | {"mentions-0-relevance": Relevance.DEFENDANT})
    mention.refresh_from_db()
    item.refresh_from_db()
    assert answer.status_code == 302
    assert (item.summary, item.body) == ("In onze woorden.", TEXT)
    assert mention.relevance == Relevance.DEFENDANT


def test_publishing_too_early_says_what_is_missing(staff, item):
    answer = staff.post(LIST, {"action": "publish", "_selected_action": [item.pk]}, follow=True)
    item.refresh_from_db()
    assert not item.is_published
    assert TEXT in str(list(answer.context["messages"])[0])


def test_a_text_can_be_typed_in_once(staff, case):
    filled = {"title": "Kop", "body": TEXT, "published_precision": "unknown", "event_precision": "unknown"} | no_rows()
    for _time in range(2):
        assert staff.post(f"{LIST}add/", filled).status_code == 302
    item = NewsItem.objects.get()
    assert (item.title, item.mentions.get().suggestion) == ("Kop", Relevance.DEFENDANT)


def test_a_mention_is_changed_and_never_added_by_hand(staff, item):
    mention = Mention.objects.get()
    address = reverse("admin:cases_mention_change", args=[mention.pk])
    staff.post(address, filled_in(staff.get(address), relevance=Relevance.NOISE))
    mention.refresh_from_db()
    assert mention.relevance == Relevance.NOISE
    assert staff.get(f"{QUEUE}add/").status_code == 403
