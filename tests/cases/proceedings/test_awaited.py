"""A case that waits for another hears when the other brings an answer: once, and everybody in it."""

from datetime import date

import pytest
from django.core import mail

from cases.dossier import services as dossier
from cases.dossier.choices import RelationKind
from cases.dossier.models import CaseRelation
from cases.journal import services as journal
from cases.journal.models import Entry
from cases.outbox import services as outbox
from cases.outbox.models import Message
from cases.proceedings import awaited, services
from tests import make
from tests.cases.proceedings.steps import page, recorded

pytestmark = pytest.mark.django_db


@pytest.fixture
def amazon():
    case = make.case(slug="amazon", title="Amazon", title_en="Amazon case")
    track = make.track(proceeding=make.proceeding(case=case))
    recorded(track, "jurisdiction_accepted", "2024-11-13")
    recorded(track, "cjeu_question_referred", "2025-07-23")
    return track


@pytest.fixture
def lawyer():
    return make.membership(user=make.user(email="jurist@stichting.example"))


@pytest.fixture
def tiktok(amazon, lawyer):
    case = make.case(slug="tiktok", title="TikTok", summary="Waar het over gaat.")
    make.proceeding(case=case, foundation=lawyer.foundation)
    dossier.relate_cases(
        case, other=amazon.proceeding.case, reason="Vragen aan het Hof", started_on=date(2025, 10, 7), by=None
    )
    return case


def told():
    """To whom the awaited answer was told, after everything that waits has run."""
    journal.react()
    return sorted(Message.objects.filter(template="awaited-answer").values_list("address", flat=True))


def noted(case):
    return Entry.objects.filter(action="case.awaited_answer", case=case).count()


def test_an_answer_is_told_and_noted(tiktok, amazon):
    recorded(amazon, "cjeu_answered", "2026-11-05")
    assert told() == ["jurist@stichting.example"]
    entry = Entry.objects.get(action="case.awaited_answer")
    assert (entry.case, entry.data["kind"], entry.data["on"]) == (tiktok, "cjeu_answered", "2026-11-05")


@pytest.mark.parametrize(
    ("kind", "is_answer"),
    [
        ("cjeu_answered", True), ("hr_answered", True), ("dismissed", True), ("cassation_rejected", True),
        ("appeal_confirmed", True), ("appeal_interlocutory_judgment", False), ("opinion_published", False),
        ("interlocutory_judgment", False), ("hearing_held", False), ("cjeu_question_referred", False),
        ("summary_judgment", False), ("abolished", False),
    ],
)  # fmt: skip
def test_only_what_ends_a_question_or_an_instance_is_an_answer(kind, is_answer):
    assert awaited.is_answer(kind) == is_answer


def test_what_happens_on_the_way_is_told_to_nobody(tiktok, amazon):
    recorded(amazon, "hearing_held", "2026-11-05")
    assert told() == []
    assert noted(tiktok) == 0


def test_nobody_is_told_twice(tiktok, amazon):
    event = recorded(amazon, "cjeu_answered", "2026-11-05")
    assert len(told()) == 1
    services.correct_event(event, reason="Een dag eerder", happened_on=date(2026, 11, 4), by=None)
    for entry in Entry.objects.filter(action__in=["event.recorded", "event.corrected"]):
        awaited.on_event_entered(entry)
    assert len(told()) == 1
    assert noted(tiktok) == 1


def test_a_correction_that_turns_out_to_be_an_answer_is_told(tiktok, amazon):
    event = recorded(amazon, "hearing_held", "2026-11-05")
    assert told() == []
    services.correct_event(event, reason="Het was het antwoord", kind="cjeu_answered", by=None)
    assert told() == ["jurist@stichting.example"]


def test_an_answer_withdrawn_before_anybody_was_told_is_told_to_nobody(tiktok, amazon):
    event = recorded(amazon, "cjeu_answered", "2026-11-05")
    services.withdraw_event(event, reason="Per ongeluk", by=None)
    assert told() == []


@pytest.mark.parametrize(
    ("values", "answered"),
    [({"started_on": date(2026, 11, 6)}, "2026-11-05"), ({"ended_on": date(2026, 11, 4)}, "2026-11-05"),
     ({"kind": RelationKind.FOLLOWS}, "2026-11-05")],
    ids=["began to wait later", "waits no more", "only follows it"],
)  # fmt: skip
def test_who_did_not_wait_that_day_is_not_told(tiktok, amazon, values, answered):
    CaseRelation.objects.update(**values)
    recorded(amazon, "cjeu_answered", answered)
    assert told() == []


def test_everybody_in_every_waiting_case_hears_it_once(tiktok, amazon, lawyer):
    adobe = make.case(title="Adobe")
    second = make.membership(user=make.user(email="ander@stichting.example"), role="case_manager")
    for foundation in (lawyer.foundation, second.foundation):
        make.proceeding(case=adobe, foundation=foundation)
    make.proceeding(case=adobe, foundation=lawyer.foundation, name="tweede")
    make.membership(user=lawyer.user, foundation=second.foundation)
    make.membership(foundation=lawyer.foundation, role="auditor")
    make.membership(foundation=lawyer.foundation, ended_on=date(2021, 1, 1))
    make.membership(foundation=lawyer.foundation, user=make.user(is_active=False))
    dossier.relate_cases(adobe, other=amazon.proceeding.case, by=None)
    recorded(amazon, "cjeu_answered", "2026-11-05")
    assert told() == ["ander@stichting.example", "jurist@stichting.example", "jurist@stichting.example"]


def test_the_mail_answers_the_four_questions(tiktok, amazon):
    recorded(amazon, "cjeu_answered", "2026-11-05")
    told()
    outbox.deliver()
    (sent,) = mail.outbox
    assert "Amazon" in sent.subject
    for words in ("5 november 2026", "antwoord van het Hof van Justitie", "TikTok", "Vragen aan het Hof",
                  f"/beheer/cases/case/{tiktok.pk}/change/"):  # fmt: skip
        assert words in sent.body
        assert words in sent.alternatives[0][0]


def test_the_cockpit_says_what_it_waits_for_and_what_came(staff, tiktok, amazon):
    address = page("case_change", tiktok)
    shown = staff.get(address).content.decode()
    assert "wacht op" in shown
    assert "antwoord van het Hof" not in shown
    recorded(amazon, "cjeu_answered", "2026-11-05")
    shown = staff.get(address).content.decode()
    assert "antwoord van het Hof van Justitie" in shown
    assert "5 november 2026" in shown


def test_the_public_page_says_it_too_unless_the_answer_is_hidden(client, tiktok, amazon):
    recorded(amazon, "hr_question_referred", "2025-08-01")
    hidden = recorded(amazon, "hr_answered", "2026-11-02", is_public=False)
    address = "/nl/zaken/tiktok"
    before = client.get(address)
    assert "antwoord van de Hoge Raad" not in before.content.decode()
    services.withdraw_event(hidden, reason="Per ongeluk", by=None)
    recorded(amazon, "cjeu_answered", "2026-11-05")
    after = client.get(address, headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "antwoord van het Hof van Justitie" in after.content.decode()


def test_an_answer_from_before_the_waiting_is_no_answer(tiktok, amazon):
    recorded(amazon, "dismissed", "2025-09-01")
    (wait,) = awaited.waits(tiktok.relations.select_related("other"), with_hidden=True)
    assert wait.answer is None


def test_reading_the_waits_takes_one_query_however_many(django_assert_num_queries, tiktok, amazon):
    for _more in range(3):
        dossier.relate_cases(tiktok, other=make.case(), by=None)
    relations = list(tiktok.relations.select_related("other"))
    with django_assert_num_queries(1):
        awaited.waits(relations, with_hidden=True)
