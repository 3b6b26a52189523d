"""Every address of the product, as the resolver has it, and for each the rule: who may come, and what ids fill it in.

An address without a rule fails the matrix: who adds a page says here who may see it.
"""

import re
from dataclasses import dataclass
from enum import Enum

from django.contrib import admin
from django.urls import get_resolver

from cases.agenda.models import CalendarKey
from cases.core.tenancy import OwnedByFoundation
from cases.documents.models import Document
from cases.dossier.models import Case
from cases.journal.models import Entry
from cases.news.models import NewsItem
from cases.outbox.models import Message
from cases.parties.models import Foundation
from claimants.consents.models import TermsVersion
from claimants.numbers.models import NumberEntry
from claimants.people.models import Claimant
from claimants.proofs.models import Proof
from claimants.registrations.models import Registration


class Door(Enum):
    """Who may come in: everybody, staff with a second factor, or a person who proved a mailbox."""

    OPEN = "open"
    STAFF = "staff"
    VISITOR = "visitor"


@dataclass(frozen=True)
class Address:
    """One route with its door, and per parameter the model and the attribute that fill it in."""

    route: str
    door: Door
    ids: tuple[tuple[str, type, str], ...] = ()

    @property
    def is_fenced(self) -> bool:
        """Whether what it shows belongs to one foundation."""
        return any(issubclass(model, OwnedByFoundation) or model in FENCED for _name, model, _attribute in self.ids)

    @property
    def is_of_operator(self) -> bool:
        """Whether it shows how the whole system runs."""
        return self.route.startswith(OF_OPERATOR)

    def filled(self, value_of) -> str:
        """The path with each parameter replaced by what `value_of(model, attribute)` gives."""
        values = {name: str(value_of(model, attribute)) for name, model, attribute in self.ids}
        return "/" + PARAMETER.sub(lambda found: values[found["name"]], self.route)


PARAMETER = re.compile(r"<(?:\w+:)?(?P<name>\w+)>")
STAFF_PAGE = re.compile(r"beheer/(?P<app>\w+)/(?P<model>\w+)/(?P<rest>.*)")

# Rows that are no people, and yet one foundation's own business. Other rows on staff pages are facts about cases.
FENCED = {CalendarKey, Message, Entry, TermsVersion, NumberEntry}
# The operator looks after the delivery of all mail and the journal of the whole system.
OF_OPERATOR = ("beheer/cases/entry/", "beheer/cases/message/")
# Rows of the staff site that anybody at work may know, whichever foundation they belong to.
FACTS = {
    "case", "caserelation", "claimantgroup", "claimground", "concern", "court", "courtevent", "deadline",
    "decreeday", "defendant", "defendantrole", "docketnumber", "document", "expectation", "foundation", "funder",
    "hearing", "hearingmove", "heartbeat", "membership", "mention", "newsitem", "opening", "overlay", "peopleestimate",
    "proceeding", "product", "reaction", "regulator", "regulatorymeasure", "representation", "ruling", "shift",
    "stageentry", "stagetext", "survey", "track", "user", "window",
}  # fmt: skip
OPEN, STAFF, VISITOR = Door.OPEN, Door.STAFF, Door.VISITOR
OF_CASE, OF_FOUNDATION = (Case, "slug"), (Foundation, "slug")
OF_REGISTRATION, OF_PROOF = (Registration, "public_id"), (Proof, "public_id")
# beginning of a route: its door, and what fills its parameters in; the longest that fits counts
PAGES: dict[str, tuple[Door, dict]] = {
    "": (OPEN, {}),
    "beheer/": (STAFF, {}),
    "beheer/account/": (STAFF, {}),
    "beheer/account/inloggen/": (OPEN, {}),
    "beheer/account/uitloggen/": (OPEN, {}),
    "beheer/account/gesloten/": (OPEN, {}),
    "beheer/account/tweede-stap/code/": (OPEN, {}),
    "beheer/r/": (STAFF, {"content_type_id": (Claimant, "content_type"), "object_id": (Claimant, "pk")}),
    "beheer/afwezig/": (STAFF, {}),
    "beheer/stichting/": (STAFF, {}),
    "api/v1/": (OPEN, {"id": OF_CASE}),
    "api/v1/foundations": (OPEN, {"id": OF_FOUNDATION}),
    "agenda/": (OPEN, {"token": (CalendarKey, "token")}),
    "_health/": (OPEN, {}),
    "nl/inloggen": (OPEN, {"token": (Claimant, "link")}),
    "nl/afmelden/": (OPEN, {"token": (Claimant, "unsubscribe")}),
    "nl/ketting/": (OPEN, {"slug": OF_FOUNDATION}),
    "nl/mijn/": (VISITOR, {"public_id": OF_REGISTRATION}),
    "nl/mijn/bewijs/": (VISITOR, {"public_id": OF_PROOF}),
    "nl/zaken/<slug:slug>/documenten": (OPEN, {"slug": OF_CASE, "public_id": (Document, "public_id")}),
    "nl/zaken/<slug:slug>/nieuws": (OPEN, {"slug": OF_CASE, "public_id": (NewsItem, "public_id")}),
    "nl/zaken/<slug:slug>/aanmelden": (OPEN, {"slug": OF_CASE, "token": (Case, "link")}),
    "nl/zaken/": (OPEN, {"slug": OF_CASE}),
    "nl/stichting/": (OPEN, {"slug": OF_FOUNDATION}),
}
# routes of which the beginning says nothing; every other must begin with a line of PAGES longer than ""
PLAIN = {
    "", "nl", "en", "nl/", "sitemap.xml", "robots.txt", ".well-known/security.txt", "nl/uitloggen", "nl/uitgelogd",
    "nl/bericht-controleren", "nl/demo/post", "nl/termijn-berekenen", "nl/contact", "nl/privacy",
    "nl/toegankelijkheid",
}  # fmt: skip
STAFF_PLAIN = {
    "", "search/", "login/", "logout/", "password_change/", "password_change/done/", "autocomplete/", "jsi18n/",
}  # fmt: skip
# a route written as a pattern: one address that it takes
SPELLED = {
    "beheer/^(?P<app_label>cases|claimants)/$": "beheer/claimants/",
    "beheer/(?P<url>.*)$": "beheer/nergens/",
}


def routes() -> list[str]:
    """All routes of the resolver, includes followed."""
    return sorted(set(_walk(get_resolver().url_patterns, "")))


def _walk(patterns, before):
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route


def rule_of(route: str) -> Address | None:
    """The address with its rule, or None when nobody wrote one."""
    spelled = SPELLED.get(route, route)
    if (found := STAFF_PAGE.fullmatch(spelled)) and (on_site := _on_staff_site(found["app"], found["model"])):
        return _of_model(spelled, on_site)
    if spelled in PLAIN:
        return Address(spelled, OPEN)
    if spelled.startswith("beheer/") and spelled.removeprefix("beheer/") in STAFF_PLAIN:
        return Address(spelled, STAFF)
    if route in SPELLED:
        return Address(spelled, STAFF)
    begins = max((begin for begin in PAGES if spelled.startswith(begin)), key=len)
    if begins in ("", "beheer/"):
        return None
    door, fill = PAGES[begins]
    wanted = PARAMETER.findall(spelled)
    if not set(wanted) <= set(fill):
        return None
    return Address(spelled, door, tuple((name, *fill[name]) for name in wanted))


def _on_staff_site(app: str, name: str):
    known = (model for model in admin.site._registry if model._meta.app_label == app)
    return next((model for model in known if model._meta.model_name == name), None)


def _of_model(route: str, model) -> Address | None:
    is_known = issubclass(model, OwnedByFoundation) or model in FENCED or model._meta.model_name in FACTS
    shown = Claimant if "/person/" in route else model
    wanted = PARAMETER.findall(route)
    return Address(route, STAFF, tuple((name, shown, "pk") for name in wanted)) if is_known else None


def addresses() -> list[Address]:
    return [found for route in routes() if (found := rule_of(route))]
