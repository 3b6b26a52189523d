from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.core.tenancy import acting_for
from cases.staff.choices import Role
from claimants.declarations import chain, services, submissions
from claimants.declarations.models import Declaration, RegistryList, Submission, Window
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return make.membership(role=Role.LAWYER)


@pytest.fixture
def staff(client, member):
    make.membership(user=member.user, foundation=member.foundation, role=Role.CASE_MANAGER)
    sign_in(client, member)
    return client


@pytest.fixture
def noor(member):
    return make.claimant(foundation=member.foundation, full_name="Proef Noor")


def address(model, page, *args):
    return reverse(f"admin:claimants_{model}_{page}", args=args)


def rows(member):
    with acting_for(member.foundation):
        return list(Declaration.objects.in_order())


class TestWindow:
    def posted(self, group, **changes):
        return {"group": group.pk, "kind": "opt_out", "residence": "nl", "opens_on": "2026-03-01",
                "closes_on": "2026-03-31"} | changes  # fmt: skip

    def test_a_window_is_recorded_by_its_days(self, staff):
        response = staff.post(address("window", "add"), self.posted(make.group()), follow=True)
        assert response.status_code == 200, response.context.get("errors")
        window = Window.objects.get()
        assert (window.closes_at.isoformat(), window.kind) == ("2026-03-31T22:00:00+00:00", "opt_out")

    def test_one_that_is_too_short_is_kept_with_a_warning(self, staff):
        response = staff.post(address("window", "add"), self.posted(make.group(), closes_on="2026-03-20"), follow=True)
        assert "art. 1018f lid 1 Rv" in response.content.decode()
        assert Window.objects.exists()

    def test_a_second_one_for_the_same_choice_is_an_error_of_the_form(self, staff):
        window = make.window()
        response = staff.post(address("window", "add"), self.posted(window.group))
        assert (response.status_code, Window.objects.count()) == (200, 1)

    def test_more_time_is_a_new_row(self, staff):
        window = make.window()
        asked = {"closes": "2040-01-31", "source": "Rolbeslissing"}
        assert staff.get(address("window", "extend", window.pk)).status_code == 200
        staff.post(address("window", "extend", window.pk), asked)
        assert Window.objects.in_force().get().supersedes == window


class TestLedger:
    def test_a_letter_that_came_in_is_entered(self, staff, member, noor):
        window = make.window()
        asked = {"claimant": noor.pk, "window": window.pk, "channel": "letter", "received_at_0": "2026-11-02"}
        asked |= {"received_at_1": "10:30", "file": SimpleUploadedFile("brief.pdf", b"brief")}
        response = staff.post(address("declaration", "add"), asked)
        assert response.status_code == 302, response.context["errors"]
        (made,) = rows(member)
        assert (made.channel, made.is_in_time, made.recorded_by) == ("letter", True, member.user)
        assert made.evidence_sha256 == services.sha256_of(b"brief")
        assert made.received_at.isoformat() == "2026-11-02T09:30:00+00:00"

    def test_nothing_can_be_changed_on_its_page(self, staff, member, noor):
        made = make.declaration(claimant=noor)
        page = staff.get(address("declaration", "change", made.pk))
        assert chain.in_groups(made.hash) in page.content.decode()
        assert staff.post(address("declaration", "change", made.pk), {"channel": "phone"}).status_code == 403

    def test_it_is_taken_back_with_a_reason(self, staff, member, noor):
        made = make.declaration(claimant=noor)
        assert staff.post(address("declaration", "reverse", made.pk), {"reason": ""}).status_code == 200
        assert len(rows(member)) == 1
        staff.post(address("declaration", "reverse", made.pk), {"reason": "De verkeerde persoon"})
        assert [row.kind for row in rows(member)] == ["opt_out", "reversal"]

    def test_r45_a_helpdesk_sees_it_and_cannot_take_it_back(self, client, member, noor):
        made = make.declaration(claimant=noor)
        sign_in(client, make.membership(foundation=member.foundation, role=Role.HELPDESK))
        assert client.get(address("declaration", "change", made.pk)).status_code == 200
        assert client.post(address("declaration", "reverse", made.pk), {"reason": "x"}).status_code == 403
        assert len(rows(member)) == 1


class TestRegistry:
    def test_a_list_is_taken_in_and_a_line_settled(self, staff, member, noor):
        window = make.window(opens_at=services.rules.opening(date(2026, 10, 1)))
        content = b"kenmerk;naam;datum\n;Proef Noor;02-11-2026\n"
        asked = {"file": SimpleUploadedFile("lijst.csv", content), "received_on": "2026-11-05"}
        staff.post(address("window", "take_in_list", window.pk), asked)
        with acting_for(member.foundation):
            line = RegistryList.objects.get().rows.get()
        staff.post(address("registryrow", "settle", line.pk), {"reference": noor.reference})
        (made,) = rows(member)
        assert (made.claimant_id, made.channel) == (noor.pk, "registry")

    def test_a_bad_list_is_an_error_of_the_form(self, staff):
        asked = {"file": SimpleUploadedFile("lijst.csv", b"\xff"), "received_on": "2026-11-05"}
        response = staff.post(address("window", "take_in_list", make.window().pk), asked)
        assert (response.status_code, bool(response.context["form"].errors)) == (200, True)

    def test_the_list_for_the_registry_is_approved_by_somebody_else(self, staff, member, client):
        window = make.window(
            opens_at=services.rules.opening(date(2026, 3, 1)), closes_at=services.rules.closing(date(2026, 3, 31))
        )
        staff.post(address("window", "make_list", window.pk))
        with acting_for(member.foundation):
            made = Submission.objects.get()
        staff.post(address("submission", "approve", made.pk))
        with acting_for(member.foundation):
            assert Submission.objects.get().approved_at is None
        sign_in(client, make.membership(foundation=member.foundation, role=Role.LAWYER))
        client.post(address("submission", "approve", made.pk))
        with acting_for(member.foundation):
            assert Submission.objects.get().approved_at
        answer = client.get(address("submission", "download", made.pk))
        assert (answer.content, "concept" in answer["Content-Disposition"]) == (bytes(made.content), False)

    def test_another_foundation_sees_none_of_it(self, staff, noor):
        theirs = make.foundation()
        made = submissions.make(theirs, make.window(), by=make.user())
        assert staff.get(address("submission", "download", made.pk)).status_code != 200
