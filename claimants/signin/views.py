"""The pages of signing in. None of them knows whether an address exists; only the worker does."""

from functools import wraps

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from claimants.signin import rules, services, session
from claimants.signin.forms import AddressForm, CodeForm

SEE_OTHER, GONE = 303, 410
WRONG_CODE = _("This code is not right. Look at the newest e-mail and type it again.")


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """One field. Whatever address is typed, known, unknown or asked too often, the answer is the same."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        session.remember_next(request, request.POST.get("next", ""))
        browser = session.browser_of(request) or session.new_browser()
        services.request_link(
            form.cleaned_data["email"],
            browser=browser,
            network=rules.network_of(_remote_address(request)),
            language=get_language(),
        )
        response = HttpResponseRedirect(reverse("signin:sent"), status=SEE_OTHER)
        session.keep_browser(response, browser)
        return response
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    context = {"form": form, "next": wanted if session.is_ours(request, wanted) else ""}
    return render(request, "portal/sign_in.html", context)


@require_safe
def sent(request):
    return render(request, "portal/sent.html", {"form": CodeForm()})


@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """The code of the mail, in the browser that asked for it; five tries."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            visitor = services.redeem_code(form.cleaned_data["code"], browser=session.browser_of(request))
        except services.Closed as closed:
            return _closed(request, closed.code)
        except services.WrongCode:
            form.add_error("code", WRONG_CODE)
        else:
            return _welcome(request, visitor)
    return render(request, "portal/sent.html", {"form": form})


def without_token_in_referrer(view):
    """The pages that follow learn from which site, never from which address: a token is in it.

    Not `no-referrer`: browsers then hide the origin of the form as well, and it is refused.
    """

    @wraps(view)
    def quiet(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "strict-origin"
        return response

    return quiet


@without_token_in_referrer
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, token):
    """GET only ever shows a button, however often it is asked; POST uses the link."""
    browser = session.browser_of(request)
    form = CodeForm(request.POST if request.method == "POST" and "code" in request.POST else None)
    try:
        if request.method == "POST" and (not form.is_bound or form.is_valid()):
            typed = form.cleaned_data["code"] if form.is_bound else ""
            return _welcome(request, services.redeem_link(token, browser=browser, code=typed))
        needs_code = services.find_entrance(token, browser=browser).needs_code
    except services.Closed as closed:
        return _closed(request, closed.code)
    except services.WrongCode:
        needs_code = True
        if form.is_bound:
            form.add_error("code", WRONG_CODE)
    return render(request, "portal/link.html", {"needs_code": needs_code, "form": form})


@require_POST
def sign_out(request):
    session.end(request)
    return redirect("signin:signed-out")


@require_GET
def signed_out(request):
    return render(request, "portal/signed_out.html")


def _welcome(request, visitor):
    response = redirect(session.begin(request, visitor) or "portal:home")
    session.drop_browser(response)
    return response


def _closed(request, why: str):
    return render(request, "portal/closed.html", {"why": why}, status=GONE)


def _remote_address(request) -> str:
    """The address of the other end; a header counts only as far as our own proxies wrote it."""
    proxies = settings.PROXY_COUNT
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if proxies and len(hops) >= proxies:
        return hops[-proxies]
    return request.META.get("REMOTE_ADDR", "")
