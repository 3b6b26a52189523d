"""Between a browser and its sign-up: who may come in, and which sign-up this browser began."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.dossier.models import Case
from cases.pages.case_page import CasePage
from cases.pages.conditional import public_case
from claimants.signup import finishing, services
from claimants.signup.models import Opening, SignUp

KEY = "sign_ups"
NOT_FOUND, GONE = 404, 410


def keep(request, sign_up: SignUp, case: Case) -> None:
    """Let this browser find its sign-up again; the session holds no answers."""
    kept = request.session.get(KEY, {})
    request.session[KEY] = kept | {case.slug: [sign_up.foundation_id, str(sign_up.public_id)]}


def begun(request, case: Case) -> SignUp | None:
    """The sign-up this browser began for a case, while its answers are kept."""
    kept = request.session.get(KEY, {}).get(case.slug)
    return services.find(*kept) if kept else None


def drop(request, case: Case) -> None:
    request.session[KEY] = {slug: kept for slug, kept in request.session.get(KEY, {}).items() if slug != case.slug}


def of_case(view):
    """The published case, and through whom people can join it today; a page that says so when nobody can."""

    @wraps(view)
    def found(request, slug, *args, **kwargs):
        case = public_case(slug)
        offers = services.offers(case, today=timezone.localdate())
        return view(request, case, offers, *args, **kwargs) if offers else closed(request, case)

    return found


def step(name: str):
    """The sign-up this browser began, with every earlier step done; otherwise to where it can go on."""

    def decorate(view):
        @wraps(view)
        def guarded(request, case, offers, *args, **kwargs):
            sign_up = begun(request, case)
            if sign_up is None:
                messages.info(request, _("We no longer have your answers. Start here."))
                return redirect("signup:start", case.slug)
            if sign_up.is_finished:
                return redirect("signup:done", case.slug)
            if missing := _missing_before(name, sign_up):
                return redirect(f"signup:{missing}", case.slug)
            offer = next((one for one in offers if one.opening == sign_up.opening), None)
            return view(request, case, offer, sign_up, *args, **kwargs) if offer else closed(request, case)

        return guarded

    return decorate


def _missing_before(name: str, sign_up: SignUp) -> str | None:
    for earlier, is_done in finishing.progress(sign_up).items():
        if earlier == name:
            return None
        if not is_done:
            return earlier
    return None


def closed(request, case: Case):
    """410 when people could join once, 404 when they never could here."""
    was_open = Opening.objects.of_case(case).filter(opened_on__lte=timezone.localdate()).exists()
    page = CasePage(case, timezone.localdate())
    context = {"case": case, "page": page, "was_open": was_open}
    return render(request, "signup/closed.html", context, status=GONE if was_open else NOT_FOUND)
