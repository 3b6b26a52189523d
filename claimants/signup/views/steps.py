"""The five steps of signing up."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.core.network import is_too_often, network_of, remote_address
from claimants.registrations.membership import membership
from claimants.registrations.use import demands_of
from claimants.signin import session
from claimants.signup import door, rules, services
from claimants.signup.forms import ParentForm, SituationForm, StartForm, TermsForm, WhoForm
from claimants.signup.summary import money, summary

SEE_OTHER, TOO_OFTEN = 303, 429
STARTS, ASKS, WINDOW = 60, 10, 3600
MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@MAY_TYPE
@door.of_case
def start(request, case, offers):
    """Step 1: about whom, and through whom; nothing of the person is asked before."""
    sign_up = door.begun(request, case)
    initial = {"about": sign_up.about, "opening": str(sign_up.opening.public_id)} if _is_open(sign_up) else {}
    form = StartForm(_typed(request), offers=offers, initial=initial)
    if not form.is_valid():
        return _page(request, case, "start", 1, form=form, offers=offers)
    if form.cleaned_data["website"]:
        return redirect("case", case.slug)
    if is_too_often(request, scope="sign-up", quota=STARTS, window=WINDOW):
        return _too_often(request, case)
    about, offer = form.cleaned_data["about"], form.cleaned_data["offer"]
    if _needs_parent(about, None, offer):
        return _to_parent(case, offer)
    _begin(request, case, offer, about, sign_up)
    return _next(case, "situation")


def _begin(request, case, offer, about, sign_up):
    """Another person or another foundation is another sign-up; the same keeps its answers."""
    if _is_open(sign_up) and (sign_up.about, sign_up.opening) == (about, offer.opening):
        return
    if _is_open(sign_up):
        services.forget(sign_up)
    door.keep(request, services.start(offer, about=about, language=get_language()), case)


@never_cache
@MAY_TYPE
@door.of_case
@door.step("situation")
def situation(request, case, offer, sign_up):
    """Step 2: what decides whether somebody belongs to the group."""
    against = case.concern.name if case.concern else ""
    asks_use = demands_of(offer.opening.group).asks_period
    options = {"about": sign_up.about, "asks_use": asks_use, "against": against}
    form = SituationForm(_typed(request), initial=_situation(sign_up), **options)
    if not form.is_valid():
        return _page(request, case, "situation", 2, form=form, sign_up=sign_up, offer=offer)
    services.answer(sign_up, **form.answers)
    return _next(case, "who")


@never_cache
@MAY_TYPE
@door.of_case
@door.step("who")
def who(request, case, offer, sign_up):
    """Step 3: who joins. Somebody who turns out to be too young leaves nothing behind and asks a parent."""
    form = WhoForm(_typed(request), about=sign_up.about, initial=_who(sign_up))
    if not form.is_valid():
        return _page(request, case, "who", 3, form=form, sign_up=sign_up, offer=offer)
    if form.cleaned_data["website"]:
        return redirect("case", case.slug)
    if _needs_parent(sign_up.about, form.cleaned_data["born_on"], offer):
        services.forget(sign_up)
        return _to_parent(case, offer)
    services.answer(sign_up, **form.answers)
    return _next(case, "terms")


@never_cache
@MAY_TYPE
@door.of_case
@door.step("terms")
def terms(request, case, offer, sign_up):
    """Step 4: what somebody agrees to, each text on its own."""
    form = TermsForm(_typed(request), offer=offer, is_for_child=sign_up.is_for_child)
    if not form.is_valid():
        shown = {kind: one.shown_in(get_language()) for kind, one in offer.terms.items()}
        return _page(
            request, case, "terms", 4, form=form, sign_up=sign_up, offer=offer, shown=shown, money=money(offer.share)
        )
    services.agree(sign_up, form.ticked(offer), [offer.terms["privacy_statement"]])
    return _next(case, "check")


@never_cache
@MAY_TYPE
@door.of_case
@door.step("check")
def check(request, case, offer, sign_up):
    """Step 5: everything once more; sending it asks for the proof of the mailbox."""
    if request.method != "POST":
        fits = _membership(sign_up)
        return _page(request, case, "check", 5, sign_up=sign_up, offer=offer, rows=summary(sign_up), fits=fits)
    browser = session.browser_of(request) or session.new_browser()
    services.ask_proof(sign_up, browser=browser, network=network_of(remote_address(request)))
    response = _next(case, "mail")
    session.keep_browser(response, browser)
    return response


@never_cache
@MAY_TYPE
@door.of_case
def parent(request, case, offers):
    """Somebody too young to sign up alone: the address of a parent, and nothing else."""
    form = ParentForm(_typed(request))
    offer = next((one for one in offers if str(one.opening.public_id) == request.GET.get("via")), offers[0])
    if not form.is_valid():
        return _page(request, case, "parent", None, form=form, offer=offer)
    if is_too_often(request, scope="ask-parent", quota=ASKS, window=WINDOW):
        return _too_often(request, case)
    if not form.cleaned_data["website"]:
        services.ask_parent(offer, form.cleaned_data["email"], language=get_language())
    return _page(request, case, "parent_asked", None, offer=offer)


@require_POST
@door.of_case
@door.step("situation")
def forget(request, case, offer, sign_up):
    """Stop, and leave nothing behind."""
    services.forget(sign_up)
    door.drop(request, case)
    return redirect("case", case.slug)


def _typed(request):
    return request.POST if request.method == "POST" else None


def _is_open(sign_up) -> bool:
    return sign_up is not None and not sign_up.is_finished


def _needs_parent(about, born_on, offer) -> bool:
    return rules.needs_parent(about, born_on, today=timezone.localdate(), alone_from_age=offer.opening.alone_from_age)


def _to_parent(case, offer):
    via = urlencode({"via": offer.opening.public_id})
    return HttpResponseRedirect(f"{reverse('signup:parent', args=[case.slug])}?{via}", status=SEE_OTHER)


def _next(case, name: str):
    return HttpResponseRedirect(reverse(f"signup:{name}", args=[case.slug]), status=SEE_OTHER)


def _page(request, case, name: str, number: int | None, **context):
    return render(request, f"signup/{name}.html", {"case": case, "number": number, **context})


def _too_often(request, case):
    return render(request, "signup/too_often.html", {"case": case}, status=TOO_OFTEN)


def _situation(sign_up) -> dict:
    typed = {"uses": sign_up.uses, "country": sign_up.country or "NL"}
    for name, day in (("from", sign_up.used_from), ("until", sign_up.used_until)):
        if day:
            typed |= {f"{name}_month": day.month, f"{name}_year": day.year}
    return typed


def _who(sign_up) -> dict:
    names = ("full_name", "guardian_name", "email", "second_email")
    typed = {name: getattr(sign_up, name) for name in names}
    if born_on := sign_up.born_on:
        typed |= {"born_day": born_on.day, "born_month": born_on.month, "born_year": born_on.year}
    return typed


def _membership(sign_up):
    demands = demands_of(sign_up.opening.group)
    names = ("born_on", "uses", "used_from", "used_until", "country")
    facts = rules.facts_of(**{name: getattr(sign_up, name) for name in names}, demands=demands)
    return membership(facts, demands, today=timezone.localdate())
