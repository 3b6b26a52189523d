"""The public pages around signing up; none of them stores anything."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.pages.case_page import CasePage
from cases.pages.conditional import case_version, public_case, public_page
from cases.pages.prose import language_now
from cases.texts.shelf import shelf
from claimants.declarations.choices import WindowKind
from claimants.declarations.models import Window
from claimants.declarations.rules import last_day
from claimants.registrations.membership import membership
from claimants.registrations.use import demands_of
from claimants.signup import rules, services
from claimants.signup.forms import BelongForm


@require_http_methods(["GET", "HEAD", "POST"])
def belong(request, slug):
    """Do I belong to this group? The answer for every group, with its reasons; asked without an account."""
    case, today = public_case(slug), timezone.localdate()
    page = CasePage(case, today)
    form = BelongForm(
        request.POST if request.method == "POST" else None, initial={"country": "NL"}, against=page.against
    )
    context = {"case": case, "page": page, "form": form}
    if form.is_valid():
        context["answers"] = _answers(page, form, today)
    return render(request, "signup/belong.html", context)


def _answers(page: CasePage, form: BelongForm, today) -> list[dict]:
    offers = services.offers(page.case, today=today)
    rows = Window.objects.in_force().filter(group__case=page.case, kind=WindowKind.OPT_OUT)
    windows = {one.group_id: one for one in rows.open_at(timezone.now())}
    return [_answer(one, form, offers, windows, today) for one in page.groups]


def _answer(one, form, offers, windows, today) -> dict:
    demands, told = demands_of(one.group), form.answers
    facts = rules.facts_of(born_on=form.cleaned_data["born_on"], demands=demands, **told)
    found = membership(facts, demands, today=today)
    window = windows.get(one.group.pk)
    return {
        "group": one,
        "fit": found.fit.value,
        "reasons": [reason.sentence.text(language_now()) for reason in found.reasons],
        "is_abroad": told["country"] != "NL",
        "opt_out_until": last_day(window.closes_at) if window else None,
        "offers": [offer for offer in offers if offer.opening.group_id == one.group.pk],
    }


@public_page(case_version)
def parents(request, slug):
    return _family(request, slug, "parents")


@public_page(case_version)
def children(request, slug):
    return _family(request, slug, "children")


def _family(request, slug, name: str):
    """What a case means for a family: our wording, with the facts of the case."""
    page = CasePage(public_case(slug), timezone.localdate())
    text = shelf("families")[name][language_now()]
    return render(request, "signup/family.html", {"page": page, "case": page.case, "text": text, "name": name})
