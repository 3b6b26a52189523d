"""Nobody of one foundation ever meets a person of another: in the code, and on every staff page."""

import ast
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.core.tenancy import OwnedByFoundation, acting_for
from cases.journal import services as journal
from cases.staff.choices import Role
from claimants.consents.models import Consent
from claimants.people.models import Claimant, ComingOfAge, Guardianship
from claimants.registrations.models import Registration
from tests import make
from tests.staff_door import sign_in

ROOT = Path(__file__).parents[2]
MAY_GO_ROUND = {
    "cases/core/tenancy.py": "defines it",
    "cases/core/rows.py": "writes one row by primary key and version",
}
WITHOUT_A_PAGE: dict[str, str] = {
    "claimants_useperiod": "shown on the page of its registration",
    "claimants_importrow": "the page of its import shows the rows with a remark",
    "claimants_emailchange": "holds a secret and lives for days",
    "claimants_erasure": "shown on the page of its request",
    "claimants_tiding": "shown on the page of the message it went out in",
    "claimants_preference": "the person's own choice, shown on their own page",
    "claimants_ledger": "the length and the head of a chain, which its last declaration shows",
    "claimants_signup": "unfinished and gone within days; a finished one is a registration",
    "claimants_bulkrow": "shown on the page of its registration and counted on the page of its step",
    "claimants_registrynote": "shown on the page of its declaration",
}  # table of people: why no staff page shows it row by row
SET_BASED: dict[str, str] = {
    "claimants/notices/addressing.py": "tells a whole range in one statement",
    "claimants/imports/loading.py": "a million rows by COPY",
    "claimants/imports/judging.py": "a million rows beside all people of the file",
    "claimants/imports/applying.py": "a range of people and registrations in a few statements",
    "claimants/imports/undoing.py": "the same way back",
}  # module: why it must read people in SQL of its own, within acting_for
ROUND_ABOUT = {"unscoped", "_base_manager"}
REGISTERED = sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)
PEOPLE = [Claimant, Guardianship, Registration, ComingOfAge, Consent]


def sources():
    return [path for app in ("cases", "claimants", "config") for path in sorted((ROOT / app).rglob("*.py"))]


def test_r40_only_the_named_modules_go_round_the_managers():
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ROUND_ABOUT
    }
    assert found - {"cases/core/tenancy.py"} == set(MAY_GO_ROUND) - {"cases/core/tenancy.py"}


def test_no_raw_sql_reads_people():
    tables = "|".join(model._meta.db_table for model in OwnedByFoundation.__subclasses__())
    asks = re.compile(rf'\b(from|join|into|update)\s+"?({tables})\b', re.IGNORECASE)
    found = {str(path.relative_to(ROOT)) for path in sources() if asks.search(path.read_text())}
    assert {path for path in found if "migrations" not in path} == set(SET_BASED)


def test_every_model_with_people_has_its_page_behind_the_same_keys():
    shown = [model for model in OwnedByFoundation.__subclasses__() if model._meta.db_table not in WITHOUT_A_PAGE]
    for model in shown:
        assert model in admin.site._registry
        assert not admin.site._registry[model].has_delete_permission(None)


class File:
    """A foundation's file in which every word can be told from every other file's."""

    def __init__(self, mark: str, group):
        self.mark = mark
        self.foundation = make.foundation(name=f"Stichting {mark}", short_name=mark)
        contact = {name: f"Kanarie {name} {mark}" for name in ("called_name", "street", "city")}
        self.parent = make.claimant(
            foundation=self.foundation,
            full_name=f"Kanarie Ouder {mark}",
            email=f"kanarie{mark}@voorbeeld.example",
            phone=f"+31 6 {mark}",
            postcode=f"12 {mark}"[:12],
            **contact,
        )
        self.child = make.claimant(
            foundation=self.foundation, full_name=f"Kanarie Kind {mark}", email="", born_on=date(2013, 1, 1)
        )
        self.guardianship = make.guardianship(minor=self.child, guardian=self.parent)
        self.registration = make.registration(
            claimant=self.parent, group=group, state_reason=f"Kanarie reden {mark}", source_key=f"sleutel {mark}"
        )
        self.bulk_import = make.bulk_import(foundation=self.foundation, source_name=f"Kanarie bron {mark}")
        self.coming_of_age = make.coming_of_age(self.child)
        self.consent = make.consent(claimant=self.parent)
        with acting_for(self.foundation):
            journal.record("claimant.changed", self.parent, about=f"kanarie-{mark}")
        make.message(to=f"kanarie{mark}@voorbeeld.example", foundation=self.foundation, context={"x": mark})

    @property
    def rows(self):
        people = [self.parent, self.child, self.guardianship, self.registration]
        return [*people, self.coming_of_age, self.consent, self.bulk_import]

    @property
    def canaries(self):
        """What must never be read elsewhere; the foundation's own name is public."""
        return [self.parent.reference, self.child.reference, "Ouder " + self.mark, "Kind " + self.mark,
                f"kanarie{self.mark}", f"street {self.mark}", f"reden {self.mark}", f"sleutel {self.mark}",
                str(self.parent.public_id), str(self.registration.public_id), f"kanarie-{self.mark}",
                f"bron {self.mark}"]  # fmt: skip


@pytest.fixture
def files(db):
    group = make.group()
    return File("Aqwzx", group), File("Bvkjy", group)


@pytest.fixture
def staff_of_a(client, files):
    user = make.user()
    for role in Role:
        make.membership(user=user, foundation=files[0].foundation, role=role)
    sign_in(client, user)
    return client


def address(model, page, *args, **query):
    found = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
    return f"{found}?{urlencode(query)}" if query else found


def meets(response, other: File, asked: str = "") -> list[str]:
    """The canaries of another file in an answer, apart from those that were typed in."""
    text = response.content.decode(errors="replace") + str(response.headers)
    return [canary for canary in other.canaries if canary in text and canary not in asked]


def test_the_crawl_would_notice(staff_of_a, files):
    ours, _theirs = files
    page = staff_of_a.get(address(Claimant, "change", ours.parent.pk)).content.decode()
    assert ours.parent.reference in page
    assert f"Ouder {ours.mark}" in page
    assert f"kanarie{ours.mark}" in page


@pytest.mark.parametrize("model", [model for model, _page in REGISTERED], ids=lambda model: model._meta.label)
def test_t05_no_list_search_filter_or_form_shows_anybody_else(staff_of_a, files, model):
    _ours, theirs = files
    pages = [address(model, "changelist"), address(model, "add")]
    searches = ["Kanarie", theirs.parent.reference]
    keys = ["_to_field", "foundation__id__exact"]
    if issubclass(model, OwnedByFoundation):
        searches += ["", theirs.parent.email, theirs.child.full_name]
        keys += ["claimant__email__startswith", "minor__reference", "guardian", "o", "p", "e"]
    pages += [address(model, "changelist", q=term) for term in searches]
    pages += [address(model, "changelist", **{key: theirs.foundation.pk}) for key in keys]
    for page in pages:
        response = staff_of_a.get(page)
        assert response.status_code < 500, page
        assert meets(response, theirs, asked=page.replace("+", " ").replace("%40", "@")) == [], page


def test_t01_the_page_of_somebody_else_is_that_of_nobody(staff_of_a, files):
    _ours, theirs = files
    for row in theirs.rows:
        for page in ("change", "history", "delete"):
            foreign, missing = (staff_of_a.get(address(type(row), page, pk)) for pk in (row.pk, 9_000_000 + row.pk))
            assert foreign.status_code == missing.status_code, page
            assert foreign.headers.get("Location") == missing.headers.get("Location")
            bodies = [
                answer.content.replace(f"/{pk}/".encode(), b"/ID/")
                for answer, pk in ((foreign, row.pk), (missing, 9_000_000 + row.pk))
            ]
            assert bodies[0] == bodies[1], page
            assert meets(foreign, theirs) == []
            after = staff_of_a.get(reverse("admin:index"))
            assert meets(after, theirs) == []


def test_t01_no_step_reaches_the_row_of_somebody_else(staff_of_a, files):
    _ours, theirs = files
    for step in ("confirm", "review", "verify", "refuse", "raise_level", "leave", "rejoin"):
        found = reverse(f"admin:claimants_registration_{step}", args=[theirs.registration.pk])
        for method in (staff_of_a.get, staff_of_a.post):
            response = method(found, {"reason": "x"})
            assert response.status_code < 500
            assert meets(response, theirs) == []
    with acting_for(theirs.foundation):
        assert Registration.objects.get().state == "received"


def test_t05_autocomplete_finds_only_our_own(staff_of_a, files):
    ours, theirs = files
    found = reverse("admin:autocomplete")
    fields = [("guardianship", "minor"), ("guardianship", "guardian"), ("registration", "claimant")]
    for model, field in fields:
        for term in ("Kanarie", "", theirs.parent.reference, theirs.parent.email):
            query = {"app_label": "claimants", "model_name": model, "field_name": field, "term": term}
            response = staff_of_a.get(found, query)
            assert response.status_code == 200
            assert meets(response, theirs) == []
        assert ours.parent.reference in staff_of_a.get(found, query | {"term": "Kanarie"}).content.decode()


def test_t03_nobody_else_can_be_chosen_on_a_forged_form(staff_of_a, files):
    ours, theirs = files
    asked = {"claimant": theirs.parent.pk, "group": make.group().pk, "level": "participant"}
    response = staff_of_a.post(address(Registration, "add"), asked)
    assert (response.status_code, meets(response, theirs)) == (200, [])
    pair = {"minor": ours.child.pk, "guardian": theirs.parent.pk, "kind": "parent", "started_on": "2026-01-01"}
    response = staff_of_a.post(address(Guardianship, "add"), pair)
    assert (response.status_code, meets(response, theirs)) == (200, [])
    for one in files:
        with acting_for(one.foundation):
            assert (Registration.objects.count(), Guardianship.objects.count()) == (1, 1)


def test_t04_a_forged_foundation_changes_nothing(staff_of_a, files):
    ours, theirs = files
    asked = {"full_name": "Nieuw", "country": "NL", "language": "nl", "foundation": theirs.foundation.pk}
    asked |= {"reference": "AAAAAAAAAAAA", "email_index": "x", "version": 9}
    response = staff_of_a.post(address(Claimant, "add"), asked)
    assert response.status_code == 302, response.context["errors"]
    with acting_for(ours.foundation):
        made = Claimant.objects.get(full_name="Nieuw")
    assert (made.foundation, made.version, made.email_index) == (ours.foundation, 1, "")
    assert made.reference != "AAAAAAAAAAAA"


def test_a09_an_action_on_foreign_rows_does_nothing(staff_of_a, files):
    _ours, theirs = files
    for model in PEOPLE:
        pks = [row.pk for row in theirs.rows if type(row) is model]
        for action in ("delete_selected", "verify", "x"):
            response = staff_of_a.post(address(model, "changelist"), {"action": action, "_selected_action": pks})
            assert response.status_code < 500
            assert meets(response, theirs) == []


def test_r45_the_operator_without_a_foundation_sees_nobody_and_no_fault(client, files):
    sign_in(client)
    for model in PEOPLE:
        for page in (address(model, "changelist"), address(model, "changelist", q="Kanarie"), address(model, "add")):
            response = client.get(page, follow=True)
            assert response.status_code < 500
            assert [meets(response, one) for one in files] == [[], []]
    for one in files:
        for row in one.rows:
            response = client.get(address(type(row), "change", row.pk), follow=True)
            assert response.status_code < 500
            assert meets(response, one) == []


def test_t28_every_look_at_a_person_is_written_down_with_ids_only(staff_of_a, files):
    ours, _theirs = files
    from cases.journal.models import Entry

    for row in ours.rows:
        assert staff_of_a.get(address(type(row), "change", row.pk)).status_code == 200
    looks = Entry.objects.filter(action="claimant.viewed").order_by("id")
    assert [look.subject_id for look in looks] == [
        ours.parent.public_id, ours.child.public_id, ours.child.public_id, ours.parent.public_id,
        ours.child.public_id, ours.parent.public_id,
    ]  # fmt: skip
    assert {(look.by_id is not None, look.foundation_id, *look.data) for look in looks} == {
        (True, ours.foundation.pk, "roles")
    }
