from datetime import date

import pytest

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.deadlines.models import Deadline
from cases.journal.models import Entry
from cases.news import services
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem
from tests import make

pytestmark = pytest.mark.django_db
TEXT = "Stichting Voorbeeldclaim wint bij de rechtbank van TikTok. De termijn voor hoger beroep eindigt 14 december."


@pytest.fixture
def case():
    case = make.case(concern=make.concern(name="TikTok"))
    foundation = make.foundation(name="Stichting Voorbeeldclaim")
    make.docket_number(proceeding=make.proceeding(case=case, foundation=foundation), number="C/13/702849")
    return case


def test_a_text_waits_for_a_person_with_a_proposal(case):
    other = make.case(concern=make.concern(name="Airbnb"))
    item, is_new = services.take_in(TEXT, published_on=date(2024, 1, 1), precision=Precision.MONTH)
    mention = Mention.objects.get()
    assert is_new
    assert not item.is_published
    assert (mention.case, mention.suggestion, mention.relevance) == (case, Relevance.CASE, Relevance.UNDECIDED)
    assert mention.reason == "Stichting Voorbeeldclaim wint bij de rechtbank van TikTok."
    assert NewsItem.objects.undecided().get() == item
    assert not other.mentions.exists()


def test_without_a_headline_the_first_sentence_serves(case):
    assert services.take_in(TEXT)[0].title == "Stichting Voorbeeldclaim wint bij de rechtbank van TikTok."


def test_the_same_text_is_stored_once_however_it_is_broken_into_lines(case):
    first, _is_new = services.take_in(TEXT)
    again, is_new = services.take_in(TEXT.replace(" ", "\n"), title="Een andere kop")
    assert (again, is_new) == (first, False)
    assert Entry.objects.about(first).count() == 1


def test_a_docket_number_is_enough(case):
    services.take_in("Vandaag diende C/13/702849.")
    assert Mention.objects.get().suggestion == Relevance.CASE


def test_a_reworded_item_keeps_its_earlier_wording(case):
    old, _is_new = services.take_in(TEXT, source_key="k")
    new, is_new = services.take_in(TEXT + " Er is een verbetering.", source_key="k")
    assert is_new
    assert new.replaces == old
    assert NewsItem.objects.current().get() == new
    assert list(NewsItem.objects.undecided()) == [new]
    assert services.take_in(TEXT, source_key="k") == (old, False)


def test_a_text_that_looks_like_a_deadline_makes_none(case):
    services.take_in(TEXT)
    assert not Deadline.objects.exists()


def test_deciding_twice_the_same_is_written_down_once(case):
    item, _is_new = services.take_in(TEXT)
    mention = Mention.objects.get()
    for _time in range(2):
        services.decide_relevance(mention, relevance=Relevance.CASE, by=None)
    assert NewsItem.objects.about(case).get() == item
    assert Entry.objects.filter(action="news.decided").count() == 1
    with pytest.raises(DomainError):
        services.decide_relevance(mention, relevance="misschien", by=None)


def test_a_person_may_think_of_a_case_no_rule_thought_of():
    case = make.case()
    item, _is_new = services.take_in("Iets heel anders.")
    services.mention_case(item, case, relevance=Relevance.CASE, reason="Gebeld met de redactie.", by=None)
    assert NewsItem.objects.about(case).get() == item


def test_nothing_is_published_before_a_person_looked_and_wrote(case):
    item, _is_new = services.take_in(TEXT)
    with pytest.raises(DomainError) as refused:
        services.publish_item(item, by=None)
    assert refused.value.field == "summary"
    services.describe_item(item, summary="De stichting won.", by=None)
    with pytest.raises(DomainError) as refused:
        services.publish_item(item, by=None)
    assert refused.value.code == "undecided"
    services.decide_relevance(Mention.objects.get(), relevance=Relevance.CASE, by=None)
    services.publish_item(item, by=None)
    assert NewsItem.objects.public().get() == item
    services.withdraw_item(item, by=None)
    assert not NewsItem.objects.public().exists()


def test_a_text_without_any_case_cannot_be_published():
    item, _is_new = services.take_in("Iets anders.")
    services.describe_item(item, summary="Iets.", by=None)
    with pytest.raises(DomainError):
        services.publish_item(item, by=None)
