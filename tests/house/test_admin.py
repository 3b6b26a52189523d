"""Every page of the staff site opens, quickly; none deletes, and looking changes nothing."""

import re
from datetime import date
from functools import partial

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from cases.core.admin import BaseAdmin
from cases.core.tenancy import acting_for
from cases.dossier.choices import RelationKind
from cases.dossier.models import CaseRelation
from cases.journal import services as journal
from cases.journal.models import Reaction
from cases.proceedings.models import Overlay, StageEntry
from cases.regulation.models import Regulator, RegulatoryMeasure
from claimants.bulk import services as bulk
from claimants.declarations import reconciliation, submissions
from claimants.overlaps import services as overlaps
from claimants.registrations.models import Registration
from claimants.transfers import services as transfers
from claimants.transfers.models import Arrival
from tests import make, make_papers, make_signup, make_transfer
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db

PAGES = dict(admin.site._registry)
OWN_MODELS = [model for app in ("cases", "claimants") for model in apps.get_app_config(app).get_models()]
WITHOUT_A_PAGE = {
    "heartbeat": "shown on the start page",
    "portion": "its progress is shown on the page of the proposal",
    "reminder": "shown on the page of its deadline",
    "acknowledgement": "shown on the page of its deadline",
    "shift": "shown on the page of its survey",
    "erasure": "shown on the page of its request",
    "importrow": "the page of its import shows the rows with a remark",
    "importrange": "shown on the page of its import",
    "overlapcount": "the work of a count; its records have pages",
    "bulkportion": "counted on the page of its step for many",
    "noticerange": "counted on the page of its notice",
    "preference": "the person's own choice, shown on their own page",
    "ledger": "the length and the head of a chain, which its last declaration shows",
    "checkpoint": "published for everybody",
    "signinrequest": "holds secrets of claimants and lives for minutes",
    "signup": "unfinished and gone within days; a finished one is a registration",
    "emailchange": "holds a secret and lives for days; the person's journal keeps that it happened",
}
OF_A_FOUNDATION = {"claimant", "guardianship", "registration", "deadline", "calendarkey"}
OF_A_FOUNDATION |= {"notice", "claimantmessage", "import", "proof", "declaration"}
OF_A_FOUNDATION |= {"comingofage", "consent", "termsversion", "numberentry", "opening"}
OF_A_FOUNDATION |= {"registrylist", "registryrow", "submission"}
OF_A_FOUNDATION |= {"datasubjectrequest", "hold", "pair", "bulkstep", "transfer", "arrival", "overlap"}
FILTERLESS = {"hearingmove", "defendantrole"}
LIST_BUDGET, FORM_BUDGET, ADD_BUDGET = 25, 40, 30
READ_LOG = re.compile(r'INSERT INTO "(cases_entry|cases_reaction)"')
WRITES = re.compile(r"^(INSERT|UPDATE|DELETE)")


@pytest.mark.parametrize("app", ["cases", "claimants"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_trail_names_the_same_thing_twice(app, language):
    with translation.override(language):
        config = apps.get_app_config(app)
        names = {str(model._meta.verbose_name_plural).lower() for model in config.get_models()}
        assert str(config.verbose_name).lower() not in names


named = partial(pytest.mark.parametrize, "model", ids=lambda model: model._meta.model_name)


@pytest.fixture
def rows(client):
    """One row of every model that has a page, in the file of one foundation; that foundation's lawyer."""
    member = make.membership(deputy=make.user())
    case = make.case(concern=make.concern())
    group = make.group(case=case)
    proceeding = make.proceeding(case=case, foundation=member.foundation, court=make.court())
    track = make.track(proceeding=proceeding, group=group, claim_ground=make.claim_ground(case=case))
    event = make.event(track)
    regulator = Regulator.objects.create(name="Toezichthouder", level="national")
    with acting_for(member.foundation):
        minor, guardian = make.claimant(foundation=member.foundation), make.claimant(foundation=member.foundation)
        made = [
            member, member.user, member.foundation, case, group, proceeding, track, event, regulator, case.concern,
            proceeding.court, track.claim_ground, minor,
            make.registration(claimant=minor, group=group),
            make.guardianship(minor=minor, guardian=guardian), make.coming_of_age(minor), make.pair(minor, guardian),
            make.bulk_import(foundation=member.foundation, case=case),
            bulk.propose(member.foundation, case=case, group=group, to_state="verified", by=None),
            make.notice(foundation=member.foundation, case=case), make.claimant_message(claimant=minor),
        ]  # fmt: skip
    made += registry_rows(make.declaration(claimant=minor, window=make.window(group=group)), by=member.user)
    made += going_and_coming(member.foundation)
    made += [make_papers.data_request(claimant=minor), make_papers.hold(minor)]
    made.append(make_papers.proof(registration=next(row for row in made if isinstance(row, Registration))))
    made += [
        make.representation(group=group, foundation=member.foundation), make.estimate(case=case),
        make.defendant_in(case),
        CaseRelation.objects.create(case=case, other=make.case(), kind=RelationKind.FOLLOWS),
        make.docket_number(proceeding=proceeding), make.ruling(case=case), make.document(case=case),
        make.deadline(case=case, foundation=member.foundation, event=event, track=track),
        StageEntry.objects.create(track=track, stage="S10", entered_on=date(2024, 1, 10), event=event),
        Overlay.objects.create(track=track, code="stayed", event=event),
        make.message(foundation=member.foundation), make.funding(foundation=member.foundation).funder,
        RegulatoryMeasure.objects.create(regulator=regulator, kind="ban", state="in_force"),
    ]  # fmt: skip
    terms = make.terms(foundation=member.foundation)
    made += [terms, make.consent(claimant=minor, terms=terms), make.number_entry(foundation=member.foundation)]
    made.append(make_signup.opening(foundation=member.foundation, group=group))
    made += [make.calendar_key(member)[0], make.stage_text(case=case, foundation=member.foundation)]
    decree_day = make.decree_day()
    made += [decree_day, decree_day.surveys.get()]
    item = make.news_item(about=case)
    hearing = make.hearing(case=case)
    entry = journal.record("case.opened", case, case=case)
    made += [item, item.mentions.get(), hearing, make.hearing_move(hearing, from_on=date(2026, 12, 1)), entry]
    made.append(make.expectation(case=case))
    made += [Reaction.objects.create(entry=entry, name="test", due_at=entry.at), case.defendant_roles.get()]
    return {type(row): row for row in made}, member


def going_and_coming(foundation):
    """A transfer to another foundation, and what a third one offers."""
    going, coming = make_transfer.transfer(giver=foundation), make_transfer.transfer(taker=foundation)
    transfers.offer(coming, by=make.user())
    overlap = overlaps.ask(foundation, other=going.to_foundation, case=going.to_group.case, by=make.user())
    with acting_for(foundation):
        return [going, Arrival.objects.get(), overlap]


def registry_rows(declaration, *, by):
    """A declaration with its window, a list of the registry and a list for it."""
    window, content = declaration.window, b"kenmerk;naam;datum\n;Niemand;01-11-2026\n"
    given = {"content": content, "received_on": date(2026, 11, 2), "by": by}
    registry_list = reconciliation.take_in(declaration.foundation, window, **given)
    with acting_for(declaration.foundation):
        line = registry_list.rows.get()
    return [declaration, window, registry_list, line, submissions.make(declaration.foundation, window, by=by)]


@pytest.fixture
def pages(client, rows):
    """Every model with its page and its row, each time signed in as somebody who may see it."""
    made, member = rows
    operator = make.user(is_superuser=True)

    def each():
        for model, page in PAGES.items():
            sign_in(client, member if model._meta.model_name in OF_A_FOUNDATION else operator)
            yield model, page, made[model]

    return each


def address(model, rest=""):
    return f"/beheer/{model._meta.app_label}/{model._meta.model_name}/{rest}"


def actions(page, row):
    on_row = [*page._get_base_actions_detail(), *page._get_base_actions_row()]
    return [f"{row.pk}/{found.path}/" for found in on_row] + [
        f"{found.path}/" for found in page._get_base_actions_list()
    ]


def asked(client, url):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return response, [query["sql"] for query in queries if "django_session" not in query["sql"]]


def test_every_page_opens_within_its_budget_and_looking_changes_nothing(client, pages):
    """Also every action, by GET; only the log of who read whose file may grow."""
    wrong = {}
    for model, page, row in pages():
        budgets = {"": LIST_BUDGET, "add/": ADD_BUDGET, f"{row.pk}/change/": FORM_BUDGET, f"{row.pk}/history/": 25}
        for rest in [*budgets, *actions(page, row)]:
            response, queries = asked(client, address(model, rest))
            expected = {200} if rest in budgets and rest != "add/" else {200, 302, 403}
            expected |= {503} if rest.endswith("_pdf/") else set()  # a machine without pango says so
            written = [sql for sql in queries if WRITES.match(sql) and not READ_LOG.match(sql)]
            if response.status_code not in expected or len(queries) > budgets.get(rest, FORM_BUDGET) or written:
                wrong[address(model, rest)] = (response.status_code, len(queries), written)
    assert wrong == {}


def test_every_empty_form_opens_for_who_may_add(client, pages):
    wrong = []
    for model, page, _row in pages():
        response = client.get(address(model, "add/"))
        if response.status_code == 403 and page.has_add_permission(response.wsgi_request):
            wrong.append(model)
    assert wrong == []


def test_every_list_shows_its_rows_and_can_be_searched(client, pages):
    wrong = []
    for model, page, _row in pages():
        found = client.get(address(model)).context["cl"]
        searched = client.get(address(model), {"q": "zoek dit \"en 'dat %_"})
        if not found.result_list or not page.search_fields or searched.status_code != 200:
            wrong.append(model)
    assert wrong == []


def test_no_page_deletes(client, pages):
    wrong = []
    for model, page, row in pages():
        response = client.post(address(model, f"{row.pk}/delete/"), {"post": "yes"})
        request = response.wsgi_request
        parts = [page, *page.get_inline_instances(request, row)]
        may = any(part.has_delete_permission(request, row) for part in parts) or "delete_selected" in page.get_actions(
            request
        )
        if may or response.status_code != 403 or not isinstance(page, BaseAdmin):
            wrong.append(model)
    assert wrong == []


def test_only_our_own_models_have_pages():
    assert {model._meta.app_label for model in PAGES} == {"cases", "claimants"}


def test_every_model_has_a_page_or_stands_on_one():
    inside = {inline.model for page in PAGES.values() for inline in page.inlines}
    missing = {model._meta.model_name for model in OWN_MODELS if model not in PAGES and model not in inside}
    assert missing == set(WITHOUT_A_PAGE)


@named(PAGES)
def test_every_list_can_be_filtered(model):
    assert PAGES[model].list_filter or model._meta.model_name in FILTERLESS


@named(PAGES)
def test_no_list_counts_without_end_or_shows_all(model):
    page = PAGES[model]
    assert not page.show_full_result_count
    assert page.list_per_page <= 100
    assert page.list_max_show_all <= 100
