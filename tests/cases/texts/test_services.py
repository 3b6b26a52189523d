"""Texts that staff write: checked, approved by another person, in force until the next version."""

from datetime import date, timedelta

import pytest

from cases.core.errors import DomainError
from cases.texts import services, shelves
from cases.texts.models import StageText
from cases.texts.rules import stage_text
from tests import make

pytestmark = pytest.mark.django_db

DAY = date(2027, 1, 14)
PARTS = {"heading": "Er komt een zitting", "now": "De rechter luistert.", "next": "Dan komt er een vonnis."}
PARTS |= {"you": "U hoeft niets te doen."}


@pytest.fixture
def case():
    return make.case()


@pytest.fixture
def foundation():
    return make.foundation()


@pytest.fixture
def write(case, foundation):
    def written(**values):
        fields = {"code": "S60_merits", "language": "nl", "audience": "adult", "by": make.user()} | PARTS
        voice = {} if values.get("audience") == "public" else {"foundation": foundation}
        return services.write_text(case, **fields | voice | values)

    return written


@pytest.fixture
def in_force(write):
    return lambda **values: services.approve_text(write(**values), by=make.user())


def heading(case, foundation, *, code="S60_merits", **about):
    written = shelves.texts_of(case, foundation)
    return stage_text(code, **{"language": "nl", "today": DAY, "written": written} | about).heading


def test_nobody_reads_a_text_before_it_is_approved(case, foundation, write):
    text = write()
    assert heading(case, foundation) == "De rechter bekijkt de zaak"
    services.approve_text(text, by=make.user())
    assert heading(case, foundation) == "Er komt een zitting"


def test_the_writer_cannot_approve_and_the_database_agrees(write):
    writer = make.user()
    text = write(by=writer)
    for decide in (services.approve_text, services.reject_text):
        with pytest.raises(DomainError) as refused:
            decide(text, by=writer)
        assert refused.value.code == "same-person"


def test_a_new_version_takes_the_place_of_the_one_before(case, foundation, in_force):
    in_force()
    second = in_force(heading="Nu anders")
    assert second.number == 2
    assert heading(case, foundation) == "Nu anders"
    assert list(StageText.objects.order_by("number").values_list("state", flat=True)) == ["replaced", "approved"]
    assert services.version_before(second).heading == "Er komt een zitting"


def test_a_withdrawal_is_a_version_too_and_brings_our_wording_back(case, foundation, in_force):
    withdrawal = services.withdraw_text(in_force(), by=make.user())
    assert heading(case, foundation) == "Er komt een zitting"
    services.approve_text(withdrawal, by=make.user())
    assert heading(case, foundation) == "De rechter bekijkt de zaak"


def test_a_rejected_version_changes_nothing(case, foundation, in_force, write):
    in_force()
    services.reject_text(write(heading="Niet goed"), by=make.user())
    assert heading(case, foundation) == "Er komt een zitting"


def test_a_decision_is_taken_once(in_force):
    with pytest.raises(DomainError) as refused:
        services.approve_text(in_force(), by=make.user())
    assert refused.value.code == "decided"


def test_the_text_of_the_group_goes_before_that_of_the_case(case, foundation, in_force):
    group = make.group(case=case)
    in_force()
    in_force(group=group, heading="Voor kinderen")
    assert heading(case, foundation, group=group.pk) == "Voor kinderen"
    assert heading(case, foundation, group=make.group(case=case).pk) == "Er komt een zitting"


def test_who_is_thirteen_reads_je_when_it_was_written_and_else_what_adults_read(case, foundation, in_force):
    in_force()
    assert heading(case, foundation, audience="teen") == "Er komt een zitting"
    in_force(audience="teen", heading="Jij wacht op de rechter")
    assert heading(case, foundation, audience="teen") == "Jij wacht op de rechter"
    assert heading(case, foundation) == "Er komt een zitting"


def test_the_public_page_never_reads_what_a_foundation_says_to_its_own(case, in_force):
    in_force()
    assert shelves.public_texts(case) == []
    in_force(audience="public", heading="De zitting komt")
    told = {"language": "nl", "today": DAY, "variant": "public", "written": shelves.public_texts(case)}
    assert stage_text("S60_merits", **told).heading == "De zitting komt"


def test_another_foundation_and_another_language_read_ours(case, foundation, in_force):
    in_force()
    assert heading(case, make.foundation()) == "De rechter bekijkt de zaak"
    assert heading(case, foundation, language="en") == "The court is looking at the case"


def test_a_text_of_an_overlay_speaks_in_its_place(case, foundation, in_force):
    in_force(code="stayed", heading="Even geduld")
    assert heading(case, foundation, overlays=["stayed"]) == "Even geduld"


def test_a_text_with_a_last_day_turns_by_itself_when_the_day_has_passed(case, foundation, in_force):
    in_force(now="Kies tot en met {date}.", now_after="U kon kiezen tot en met {date}.", heading_after="Voorbij",
             is_asking=True)  # fmt: skip
    told = {"language": "nl", "variables": {"date": DAY}, "written": shelves.texts_of(case, foundation)}
    before = stage_text("S60_merits", today=DAY, **told)
    after = stage_text("S60_merits", today=DAY + timedelta(days=1), **told)
    assert (before.now, before.asks_action) == ("Kies tot en met 14 januari 2027.", True)
    assert (after.heading, after.now) == ("Voorbij", "U kon kiezen tot en met 14 januari 2027.")
    assert not after.asks_action


def test_a_text_that_names_something_unknown_steps_back_for_ours(case, foundation, in_force):
    in_force(now="De rechter vindt: {summary}.")
    assert heading(case, foundation) == "De rechter bekijkt de zaak"
    assert heading(case, foundation, variables={"summary": "het mag niet"}) == "Er komt een zitting"


@pytest.mark.parametrize(
    ("change", "field", "named"),
    [
        ({"now": "Beste {naam}"}, "now", "naam"),
        ({"now": "Beste {"}, "now", "{"),
        ({"you": "{foundation.password}"}, "you", "foundation.password"),
        ({"heading": "De eis is niet-ontvankelijk"}, "heading", "niet-ontvankelijk"),
        ({"next": "Tot en met {date}."}, "next_after", "date"),
        ({"next": " "}, "next", ""),
        ({"code": "S999"}, "code", ""),
    ],
    ids=["unknown variable", "open brace", "attribute", "word of lawyers", "no text afterwards", "empty", "no stage"],
)
def test_what_cannot_be_shown_is_refused_by_field(write, change, field, named):
    with pytest.raises(DomainError) as refused:
        write(**change)
    assert refused.value.field == field
    assert named in str(refused.value)
    assert StageText.objects.count() == 0


def test_a_group_of_another_case_is_refused(write):
    with pytest.raises(DomainError) as refused:
        write(group=make.group())
    assert refused.value.field == "group"


def test_a_text_for_people_needs_the_foundation_that_speaks(write):
    with pytest.raises(DomainError):
        write(foundation=None)


def test_markup_is_stored_as_text(in_force):
    assert in_force(now="<b>Let op</b>").now == "<b>Let op</b>"


def test_the_public_page_reads_what_staff_wrote_for_everybody(client, in_force, foundation):
    case = make.case()
    make.in_stage("S60_merits", proceeding=make.proceeding(case=case, foundation=foundation))
    fields = {"code": "S60_merits", "language": "nl", "audience": "public", "by": make.user()}
    address = f"/nl/zaken/{case.slug}"
    assert "Er komt een zitting" not in client.get(address).content.decode()
    services.approve_text(services.write_text(case, **fields | PARTS), by=make.user())
    assert "Er komt een zitting" in client.get(address).content.decode()
