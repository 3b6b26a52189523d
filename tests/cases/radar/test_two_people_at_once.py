"""Two acceptances at the same moment, each with its own connection."""

import pytest

from cases.core.errors import DomainError
from cases.deadlines.models import Deadline
from cases.journal.models import Entry
from cases.radar import services
from cases.radar.choices import SurveyState
from cases.radar.models import Survey
from tests import make
from tests.threads import at_once, shared_database

pytestmark = pytest.mark.django_db(transaction=True)


def said(survey, by):
    try:
        return services.accept(survey, by=by).state
    except DomainError as refusal:
        return refusal.code


def outcome():
    """Read by a thread of its own, because on SQLite only threads see the shared file."""

    def read():
        survey = Survey.objects.get()
        days = {deadline.ends_on.isoformat(): deadline.ladder_version for deadline in Deadline.objects.all()}
        return survey.state, days, Entry.objects.filter(action="deadline.recounted").count()

    return at_once(read)[0]


def test_two_people_who_agree_at_once_move_everything_once(tmp_path):
    make.counted_deadline()
    survey, people = make.decree_day().surveys.get(), [make.user(), make.user()]

    with shared_database(tmp_path):
        answers = at_once(*(lambda person=person: said(survey, person) for person in people))
        assert sorted(answers) == [SurveyState.APPLYING, SurveyState.PROPOSED]
        assert sorted(at_once(services.carry_out, services.carry_out)) == [0, 1]
        assert outcome() == ("applied", {"2028-05-09": 2}, 1)


def test_two_second_people_at_once_move_everything_once(tmp_path):
    make.counted_deadline()
    survey, people = make.decree_day().surveys.get(), [make.user(), make.user()]
    services.accept(survey, by=make.user())

    with shared_database(tmp_path):
        answers = at_once(*(lambda person=person: said(survey, person) for person in people))
        assert sorted(answers) == [SurveyState.APPLYING, "decided-before"]
        assert sorted(at_once(services.carry_out, services.carry_out)) == [0, 1]
        assert outcome() == ("applied", {"2028-05-09": 2}, 1)


def test_one_person_who_clicks_twice_at_once_moves_nothing(tmp_path):
    make.counted_deadline()
    survey, person = make.decree_day().surveys.get(), make.user()

    with shared_database(tmp_path):
        answers = at_once(*[lambda: said(survey, person)] * 2)
        assert sorted(answers) == [SurveyState.PROPOSED, "same-person"]
        assert outcome() == ("proposed", {"2028-05-08": 1}, 0)


def test_two_looks_at_once_make_one_proposal(tmp_path):
    make.counted_deadline(term_version="0")

    def look():
        try:
            return services.look().state
        except DomainError as refusal:
            return refusal.code

    with shared_database(tmp_path):
        assert set(at_once(look, look)) <= {SurveyState.PROPOSED, "proposed-before"}
        assert outcome()[0] == SurveyState.PROPOSED
