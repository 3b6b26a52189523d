import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry

from cases.core.errors import ChangedMeanwhile
from cases.core.lists import COUNT_AT_MOST, CappedPaginator
from cases.core.rows import save_as_read
from cases.core.tenancy import acting_for
from cases.journal import services as journal
from cases.journal.models import Entry
from cases.parties.models import Defendant, Foundation, Spokesperson
from cases.staff.models import Membership, User
from tests import make
from tests.staff_door import filled_in, sign_in

pytestmark = pytest.mark.django_db

LIST = "/beheer/cases/defendant/"


@pytest.fixture
def operator(client):
    return sign_in(client)


def page_of(row):
    return f"/beheer/cases/{row._meta.model_name}/{row.pk}/change/"


def test_a_form_saves_and_raises_the_version(client, operator):
    defendant = make.defendant(name="Oud B.V.")
    posted = filled_in(client.get(page_of(defendant)), name="Nieuw B.V.")
    assert client.post(page_of(defendant), posted).status_code == 302
    defendant.refresh_from_db()
    assert (defendant.name, defendant.version) == ("Nieuw B.V.", 2)


def test_a_stale_form_saves_nothing_and_shows_both_values(client, operator):
    defendant = make.defendant(name="Oud B.V.")
    posted = filled_in(client.get(page_of(defendant)), name="Mijn naam B.V.")
    Defendant.objects.filter(pk=defendant.pk).update(name="Hun naam B.V.", version=2)
    response = client.post(page_of(defendant), posted)
    assert response.status_code == 200
    assert "changed-meanwhile" in [
        error.code for error in response.context["adminform"].form.non_field_errors().as_data()
    ]
    assert "Mijn naam B.V." in response.content.decode()
    assert "Hun naam B.V." in response.content.decode()
    defendant.refresh_from_db()
    assert defendant.name == "Hun naam B.V."


def test_a_form_without_its_version_is_refused(client, operator):
    defendant = make.defendant(name="Oud B.V.")
    posted = filled_in(client.get(page_of(defendant)), name="Nieuw B.V.")
    del posted["seen_version"]
    assert client.post(page_of(defendant), posted).status_code == 200
    defendant.refresh_from_db()
    assert defendant.name == "Oud B.V."


def test_of_two_who_save_at_once_the_second_is_refused():
    first = make.defendant()
    second = Defendant.objects.get(pk=first.pk)
    first.name, second.name = "Eerste B.V.", "Tweede B.V."
    save_as_read(first)
    with pytest.raises(ChangedMeanwhile):
        save_as_read(second)
    assert Defendant.objects.get(pk=first.pk).name == "Eerste B.V."


def test_a_stale_row_inside_a_page_saves_nothing(client, operator):
    speaker = Spokesperson.objects.create(foundation=make.foundation(), name="Voorzitter", role="chair")
    page = page_of(speaker.foundation)
    posted = filled_in(client.get(page), **{"spokespersons-0-role": "directeur", "name": "Andere naam"})
    Spokesperson.objects.filter(pk=speaker.pk).update(role="bestuurder", version=2)
    assert client.post(page, posted).status_code == 200
    speaker.refresh_from_db()
    assert speaker.role == "bestuurder"
    assert Foundation.objects.get(pk=speaker.foundation_id).name != "Andere naam"


def test_forged_fields_of_the_record_are_ignored(client, operator):
    defendant = make.defendant()
    before = defendant.public_id
    posted = filled_in(client.get(page_of(defendant)), public_id="00000000-0000-4000-8000-000000000000", version="9")
    assert client.post(page_of(defendant), posted).status_code == 302
    defendant.refresh_from_db()
    assert (defendant.public_id, defendant.version) == (before, 2)


def test_what_a_service_refuses_stands_on_the_form(client, operator):
    values = {"username": "nieuw", "email": "nieuw@stichting.example", "language": "nl", "new_password": "te kort"}
    formset = {f"memberships-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    response = client.post("/beheer/cases/user/add/", values | formset)
    assert response.status_code == 200
    assert "new_password" in response.context["adminform"].form.errors
    assert not User.objects.filter(username="nieuw").exists()


def test_what_a_service_refuses_of_an_action_is_a_message(client, operator):
    response = client.post(f"/beheer/cases/user/{operator.pk}/forget_second_factor/", follow=True)
    assert response.status_code == 200
    assert [str(one.level_tag) for one in response.context["messages"]] == ["error"]


def test_pages_write_to_the_journal_and_show_it(client, operator):
    defendant = make.defendant()
    client.post(page_of(defendant), filled_in(client.get(page_of(defendant)), name="Nieuw B.V."))
    entry = Entry.objects.about(defendant).get()
    assert (entry.action, entry.by, entry.data) == ("row.changed", operator, {"fields": ["name"]})
    assert "Rij: gewijzigd" in client.get(page_of(defendant)).content.decode()
    assert "Rij: gewijzigd" in client.get(f"/beheer/cases/defendant/{defendant.pk}/history/").content.decode()
    assert not LogEntry.objects.exists()


def test_history_of_another_foundation_stays_there(client):
    case, other = make.case(), make.foundation()
    member = make.membership()
    journal.record("case.changed", case, case=case, foundation=other)
    journal.record("case.published", case, case=case)
    with acting_for(member.foundation):
        seen = Entry.objects.about(case).visible_to_acting().values_list("action", flat=True)
        assert list(seen) == ["case.published"]
    assert Entry.objects.about(case).visible_to_acting().count() == 2


@pytest.mark.parametrize(
    "query",
    [
        "o=1.2.99.-3.x",
        "o=99999999999999999999",
        "e=1",
        "p=99999999",
        "p=-1",
        "p=twee",
        "all=",
        "q=%00",
        "kind__exact=%00",
        "kind__exact=" + "x" * 3000,
        "country__in=" + ",".join(["1"] * 10_000),
        "_changelist_filters=%ff",
        "q=" + "%20".join(["a"] * 1000),
    ],
)
def test_no_query_string_breaks_a_list_a07(client, operator, query):
    make.defendant()
    assert client.get(f"{LIST}?{query}", follow=True).status_code in {200, 400}


@pytest.mark.parametrize(
    "query",
    ["id__in=1", "memberships__user__password__startswith=p", "password__startswith=p", "id__exact=1"],
)
def test_only_offered_filters_can_be_asked_a07(client, operator, query):
    assert client.get(f"/beheer/cases/user/?{query}").status_code == 400


def test_offered_filters_still_filter(client, operator):
    make.defendant(kind="state", name="De Staat")
    make.defendant(name="Bedrijf B.V.")
    shown = client.get(f"{LIST}?kind__exact=state").context["cl"].result_list
    assert [row.name for row in shown] == ["De Staat"]


def test_more_than_twenty_words_are_refused_with_a_sentence_a06(client, operator):
    make.defendant()
    response = client.get(LIST, {"q": " ".join("a" * 21)})
    assert response.status_code == 200
    assert len(response.context["cl"].result_list) == 0
    assert len(list(response.context["messages"])) == 1


@pytest.mark.parametrize(
    "term",
    ["%00", "a " * 500, '"', "\\", "%", "x" * 5000],
    ids=["nul", "many", "quote", "backslash", "percent", "long"],
)
def test_autocomplete_takes_any_text(client, operator, term):
    asked = {
        "app_label": "cases",
        "model_name": "defendant",
        "field_name": "concern",
        "term": term.replace("%00", "\x00"),
    }
    assert client.get("/beheer/autocomplete/", asked).status_code == 200


def test_counting_stops_at_ten_thousand():
    class Endless:
        def order_by(self, *_fields):
            return self

        def __getitem__(self, part):
            self.asked = part.stop
            return self

        def count(self):
            return self.asked

    assert CappedPaginator(Endless(), 50).count == COUNT_AT_MOST


def test_nothing_can_be_deleted(client, operator):
    defendant = make.defendant()
    assert client.post(f"/beheer/cases/defendant/{defendant.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [defendant.pk], "post": "yes"})
    assert Defendant.objects.filter(pk=defendant.pk).exists()


def test_every_foreign_key_is_searched_instead_of_listed(client, operator):
    page = admin.site._registry[Defendant]
    response = client.get(page_of(make.defendant()))
    assert set(page.get_autocomplete_fields(response.wsgi_request)) == {"concern", "parent"}


def test_a_form_cannot_name_a_row_its_maker_may_not_see_a03(client):
    administrator = make.membership(role="administrator")
    stranger = make.membership()
    sign_in(client, administrator)
    values = {"user": stranger.user_id, "foundation": administrator.foundation_id, "role": "lawyer"}
    response = client.post("/beheer/cases/membership/add/", values | {"started_on": "01-01-2026"})
    assert response.status_code == 200
    assert "user" in response.context["adminform"].form.errors
    assert Membership.objects.filter(user=stranger.user).count() == 1


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ 7|add:7 }}{% now 'Y' %}", "<img src=x onerror=a>"])
def test_text_is_shown_as_text_a05(client, operator, name):
    defendant = make.defendant(name=name)
    for page in (LIST, page_of(defendant)):
        shown = client.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "onerror=a>" not in shown


@pytest.mark.parametrize("name", ["Bedrijf\u202e.V.B", "Bedrijf\x07", "a" * 201], ids=["bidi", "bell", "too long"])
def test_a_name_that_cannot_be_shown_is_refused_a12(client, operator, name):
    defendant = make.defendant(name="Goed B.V.")
    response = client.post(page_of(defendant), filled_in(client.get(page_of(defendant)), name=name))
    assert response.status_code == 200
    assert "name" in response.context["adminform"].form.errors


@pytest.mark.parametrize("address", ["abc", "99999999999999999999999", "-1", "1'--"])
def test_an_address_of_no_row_leads_back_to_the_list(client, operator, address):
    assert client.get(f"/beheer/cases/defendant/{address}/change/").status_code == 302
    assert client.get(f"/beheer/cases/defendant/{address}/history/").status_code == 404
