"""A foundation with people in a group, and the clock moved on."""

from datetime import timedelta

from django.utils import timezone

from cases.core.tenancy import acting_for
from claimants.notices import addressing, audiences, posting, services
from claimants.notices.models import ClaimantMessage, Notice, NoticeRange, Tiding
from tests import make


class World:
    """People of one foundation in one group, and what is written to them."""

    def __init__(self, people: int = 3, **case):
        self.foundation = make.foundation(email="info@stichting.example", kvk_number="12345678")
        self.case = make.case(**case)
        self.group = make.group(case=self.case)
        self.people = [self.join() for _ in range(people)]

    def join(self, *, state: str = "received", **values):
        person = make.claimant(foundation=self.foundation, **values)
        make.registration(claimant=person, group=self.group, state=state)
        return person

    def notice(self, *, kind: str = "stage", by=None, **values) -> Notice:
        words = values.pop("words", {"nl": make.notice_words(), "en": make.notice_words(subject="The case goes on")})
        return services.draft_notice(self.foundation, case=self.case, kind=kind, words=words, by=by, **values)

    def send(self, **values) -> Notice:
        """A notice that was approved and has reached everybody's letter box, not yet the mail."""
        notice = self.notice(**values)
        people = self.count(notice)
        notice = services.approve(notice, count=people, by=make.user())
        self.wait()
        assert addressing.address() == people
        return notice

    def count(self, notice: Notice) -> int:
        with acting_for(self.foundation):
            return audiences.people_of(notice, today=timezone.localdate()).count()

    def wait(self) -> None:
        """Let every moment that was set come: of ranges, and of what is to be mailed."""
        passed = timezone.now() - timedelta(seconds=1)
        NoticeRange.objects.filter(state="waiting").update(due_at=passed)
        with acting_for(self.foundation):
            Tiding.objects.unmailed().update(due_at=passed)

    def post(self) -> int:
        self.wait()
        return posting.post()

    def messages(self) -> list[ClaimantMessage]:
        with acting_for(self.foundation):
            return list(ClaimantMessage.objects.with_fate().select_related("claimant").order_by("pk"))

    def tidings(self) -> list[Tiding]:
        with acting_for(self.foundation):
            return list(Tiding.objects.order_by("pk"))
