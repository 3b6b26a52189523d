"""The mailbox is proven by a link or a code; then somebody has joined."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import DomainError
from cases.core.pdf import PdfImpossible, tagged_pdf
from cases.core.tenancy import acting_for
from cases.pages.conditional import public_case
from claimants.registrations.models import Registration
from claimants.signin import services as signin
from claimants.signin import session
from claimants.signin.choices import Purpose
from claimants.signin.forms import CodeForm
from claimants.signin.views import CLOSED_CODE, GONE, WRONG_CODE, without_token_in_referrer
from claimants.signup import door, finishing

MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@MAY_TYPE
def mail(request, slug):
    """Look at your mail: the same page whether the address is known or not. The code finishes."""
    case = public_case(slug)
    sign_up = door.begun(request, case)
    if sign_up is None or not (sign_up.is_finished or all(finishing.progress(sign_up).values())):
        return redirect("signup:start", slug)
    if sign_up.is_finished:
        return redirect("signup:done", slug)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            key, browser = sign_up.request_key, session.browser_of(request)
            visitor = signin.redeem_proof(key, form.cleaned_data["code"], browser=browser)
        except signin.Closed:
            if door.begun(request, case).is_finished:
                return redirect("signup:done", slug)
            form.add_error("code", CLOSED_CODE)
        except signin.WrongCode:
            form.add_error("code", WRONG_CODE)
        else:
            return _welcome(request, case, sign_up, visitor)
    return render(request, "signup/mail.html", {"case": case, "form": form, "sign_up": sign_up})


@never_cache
@without_token_in_referrer
@MAY_TYPE
def link(request, slug, token):
    """GET only ever shows a button; POST uses the link. In another browser the code must come with it."""
    case, browser = public_case(slug), session.browser_of(request)
    form = CodeForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    try:
        entrance = signin.find_entrance(token, browser=browser, purpose=Purpose.SIGN_UP)
        sign_up = finishing.of_request(entrance.request)
        if sign_up is None or sign_up.opening.group.case != case:
            return _closed(request, case, "unknown")
        if request.method == "POST" and (not form.is_bound or form.is_valid()):
            typed = form.cleaned_data["code"] if form.is_bound else ""
            visitor = signin.redeem_link(token, browser=browser, code=typed, purpose=Purpose.SIGN_UP)
            return _welcome(request, case, sign_up, visitor)
    except signin.Closed as closed:
        return _closed(request, case, closed.code)
    except signin.WrongCode:
        form = form if form.is_bound else CodeForm({})
        form.add_error("code", WRONG_CODE)
    return render(request, "signup/link.html", {"case": case, "form": form, "needs_code": entrance.needs_code})


def _welcome(request, case, sign_up, visitor):
    door.keep(request, sign_up, case)
    try:
        finishing.finish(sign_up)
    except DomainError as refused:
        messages.error(request, refused.message)
        return redirect("signup:check", case.slug)
    session.begin(request, visitor)
    response = HttpResponseRedirect(reverse("signup:done", args=[case.slug]), status=303)
    session.drop_browser(response)
    return response


def _closed(request, case, why: str):
    return render(request, "signup/link_closed.html", {"case": case, "why": why}, status=GONE)


@never_cache
@require_safe
def done(request, slug):
    """The confirmation: a reference, what happens next, and a file to keep."""
    return render(request, "signup/done.html", _outcome(request, slug))


@never_cache
@require_safe
def receipt(request, slug):
    """The confirmation as a file."""
    context = _outcome(request, slug) | {"language": get_language(), "today": timezone.localdate()}
    try:
        content = tagged_pdf(render_to_string("signup/receipt.html", context))
    except PdfImpossible:
        return render(request, "signup/done.html", context | {"is_without_pdf": True}, status=503)
    name = _("sign-up")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{context["reference"]}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _outcome(request, slug) -> dict:
    """What came of the sign-up of this browser; raises Http404."""
    case = public_case(slug)
    sign_up = door.begun(request, case)
    if sign_up is None or not sign_up.is_finished:
        raise Http404
    with acting_for(sign_up.foundation_id):
        rows = Registration.objects.select_related("claimant", "group")
        registration = rows.get(pk=sign_up.registration_id)
        kept = list(registration.claimant.consents.select_related("terms").order_by("id"))
    reference = registration.claimant.reference
    shown = " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))
    return {
        "case": case, "sign_up": sign_up, "registration": registration, "consents": kept, "reference": reference,
        "shown_reference": shown, "foundation": sign_up.foundation,
    }  # fmt: skip
