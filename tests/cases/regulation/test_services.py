from datetime import date

import pytest

from cases.core.dates import Precision
from cases.core.errors import DomainError
from cases.journal.models import Entry
from cases.parties.models import Product
from cases.regulation import services
from cases.regulation.choices import Level, MeasureKind, MeasureState
from cases.regulation.models import Regulator, RegulatoryMeasure
from tests import make

pytestmark = pytest.mark.django_db


def record(**values):
    regulator = Regulator.objects.get_or_create(name="Staat", defaults={"level": Level.STATE})[0]
    values = {"kind": MeasureKind.BAN, "state": MeasureState.ANNOUNCED, "summary": "Een verbod.", "by": None} | values
    return services.record_measure(regulator, **values)


def test_who_must_obey_may_be_another_than_the_target():
    concern = make.concern(name="TikTok")
    app = Product.objects.create(concern=concern, name="TikTok")
    measure = record(concern=concern, products=[app], addressee="Apple en Google")
    assert measure.products.get() == app
    assert measure.addressee == "Apple en Google"


def test_a_measure_without_a_date_says_so():
    assert record().precision == Precision.UNKNOWN
    assert record(announced_on=date(2023, 3, 1), precision=Precision.MONTH).precision == Precision.MONTH


def test_a_product_of_another_concern_is_refused():
    app = Product.objects.create(concern=make.concern(), name="App")
    with pytest.raises(DomainError) as refused:
        record(products=[app])
    assert refused.value.field == "products"


def test_a_measure_without_a_summary_is_refused():
    with pytest.raises(DomainError) as refused:
        record(summary="")
    assert refused.value.field == "summary"
    assert not RegulatoryMeasure.objects.exists()


def test_a_new_state_and_each_switch_are_in_the_journal():
    measure = record()
    services.revise_measure(measure, state=MeasureState.IN_FORCE, by=None)
    services.withdraw_measure(measure, by=None)
    services.publish_measure(measure, by=None)
    actions = list(Entry.objects.about(measure).order_by("id").values_list("action", flat=True))
    assert actions == ["measure.recorded", "measure.revised", "measure.withdrawn", "measure.published"]
