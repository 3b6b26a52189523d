"""The pages everybody may read."""

from email.utils import parseaddr

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from cases.core.dates import shown
from cases.dossier.models import Case, DefendantRole
from cases.news.choices import Relevance
from cases.news.models import Mention, NewsItem
from cases.pages.answers import answers
from cases.pages.case_page import CasePage
from cases.pages.conditional import case_version, fixed_version, public_case, public_page, site_version
from cases.pages.forms import LONGEST_SEARCH, SearchForm
from cases.pages.leaders import holds, leader
from cases.pages.listing import found
from cases.pages.prose import language_now, prose
from cases.pages.standing import card_texts
from cases.pages.timeline import news_item as as_item
from cases.parties.models import Foundation
from cases.proceedings.state import headlines
from cases.texts.shelf import shelf

CASES_A_PAGE = 30
NEWS_SHOWN = 100


@public_page(site_version)
def case_list(request):
    form = SearchForm(request.GET)
    if not form.is_valid():
        typed = "".join(filter(str.isprintable, request.GET.get("q", "")))[:LONGEST_SEARCH]
        return render(request, "pages/case_list.html", {"form": form, "typed": typed}, status=400)
    words, number = form.cleaned_data["q"], form.cleaned_data["page"] or 1
    cases = Case.objects.published().select_related("concern")
    cases = (found(cases, words) if words else cases).annotate(defendant_name=_first_defendant())
    start = (number - 1) * CASES_A_PAGE
    rows = list(cases[start : start + CASES_A_PAGE + 1])
    if not rows and number > 1:
        raise Http404
    context = {
        "form": form,
        "words": words,
        "typed": words,
        "cards": _cards(rows[:CASES_A_PAGE]),
        "number": number,
        "next_number": number + 1 if len(rows) > CASES_A_PAGE else None,
        "previous_number": number - 1,
    }
    return render(request, "pages/case_list.html", context)


def _first_defendant() -> Subquery:
    roles = DefendantRole.objects.filter(case=OuterRef("pk")).order_by("id")
    return Subquery(roles.values("defendant__name")[:1])


def _cards(cases: list[Case]) -> list[dict]:
    names = {case.pk: case.concern.name if case.concern else case.defendant_name or "" for case in cases}
    texts = card_texts(headlines(cases), names, timezone.localdate())
    return [
        {"case": case, "title": prose(case, "title"), "against": names[case.pk], "text": texts[case.pk]}
        for case in cases
    ]


@public_page(case_version)
def case(request, slug):
    page = CasePage(public_case(slug), timezone.localdate())
    return render(request, "pages/case.html", {"page": page, "case": page.case})


@public_page(case_version)
def news(request, slug):
    page = CasePage(public_case(slug), timezone.localdate())
    rows = NewsItem.objects.public().current().about(page.case).distinct()[:NEWS_SHOWN]
    return render(
        request, "pages/news.html", {"page": page, "case": page.case, "items": [as_item(row) for row in rows]}
    )


@public_page(case_version)
def news_item(request, slug, public_id):
    found = public_case(slug)
    mentions = Mention.objects.filter(relevance__in=[Relevance.CASE, Relevance.DEFENDANT], item__is_published=True)
    mention = get_object_or_404(mentions.select_related("item"), case=found, item__public_id=public_id)
    newer = NewsItem.objects.public().filter(replaces=mention.item).first()
    if newer:
        return redirect("news-item", slug=slug, public_id=newer.public_id)
    context = {
        "page": CasePage(found, timezone.localdate()),
        "case": found,
        "news": mention.item,
        "summary": prose(mention.item, "summary"),
        "is_about_case": mention.relevance == Relevance.CASE,
        "happened": shown(mention.item.event_on, mention.item.event_precision),
        "published": shown(mention.item.published_on, mention.item.published_precision),
    }
    return render(request, "pages/news_item.html", context)


@public_page(case_version)
def documents(request, slug):
    page = CasePage(public_case(slug), timezone.localdate())
    return render(request, "pages/documents.html", {"page": page, "case": page.case})


@public_page(case_version)
def questions(request, slug):
    page = CasePage(public_case(slug), timezone.localdate())
    texts = shelf("questions")[language_now()]
    return render(
        request, "pages/questions.html", {"page": page, "case": page.case, "texts": texts, "answers": answers(page)}
    )


@public_page(site_version)
def foundation(request, slug):
    """What is known of a foundation that takes part in a published case; "unknown" where nobody wrote it down."""
    known = _taking_part().prefetch_related("fundings__funder", "supports", "spokespersons")
    one = get_object_or_404(known, slug=slug)
    takes_part = Q(proceedings__foundation=one) | Q(groups__representations__foundation=one)
    cases = Case.objects.published().filter(takes_part).distinct()
    today = timezone.localdate()
    context = {
        "foundation": one,
        "contacts": [one],
        "leader": leader(one, today),
        "spokespersons": [person for person in one.spokespersons.all() if holds(person, today)],
        "supports": [support for support in one.supports.all() if holds(support, today)],
        "cases": [(case, prose(case, "title")) for case in cases],
    }
    return render(request, "pages/foundation.html", context)


def _taking_part():
    in_case = Q(proceedings__case__is_published=True) | Q(representations__group__case__is_published=True)
    return Foundation.objects.filter(in_case).distinct()


@public_page(fixed_version)
def about(request, name):
    """A page about the site itself: accessibility or privacy."""
    return render(request, "pages/about.html", {"text": shelf("pages")[name][language_now()], "mail": _mail()})


@public_page(site_version)
def contact(request):
    context = {"text": shelf("pages")["contact"][language_now()], "foundations": _taking_part(), "mail": _mail()}
    return render(request, "pages/contact.html", context)


def _mail() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
