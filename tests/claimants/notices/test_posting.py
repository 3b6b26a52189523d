"""What waits for one person leaves in one mail; nothing is left out and nothing leaves twice."""

from datetime import date, timedelta
from random import Random

import pytest
from django.core import mail
from django.utils import timezone

from cases.core.rows import change
from cases.core.tenancy import acting_for
from cases.outbox import services as outbox
from cases.outbox.models import Message
from claimants.notices import posting, rules, services
from claimants.notices.choices import NoticeKind
from claimants.notices.models import ClaimantMessage, Tiding
from tests import make
from tests.claimants.notices.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(people=3)


def words(text: str) -> dict:
    return {"nl": make.notice_words(subject=text, news=f"Nieuws: {text}.")}


def test_everybody_gets_one_mail(world):
    world.send()
    assert world.post() == 3
    assert outbox.deliver() == 3
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted(person.email for person in world.people)
    assert [message.fate for message in world.messages()] == ["sent"] * 3
    assert world.post() == 0


def test_nothing_leaves_before_its_moment(world):
    services.write(world.people[0], "registration", context=words("Aangemeld"))
    assert posting.post() == 0


def test_who_asked_to_be_left_alone_gets_no_mail_until_that_ends(world):
    person = world.people[0]
    services.write(person, "registration", context=words("Aangemeld"))
    with acting_for(world.foundation):
        change(person, restricted_at=timezone.now())
    assert world.post() == 0
    with acting_for(world.foundation):
        change(person, restricted_at=None)
    assert world.post() == 1


def test_a_notice_passes_by_who_asked_to_be_left_alone(world):
    with acting_for(world.foundation):
        change(world.people[0], restricted_at=timezone.now())
    world.send()
    assert world.post() == 2


def test_two_notices_within_the_window_become_one_mail_with_both(world):
    world.send(words=words("Eerste"))
    world.send(words=words("Tweede"), kind="ruling")
    assert world.post() == 3
    for message in world.messages():
        assert "Nieuws: Eerste." in message.text
        assert "Nieuws: Tweede." in message.text
    assert sorted(tiding.message_id for tiding in world.tidings()) == sorted(2 * [one.pk for one in world.messages()])


def test_what_comes_due_within_the_window_goes_along_and_what_comes_later_waits(world):
    person = world.people[0]
    for text, minutes in (("Nu", -1), ("Zo", 4), ("Later", 60)):
        tiding = services.write(person, "registration", context=words(text))
        with acting_for(world.foundation):
            Tiding.objects.filter(pk=tiding.pk).update(due_at=timezone.now() + timedelta(minutes=minutes))
    assert posting.post() == 1
    [message] = world.messages()
    assert ("Nieuws: Nu." in message.text, "Nieuws: Zo." in message.text, "Later" in message.text) == (
        True,
        True,
        False,
    )


def test_what_asks_something_leads_the_mail(world):
    person = world.people[0]
    services.write(person, "newsletter", context=words("Nieuwsbrief"))
    services.write(person, "choice", context=words("Kies voor 1 december"))
    world.post()
    [message] = world.messages()
    assert message.subject.startswith("Kies voor 1 december (")
    assert message.kind == "choice"


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_written_in_whatever_order_every_tiding_is_mailed_exactly_once(world, seed):
    """The property: merging never drops. Notices, personal news, wishes and posting in a random order."""
    chance, written = Random(seed), []
    for number in range(14):
        step = chance.choice(["notice", "write", "post", "weekly"])
        person, kind = chance.choice(world.people), chance.choice([kind.value for kind in NoticeKind])
        if step == "notice":
            world.send(words=words(f"M{number}M"), kind=kind)
            written += [(one.pk, f"M{number}M") for one in world.people]
        elif step == "write":
            services.write(person, kind, context=words(f"M{number}M"))
            written.append((person.pk, f"M{number}M"))
        elif step == "weekly":
            services.set_preferences(person, {"stage": chance.choice(["weekly", "at_once"])})
        else:
            world.post()
    world.post()
    told = [(message.claimant_id, text) for message in world.messages() for _pk, text in set(written)
            if f"Nieuws: {text}." in message.text]  # fmt: skip
    assert sorted(set(told)) == sorted(set(written))
    assert len(world.tidings()) == len(written)
    assert all(tiding.message_id for tiding in world.tidings())
    assert Message.objects.filter(template="notice").count() == len(world.messages())


def test_a_batch_that_fails_leaves_everything_waiting(world, monkeypatch):
    world.send()
    monkeypatch.setattr(posting.rendering, "render", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        world.post()
    assert world.messages() == []
    assert Message.objects.filter(template="notice").count() == 0
    monkeypatch.undo()
    assert world.post() == 3


def test_many_people_are_more_than_one_transaction(world, monkeypatch):
    monkeypatch.setattr(posting, "AT_A_TIME", 2)
    world.send()
    assert world.post() == 3


def test_the_text_in_the_file_is_the_text_that_was_sent(world):
    world.send()
    world.post()
    outbox.deliver()
    kept = {message.claimant.email: message for message in world.messages()}
    for sent in mail.outbox:
        assert (sent.subject, sent.body.strip()) == (kept[sent.to[0]].subject, kept[sent.to[0]].text.strip())


def test_the_text_stays_when_the_outbox_has_forgotten_it(world):
    world.send()
    world.post()
    outbox.deliver()
    Message.objects.update(done_at=timezone.now() - timedelta(days=31))
    assert outbox.purge() == 3
    assert all("De rechter heeft een dag gekozen." in message.text for message in world.messages())


def test_without_an_address_it_can_only_be_read_here():
    world = World(people=0)
    world.join(email="")
    world.send()
    assert world.post() == 1
    [message] = world.messages()
    assert (message.fate, message.outbox_id) == ("here", None)
    assert "De rechter heeft een dag gekozen." in message.text


def test_a_message_that_could_not_be_delivered_says_so(world):
    world.send()
    world.post()
    Message.objects.update(state="dead")
    assert {message.fate for message in world.messages()} == {"failed"}


def test_the_mail_of_a_minor_goes_to_who_acts_for_them(world):
    parent = make.claimant(foundation=world.foundation, called_name="Ouder", language="en")
    child = world.join(born_on=date(2015, 1, 1), email="kind@voorbeeld.example", called_name="Kindje")
    make.guardianship(minor=child, guardian=parent)
    services.write(child, "registration", context=words("Aangemeld"))
    world.post()
    outbox.deliver()
    [sent] = mail.outbox
    assert sent.to == [parent.email]
    assert "Ouder" in sent.body
    assert "Kindje" in sent.body
    [message] = world.messages()
    assert (message.claimant, message.language) == (child, "en")


def test_everybody_reads_their_own_language_and_hears_when_it_is_not_there():
    world = World(people=0)
    person = world.join(language="en")
    services.write(person, "registration", context=words("Alleen Nederlands"))
    world.post()
    [message] = world.messages()
    assert "This text is only available in Dutch." in message.text
    assert "Nieuws: Alleen Nederlands." in message.text


def test_a_sensitive_case_has_a_subject_that_tells_nothing():
    world = World(people=1, is_sensitive=True)
    world.send()
    world.post()
    outbox.deliver()
    [sent] = mail.outbox
    assert "rechter" not in sent.subject
    assert "zaak" not in sent.subject.lower()
    assert world.messages()[0].subject == sent.subject


class TestTheMail:
    @pytest.fixture
    def sent(self, world):
        def send(kind):
            world.send(kind=kind)
            world.post()
            outbox.deliver()
            return mail.outbox[0].message()

        return send

    def test_news_that_may_be_refused_carries_the_one_click_headers(self, sent):
        headers = sent("stage")
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "/nl/afmelden/" in headers["List-Unsubscribe"]

    def test_what_the_law_demands_carries_none(self, sent):
        headers = sent("choice")
        assert headers["List-Unsubscribe"] is None
        assert headers["List-Unsubscribe-Post"] is None

    def test_a_machine_sent_it_a_person_reads_the_answer_and_its_name_stays(self, sent):
        headers = sent("stage")
        assert headers["Auto-Submitted"] == "auto-generated"
        assert headers["Reply-To"] == "info@stichting.example"
        assert headers["Message-ID"] in {message.message_id for message in Message.objects.all()}

    def test_it_follows_nobody_and_signs_nobody_in(self, sent):
        sent("stage")
        html = mail.outbox[0].alternatives[0][0]
        assert "<img" not in html
        assert "inloggen" not in html + mail.outbox[0].body

    def test_it_says_what_it_must(self, sent, world):
        sent("stage")
        message = next(one for one in world.messages() if one.claimant.email == mail.outbox[0].to[0])
        body = mail.outbox[0].body
        with acting_for(world.foundation):
            page = message.claimant.registrations.get().public_id
        for wanted in (
            f"{message.code[:3]}-{message.code[3:]}", message.claimant.reference, f"/nl/mijn/{page}/",
            "/nl/bericht-controleren", "/nl/mijn/meldingen", "KvK 12345678", world.foundation.name,
        ):  # fmt: skip
            assert wanted in body

    def test_what_changed_stands_in_the_first_hundred_and_twenty_characters(self, sent):
        sent("stage")
        html = mail.outbox[0].alternatives[0][0]
        hidden = html.split("display:none")[1].split(">", 1)[1].split("<")[0]
        assert hidden == "De rechter heeft een dag gekozen."

    def test_words_of_staff_are_text_and_never_markup(self, world):
        services.write(world.people[0], "registration", context=words("<b>Let op</b> & meer"))
        world.post()
        outbox.deliver()
        [sent] = mail.outbox
        assert "<b>Let op</b> & meer" in sent.body
        assert "&lt;b&gt;Let op&lt;/b&gt; &amp; meer" in sent.alternatives[0][0]


def test_posting_asks_the_database_as_often_for_many_as_for_few(world, django_assert_max_num_queries):
    world.send()
    world.wait()
    with django_assert_max_num_queries(60):
        posting.post()


def test_two_files_never_meet_in_one_mail(world):
    other = World(people=1)
    with acting_for(other.foundation):
        type(other.people[0]).objects.update(email=world.people[0].email)
    world.send(words=words("Van de ene"))
    other.send(words=words("Van de andere"))
    assert world.post() + other.post() == 4
    assert all("andere" not in message.text for message in world.messages())
    with acting_for(other.foundation):
        assert ClaimantMessage.objects.count() == 1


def test_the_merge_window_is_shorter_than_the_delay():
    assert rules.MERGE_WINDOW < rules.DELAY
