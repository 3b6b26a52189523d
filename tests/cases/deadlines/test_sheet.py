from datetime import date, timedelta

import pytest

from cases.core.pdf import PdfImpossible
from cases.deadlines import admin, sheet
from cases.deadlines.models import Deadline
from tests import make
from tests.pdf import laid_open, needs_pango, structure
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lawyer():
    return make.membership()


@pytest.fixture
def deadline(lawyer):
    return make.counted_deadline(foundation=lawyer.foundation)


class TestControlNumber:
    def test_stays_while_nothing_changes(self, deadline):
        assert sheet.checksum(deadline) == sheet.checksum(Deadline.objects.get())

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("ends_on", date(2028, 5, 9)),
            ("term_version", "2"),
            ("triggered_on", date(2028, 2, 8)),
            ("source", "court"),
            ("proof", {}),
        ],
        ids=str,
    )
    def test_changes_with_each_fact_of_the_count(self, deadline, field, value):
        before = sheet.checksum(deadline)
        setattr(deadline, field, value)
        assert sheet.checksum(deadline) != before

    def test_does_not_change_with_who_answers_for_it(self, deadline, lawyer):
        before = sheet.checksum(deadline)
        deadline.responsible = lawyer.user
        assert sheet.checksum(deadline) == before


class TestPdf:
    def get(self, client, deadline):
        return client.get(f"/beheer/cases/deadline/{deadline.pk}/proof_pdf/")

    @needs_pango
    @pytest.mark.parametrize(("language", "heading"), [("nl", ": Hoger beroep"), ("en", ": Appeal")])
    def test_is_a_tagged_paper_in_the_language_of_the_reader(self, client, lawyer, deadline, language, heading):
        lawyer.user.language = language
        lawyer.user.save()
        sign_in(client, lawyer)
        answer = self.get(client, deadline)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert f"{deadline.ends_on}" in answer.headers["Content-Disposition"]
        content = laid_open(answer.content)
        assert heading.encode() in content or heading.encode("utf-16-be") in content
        for part in (b"/StructTreeRoot", b"/MarkInfo", b"/TH", f"/Lang ({language})".encode(), b"pdfuaid:part"):
            assert part in content

    @needs_pango
    def test_carries_what_a_screen_reader_needs(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        made = laid_open(self.get(client, deadline).content)
        for part in (b"/StructTreeRoot ", b"/Lang (nl)", b"/DisplayDocTitle true", b"/Marked true",
                     b'pdfuaid:part="1"', b"/Title (Bewijsblad: Hoger beroep 2028-05-08)"):  # fmt: skip
            assert part in made
        tags = structure(made)
        assert tags[:2] == ["Document", "H1"]
        table = tags[tags.index("Table") :]
        cells = [tag for tag in table if tag in ("Table", "Caption", "THead", "TR", "TH", "TBody", "TD")]
        assert cells[:12] == ["Table", "Caption", "THead", "TR", *["TH"] * 3, "TBody", "TR", *["TD"] * 3]
        assert b"/Headers [" in made

    def test_belongs_to_its_foundation(self, client, deadline):
        sign_in(client, make.membership())
        assert self.get(client, deadline).status_code in (302, 404)

    def test_on_a_machine_that_cannot_it_says_what_to_do(self, client, lawyer, deadline, monkeypatch):
        def impossible(html):
            raise PdfImpossible

        monkeypatch.setattr(admin, "tagged_pdf", impossible)
        sign_in(client, lawyer)
        answer = self.get(client, deadline)
        assert answer.status_code == 503
        assert f"/beheer/cases/deadline/{deadline.pk}/proof_sheet/" in answer.content.decode()

    def test_the_paper_carries_rule_and_control_number(self, client, lawyer, deadline):
        sign_in(client, lawyer)
        paper = client.get(f"/beheer/cases/deadline/{deadline.pk}/proof_sheet/").content.decode()
        foot = paper.split('class="foot">')[1].split("</p>")[0]
        assert "D13" in foot
        assert sheet.checksum(deadline) in foot


def test_the_light_counts_days(deadline):
    late = sheet.light(deadline, deadline.ends_on + timedelta(days=4))
    assert (late.colour, late.sign) == ("danger", "▲")
