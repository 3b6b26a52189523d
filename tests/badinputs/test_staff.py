"""Every row of staff.yaml gets its answer, saves nothing and breaks nothing."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cases.core.tenancy import acting_for
from cases.parties.models import Foundation
from cases.staff.choices import Role
from claimants.people.rules import MAJORITY, birthday
from tests import make
from tests.staff_door import filled_in, sign_in

TABLE = yaml.safe_load((Path(__file__).parent / "staff.yaml").read_text())
WATCHED = ("claimant", "guardianship", "registration", "useperiod", "termsversion", "window", "declaration")

pytestmark = pytest.mark.django_db


def rows(name):
    return pytest.mark.parametrize("row", TABLE[name], ids=[row["id"] for row in TABLE[name]])


class Desk:
    """A member of staff with every key to the pages about people, and some people of this and another foundation."""

    def __init__(self, client):
        self.client = client
        client.raise_request_exception = False
        own, other = make.foundation(), make.foundation()
        me = make.membership(foundation=own, role=Role.CASE_MANAGER)
        make.membership(user=me.user, foundation=own, role=Role.LAWYER)
        sign_in(client, me)
        young = birthday(timezone.localdate() - timedelta(days=1), -MAJORITY + 8)
        self.rows = {"other": other, "me": me.user, "group": make.group(), "window": make.window()}
        for name, born_on in (("noor", None), ("parent", None), ("aunt", None), ("child", young), ("sister", young)):
            self.rows[name] = make.claimant(foundation=own, born_on=born_on)
        self.rows["acting"] = make.guardianship(minor=self.rows["child"], guardian=self.rows["parent"])
        self.rows["ended"] = make.guardianship(
            minor=self.rows["sister"], guardian=self.rows["aunt"], ended_on=timezone.localdate()
        )
        self.rows["joiner"] = make.claimant(foundation=own)
        self.rows["joined"] = make.registration(
            claimant=self.rows["joiner"], group=self.rows["group"], state="received"
        )
        self.rows |= {"terms": make.terms(foundation=own), "draft": make.terms(foundation=own, approved_by=None)}
        self.rows["mine"] = make.terms(foundation=own, approved_by=None, kind="newsletter")
        type(self.rows["mine"]).objects.filter(pk=self.rows["mine"].pk).update(written_by=me.user)
        self.rows["theirs"] = make.claimant(foundation=other)
        self.rows["theirs_joined"] = make.registration(claimant=self.rows["theirs"], state="received")
        self.rows["theirs_use"] = make.use_period(self.rows["theirs_joined"], used_from=date(2020, 1, 1))
        self.rows["theirs_terms"] = make.terms(foundation=other, approved_by=None)

    def numbered(self, text):
        """A text with the numbers of rows in it, however it is written in the table."""
        if isinstance(text, dict):
            return text["repeat"] * text["times"]
        for name, row in self.rows.items():
            text = str(text).replace(f"{{{name}}}", str(row.pk))
        return text

    def address(self, row):
        here = reverse(f"admin:claimants_{row['page']}_changelist")
        if "row" in row:
            return f"{here}{self.rows[row['row']].pk}/change/"
        return here + self.numbered(row["path"]) if "path" in row else here

    def send(self, row):
        """What a browser would post from this form, with what the row types over it."""
        address = self.address(row) if "row" in row else f"{self.address(row)}add/"
        page = self.client.get(address)
        assert page.status_code == 200
        plain = {} if "row" in row else GOOD[row["page"]]
        typed = {name: self.numbered(text) for name, text in (plain | row["typed"]).items()}
        return self.client.post(address, filled_in(page) | typed)


GOOD = {
    "claimant": {"full_name": "Proef Persoon", "language": "nl", "country": "NL"},
    "guardianship": {"minor": "{child}", "guardian": "{noor}", "kind": "parent", "started_on": "2020-01-01"},
    "registration": {"claimant": "{noor}", "group": "{group}", "level": "participant"},
    "termsversion": {"kind": "newsletter", "text_nl": "Wij schrijven u.", "in_force_from": "2026-01-01"}
    | {"fee_percent": "0"},
    "window": {"group": "{group}", "kind": "opt_out", "residence": "nl", "opens_on": "2026-03-01"}
    | {"closes_on": "2026-05-31"},
    "declaration": {"claimant": "{noor}", "window": "{window}", "channel": "letter", "received_at_0": "2026-11-02"}
    | {"received_at_1": "12:00"},
}


def stored():
    """All that is stored about people, file by file and row by row."""
    found = {}
    for foundation in Foundation.objects.order_by("pk"):
        with acting_for(foundation):
            for name in WATCHED:
                rows = apps.get_model("claimants", name).objects.order_by("pk").values()
                found |= {(name, row["id"]): row for row in rows}
    return found


def faults(response) -> set[str]:
    """The fields that carry an error; "" for the whole form, a row inside the page by the name of its kind."""
    named = {"" if name == "__all__" else name for name in response.context["adminform"].form.errors}
    for inline in response.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.total_error_count() or formset.non_form_errors():
            named.add(formset.prefix)
    return named


@pytest.fixture
def desk(client):
    return Desk(client)


@rows("forms")
def test_a_bad_form_names_its_fault_and_saves_nothing(desk, row):
    before = stored()
    response = desk.send(row)
    assert response.status_code == 200
    assert row["field"] in faults(response), faults(response)
    assert stored() == before


@pytest.mark.parametrize("page", GOOD)
def test_without_the_fault_the_form_is_taken(desk, page):
    before = stored()
    response = desk.send({"page": page, "typed": {}})
    assert response.status_code == 302, faults(response)
    assert stored() != before


@rows("ignored")
def test_what_belongs_to_no_field_is_left_alone(desk, row):
    here = desk.rows[row["row"]]
    before = {name: getattr(here, name) for name in row["keeps"]}
    response = desk.send(row)
    assert response.status_code == 302, faults(response)
    now = stored()[here._meta.model_name, here.pk]
    assert {name: now[name] for name in row["keeps"]} == before


@rows("addresses")
def test_a_bad_address_shows_nothing(desk, row):
    before = stored()
    query = {name: desk.numbered(text) for name, text in row.get("query", {}).items()}
    response = desk.client.get(desk.address(row), query)
    assert response.status_code == row["status"]
    assert desk.rows["theirs"].reference not in response.content.decode()
    assert stored() == before


@rows("presses")
def test_a_button_that_may_not_be_pressed_does_nothing(desk, row):
    before = stored()
    typed = {name: desk.numbered(text) for name, text in row.get("typed", {}).items()}
    response = desk.client.post(desk.address(row), typed, follow=True)
    assert response.status_code in (200, 403, 404)
    assert stored() == before


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "<svg onload=alert(1)>", "{{ 7|add:7 }}", "{% now 'Y' %}"]
)
def test_a_name_that_is_code_is_shown_as_text(desk, name):
    desk.send({"page": "claimant", "row": "noor", "typed": {"full_name": name}})
    for path in ("claimant/", f"claimant/{desk.rows['noor'].pk}/change/"):
        shown = desk.client.get(f"/beheer/claimants/{path}").content.decode()
        assert "<script>alert" not in shown
        assert "<svg onload" not in shown
        assert "{{ 7" in shown or "7|add" not in name
