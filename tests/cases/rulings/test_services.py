from datetime import date

import pytest

from cases.core.dates import Precision
from cases.core.errors import ChangedMeanwhile, DomainError
from cases.journal.models import Entry
from cases.rulings import services
from cases.rulings.choices import Doubt, RulingKind
from cases.rulings.models import Ruling
from tests import make

pytestmark = pytest.mark.django_db


def announce(case=None, **values):
    values = {"ecli": "ECLI:NL:RBAMS:2024:83", "kind": RulingKind.INTERLOCUTORY, "by": None} | values
    return services.announce_ruling(case or make.case(), **values)


def test_a_ruling_is_found_under_its_ecli_however_it_was_typed():
    court = make.court()
    ruling = announce(ecli=" ecli%3anl:rbams:2024: 83", decided_on=date(2024, 1, 10))
    assert ruling.ecli == "ECLI:NL:RBAMS:2024:83"
    assert ruling.court == court
    assert Ruling.objects.with_ecli_like("ecli nl rbams 2024 83").get() == ruling
    assert list(Entry.objects.about(ruling).values_list("action", flat=True)) == ["ruling.announced"]


@pytest.mark.parametrize("text", ["ECLI:NL:RB:AMS:2023:6694", "ECLI:NL:RBAMS:2024:083", "x"])
def test_what_is_no_ecli_is_refused_with_the_field(text):
    with pytest.raises(DomainError, match="ECLI") as refused:
        announce(ecli=text)
    assert refused.value.field == "ecli"
    assert not Ruling.objects.exists()


def test_the_same_ecli_is_entered_once():
    announce()
    with pytest.raises(DomainError):
        announce()


def test_many_rulings_may_have_no_ecli():
    case = make.case()
    for day in (1, 2):
        announce(case, ecli="", decided_on=date(2024, 1, day))
    assert case.rulings.count() == 2


def test_a_ruling_without_a_date_says_that_the_date_is_unknown():
    assert announce(decided_on=None).precision == Precision.UNKNOWN


def test_a_year_that_differs_is_a_warning_only():
    ruling = announce(decided_on=date(2023, 12, 29))
    assert services.doubts(ruling) == [Doubt.YEAR]


def test_a_proceeding_or_event_of_another_case_is_refused():
    case = make.case()
    with pytest.raises(DomainError) as refused:
        announce(case, proceedings=[make.proceeding()])
    assert refused.value.field == "proceedings"
    with pytest.raises(DomainError) as refused:
        announce(case, event=make.event())
    assert refused.value.field == "event"


def test_withdrawing_and_publishing_are_each_written_down_once():
    ruling = announce()
    services.withdraw_ruling(ruling, by=None)
    services.withdraw_ruling(ruling, by=None)
    assert not Ruling.objects.public().exists()
    services.publish_ruling(ruling, by=None)
    assert Ruling.objects.public().get() == ruling
    actions = list(Entry.objects.about(ruling).order_by("id").values_list("action", flat=True))
    assert actions == ["ruling.announced", "ruling.withdrawn", "ruling.published"]


def test_a_revision_over_a_newer_version_is_refused():
    ruling = announce()
    stale = Ruling.objects.get(pk=ruling.pk)
    services.revise_ruling(ruling, outcome="Ontvankelijk.", by=None)
    with pytest.raises(ChangedMeanwhile):
        services.revise_ruling(stale, outcome="Niet-ontvankelijk.", by=None)
    ruling.refresh_from_db()
    assert ruling.outcome == "Ontvankelijk."
