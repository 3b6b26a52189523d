"""Two foundations count whom they have in common: a number, once both agree, and nobody's address."""

import pytest
from django.urls import reverse

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.core.tenancy import acting_for
from cases.journal.models import Entry
from claimants.overlaps import rules, services
from claimants.overlaps.models import Overlap, OverlapCount
from claimants.people.models import Claimant
from claimants.registrations.models import Registration
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


class Pair:
    """Two foundations that act in one case."""

    def __init__(self):
        self.group, self.ours, self.theirs = make.group(), make.foundation(), make.foundation()
        for foundation in (self.ours, self.theirs):
            make.representation(foundation=foundation, group=self.group)

    def join(self, foundation, *addresses, **values):
        for address in addresses:
            person = make.claimant(foundation=foundation, email=address)
            make.registration(claimant=person, group=self.group, **values)

    def both(self, count, prefix="samen"):
        for foundation in (self.ours, self.theirs):
            self.join(foundation, *(f"{prefix}{number}@voorbeeld.example" for number in range(count)))

    def ask(self):
        return services.ask(self.ours, other=self.theirs, case=self.group.case, by=make.user())

    def record(self, foundation):
        with acting_for(foundation):
            return Overlap.objects.select_related("foundation", "other", "case").first()

    def counted(self):
        self.ask()
        services.agree(self.record(self.theirs), by=make.user())
        services.count()
        return [self.record(one) for one in (self.ours, self.theirs)]


@pytest.fixture
def pair():
    return Pair()


def test_nothing_is_counted_before_both_agreed(pair):
    pair.both(12)
    pair.ask()
    assert services.count() == 0
    assert (pair.record(pair.ours).state, pair.record(pair.theirs).state) == ("agreed", "asked")


def test_both_read_the_same_number(pair):
    pair.both(12)
    pair.join(pair.ours, "alleen@voorbeeld.example", "")
    pair.join(pair.theirs, "ander@voorbeeld.example", "SAMEN0@voorbeeld.example", "")
    assert [(one.state, one.in_common_count) for one in pair.counted()] == [("counted", 12)] * 2


def test_below_ten_nobody_reads_how_many(pair):
    pair.both(9)
    assert [(one.state, one.in_common_count) for one in pair.counted()] == [("counted", None)] * 2
    assert {entry.data["in_common"] for entry in Entry.objects.filter(action="overlap.counted")} == {None}


def test_who_left_is_erased_or_stands_in_another_case_is_not_counted(pair):
    pair.both(12)
    with acting_for(pair.ours):
        gone = Registration.objects.order_by("pk")[0]
        Registration.objects.filter(pk=gone.pk).update(state="withdrawn")
        Claimant.objects.filter(pk=Registration.objects.order_by("pk")[1].claimant_id).update(
            restricted_at="2026-01-01T00:00Z"
        )
    for foundation in (pair.ours, pair.theirs):
        make.registration(claimant=make.claimant(foundation=foundation, email="elders@voorbeeld.example"))
    assert pair.counted()[0].in_common_count == 10


def test_neither_sees_a_row_of_the_other_and_no_address_is_kept(pair):
    pair.both(12)
    pair.counted()
    for foundation in (pair.ours, pair.theirs):
        with acting_for(foundation):
            assert {row.foundation_id for row in Overlap.objects.all()} == {foundation.pk}
            kept = [str(vars(row)) for row in [*Overlap.objects.all(), *OverlapCount.objects.all()]]
            indexes = Claimant.objects.values_list("email_index", flat=True)
            assert not [index for index in indexes if index[:16] in " ".join(kept)]


def test_a_foundation_outside_the_case_cannot_be_asked(pair):
    with pytest.raises(DomainError) as refused:
        services.ask(pair.ours, other=make.foundation(), case=pair.group.case, by=None)
    assert refused.value.field == "other"


def test_who_asked_cannot_agree_for_the_other(pair):
    mine = pair.ask()
    with pytest.raises(ChangedMeanwhile):
        services.agree(mine, by=make.user())


def test_refused_it_is_never_counted(pair):
    pair.both(12)
    pair.ask()
    services.end(pair.record(pair.theirs), by=make.user())
    assert services.count() == 0
    assert pair.record(pair.ours).state == "ended"
    with pytest.raises(ChangedMeanwhile):
        services.agree(pair.record(pair.theirs), by=make.user())


def test_two_counts_close_together_are_refused_from_either_side(pair):
    pair.both(12)
    pair.counted()
    for asker, other in ((pair.ours, pair.theirs), (pair.theirs, pair.ours)):
        with pytest.raises(DomainError) as refused:
            services.ask(asker, other=other, case=pair.group.case, by=None)
        assert refused.value.code == "too-soon"


def test_a_count_that_fails_is_tried_again(pair, monkeypatch):
    pair.both(12)
    pair.ask()
    services.agree(pair.record(pair.theirs), by=make.user())
    with monkeypatch.context() as patch:
        patch.setattr(rules, "in_common", lambda *_: 1 / 0)
        assert services.count() == 0
    assert pair.record(pair.ours).state == "counting"
    OverlapCount.objects.update(due_at="2026-01-01T00:00Z")
    assert services.count() == 1


def test_both_journals_say_it_and_neither_names_who_agreed_elsewhere(pair):
    pair.counted()
    by = {
        (entry.action, entry.foundation_id): entry.by_id
        for entry in Entry.objects.filter(action__startswith="overlap.")
    }
    assert set(by) == {("overlap.asked", one.pk) for one in (pair.ours, pair.theirs)} | {
        ("overlap.agreed", pair.theirs.pk)
    } | {("overlap.counted", one.pk) for one in (pair.ours, pair.theirs)}
    assert by["overlap.asked", pair.theirs.pk] is None


def test_staff_ask_and_agree_on_their_own_pages(client, pair):
    pair.both(11)
    sign_in(client, make.membership(foundation=pair.ours, role="board"))
    asked = {"case": pair.group.case_id, "other": pair.theirs.pk}
    made = client.post("/beheer/claimants/overlap/add/", asked)
    assert made.status_code == 302, made.context["errors"]
    ours = pair.record(pair.ours)
    agree = reverse("admin:claimants_overlap_agree", args=[ours.pk])
    assert agree not in client.get(f"/beheer/claimants/overlap/{ours.pk}/change/").content.decode()
    client.post(agree)
    assert pair.record(pair.ours).state == "agreed"
    sign_in(client, make.membership(foundation=pair.theirs, role="lawyer"))
    client.post(reverse("admin:claimants_overlap_agree", args=[pair.record(pair.theirs).pk]))
    services.count()
    page = client.get(f"/beheer/claimants/overlap/{pair.record(pair.theirs).pk}/change/").content.decode()
    assert ">11<" in page.replace(" ", "").replace("\n", "")


def test_the_helpdesk_neither_asks_nor_agrees(client, pair):
    pair.ask()
    sign_in(client, make.membership(foundation=pair.theirs, role="helpdesk"))
    assert client.get("/beheer/claimants/overlap/add/").status_code == 403
    client.post(reverse("admin:claimants_overlap_agree", args=[pair.record(pair.theirs).pk]))
    assert pair.record(pair.theirs).state == "asked"
