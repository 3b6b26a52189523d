from datetime import date

import pytest

from cases.core.errors import ChangedMeanwhile, DomainError
from cases.dossier import services
from cases.dossier.choices import RepresentationKind as Kind
from cases.dossier.models import Case, CaseRelation, ClaimantGroup
from cases.journal.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def opened(**values):
    return services.open_case(**{"slug": "tiktok", "title": "TikTok"} | values, by=None)


class TestCases:
    def test_a_new_case_is_not_public(self):
        case = opened()
        assert not case.is_published
        assert Entry.objects.get(action="case.opened").case == case

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"slug": ""}, "slug"),
            ({"slug": "tik tok"}, "slug"),
            ({"title": ""}, "title"),
            ({"title": "x" * 201}, "title"),
            ({"title": "a\x00b"}, "title"),
            ({"title": "a\u202eb"}, "title"),
            ({"summary": "x" * 20_001}, "summary"),
            ({"events_from": date(2024, 1, 2), "events_until": date(2024, 1, 1)}, "events_until"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_bad_input_names_the_field(self, values, field):
        with pytest.raises(DomainError) as refusal:
            opened(**values)
        assert refusal.value.field == field
        assert not Case.objects.exists()

    def test_an_address_is_used_once(self):
        opened()
        with pytest.raises(DomainError) as refusal:
            opened()
        assert refusal.value.field == "slug"

    def test_publishing_needs_a_summary_and_an_other_side(self):
        case = opened()
        for change, field in (({}, "summary"), ({"summary": "Wat er gebeurde."}, "concern")):
            services.change_case(case, **change, by=None)
            with pytest.raises(DomainError) as refusal:
                services.publish_case(case, by=None)
            assert refusal.value.field == field
        services.sue_defendant(case, defendant=make.defendant(), by=None)
        assert services.publish_case(case, by=None).is_published

    def test_publishing_twice_is_written_down_once(self):
        case = opened(summary="Wat er gebeurde.", concern=make.concern())
        for _ in range(2):
            services.publish_case(case, by=None)
        services.unpublish_case(case, by=None)
        assert list(Entry.objects.filter(case=case).values_list("action", flat=True).order_by("id")) == [
            "case.opened",
            "case.published",
            "case.unpublished",
        ]

    def test_a_public_case_keeps_its_summary(self):
        case = opened(summary="Wat er gebeurde.", concern=make.concern())
        services.publish_case(case, by=None)
        with pytest.raises(DomainError) as refusal:
            services.change_case(case, summary="", by=None)
        assert refusal.value.field == "summary"

    def test_a_change_over_a_newer_version_is_refused(self):
        case = opened()
        stale = Case.objects.get(pk=case.pk)
        services.change_case(case, title="Nieuw", by=None)
        with pytest.raises(ChangedMeanwhile):
            services.change_case(stale, title="Oud", by=None)
        assert Case.objects.get().title == "Nieuw"

    def test_what_the_public_would_miss_is_told(self):
        assert len(services.publication_warnings(opened())) == 2

    def test_a_case_hangs_on_another_once_and_never_on_itself(self):
        case, other = opened(), make.case()
        services.relate_cases(case, other=other, reason="Vragen aan het Hof van Justitie", by=None)
        for wrong in (other, case):
            with pytest.raises(DomainError):
                services.relate_cases(case, other=wrong, by=None)
        assert CaseRelation.objects.get().other == other


class TestGroups:
    def test_overlap_with_another_group_warns(self):
        case = opened()
        services.define_group(case, slug="volwassenen", name="Volwassenen", age_from=18, by=None)
        minors = services.define_group(case, slug="minderjarigen", name="Minderjarigen", age_until=17, by=None)
        assert services.group_warnings(minors) == []
        services.redefine_group(minors, age_until=18, by=None)
        assert "Volwassenen" in services.group_warnings(minors)[0]

    @pytest.mark.parametrize(
        "values",
        [
            {"slug": "a b"},
            {"age_from": 18, "age_until": 17},
            {"used_from": date(2022, 1, 2), "used_until": date(2022, 1, 1)},
            {"residence": "moon"},
            {"age_from": -1},
        ],
        ids=str,
    )
    def test_a_wrong_definition_is_refused(self, values):
        with pytest.raises(DomainError):
            services.define_group(opened(), **{"slug": "groep", "name": "Groep"} | values, by=None)
        assert not ClaimantGroup.objects.exists()


class TestEstimates:
    def test_a_range_with_its_source_is_kept_beside_earlier_ones(self):
        case = opened()
        services.set_estimate(case, low_count=64_000, by=None)
        latest = services.set_estimate(case, low_count=1_200_000, high_count=1_600_000, said_by="STBYP", by=None)
        assert case.estimates.count() == 2
        assert latest.shown_range == "1.200.000 – 1.600.000"

    @pytest.mark.parametrize(
        "values", [{"low_count": 5, "high_count": 4}, {"low_count": -1}, {"low_count": 10**30}], ids=str
    )
    def test_an_impossible_number_is_refused(self, values):
        with pytest.raises(DomainError):
            services.set_estimate(opened(), **values, by=None)

    def test_a_group_of_another_case_is_refused(self):
        with pytest.raises(DomainError) as refusal:
            services.set_estimate(opened(), low_count=1, group=make.group(), by=None)
        assert refusal.value.field == "group"


def appoint(group, day, kind=Kind.EXCLUSIVE, foundation=None):
    return services.appoint_representative(
        group,
        foundation=foundation or make.foundation(),
        kind=kind,
        started_on=day and date.fromisoformat(day),
        source="ECLI:NL:RBAMS:2024:83",
        by=None,
    )


class TestRepresentation:
    def test_a_new_exclusive_one_ends_the_earlier_the_day_before(self):
        group = make.group()
        first = appoint(group, "2024-01-10")
        second = appoint(group, "2025-10-07")
        first.refresh_from_db()
        assert first.ended_on == date(2025, 10, 6)
        assert list(group.representations.on(date(2025, 10, 6))) == [first]
        assert list(group.representations.on(date(2025, 10, 7))) == [second]

    @pytest.mark.parametrize("day", ["2024-01-10", "2023-01-01", None], ids=["same day", "earlier", "unknown"])
    def test_two_exclusive_ones_never_overlap(self, day):
        group = make.group()
        appoint(group, "2024-01-10")
        with pytest.raises(DomainError, match="1018e Rv") as refusal:
            appoint(group, day)
        assert refusal.value.code == "overlap"
        assert group.representations.count() == 1

    def test_joint_ones_stand_side_by_side(self):
        group = make.group()
        appoint(group, "2024-01-10", Kind.JOINT)
        appoint(group, "2024-01-10", Kind.JOINT)
        assert group.representations.on(date(2024, 2, 1)).count() == 2

    def test_a_party_only_stands_beside_the_exclusive_one(self):
        group = make.group()
        appoint(group, "2024-01-10")
        appoint(group, "2024-01-10", Kind.PARTY)
        assert group.representations.on(date(2024, 2, 1)).count() == 2

    def test_a_foundation_has_one_part_at_a_time(self):
        group, foundation = make.group(), make.foundation()
        party = appoint(group, "2022-01-01", Kind.PARTY, foundation)
        appoint(group, "2024-01-10", foundation=foundation)
        party.refresh_from_db()
        assert party.ended_on == date(2024, 1, 9)

    def test_each_group_has_its_own(self):
        case = make.case()
        for slug in ("minors", "adults"):
            appoint(make.group(case=case, slug=slug), "2024-01-10")

    def test_an_unknown_kind_is_refused(self):
        with pytest.raises(DomainError) as refusal:
            appoint(make.group(), "2024-01-10", "boss")
        assert refusal.value.field == "kind"
