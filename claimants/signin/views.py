"""The pages of signing in. None of them knows whether an address exists; only the worker does."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from cases.core.network import network_of, remote_address
from claimants.signin import drafts, services, session
from claimants.signin.forms import AddressForm, CodeForm
from claimants.signin.guards import SEE_OTHER, for_visitors

GONE = 410
WRONG_CODE = _("This code is not right. Look at the newest e-mail and type it again.")
CLOSED_CODE = _("This code no longer works. Ask for a new one.")


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
            network=network_of(remote_address(request)),
            language=get_language(),
        )
        response = HttpResponseRedirect(reverse("signin:sent"), status=SEE_OTHER)
        session.keep_browser(response, browser)
        return response
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    context = {"form": form, "next": wanted if session.is_ours(request, wanted) else ""}
    context["is_draft_kept"] = drafts.is_kept(request)
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


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def step_up(request, visitor):
    """Prove the mailbox again: ask for a code, type it, go on where one was."""
    form = CodeForm(request.POST if "code" in request.POST else None)
    browser = session.step_up_browser(request)
    if request.method == "POST" and not form.is_bound:
        network = network_of(remote_address(request))
        services.request_code(visitor, browser=browser, network=network, language=get_language())
        session.note_asked(request)
        return HttpResponseRedirect(reverse("signin:step-up"), status=SEE_OTHER)
    if form.is_valid():
        try:
            services.redeem_step_up(visitor, form.cleaned_data["code"], browser=browser)
        except services.Closed:
            form.add_error("code", CLOSED_CODE)
        except services.WrongCode:
            form.add_error("code", WRONG_CODE)
        else:
            return redirect(session.freshen(request) or "portal:home")
    context = {"visitor": visitor, "form": form, "is_asked": session.is_asked(request) or form.is_bound}
    return render(request, "portal/step_up.html", context)


@require_POST
def sign_out(request):
    session.end(request)
    response = redirect("signin:signed-out")
    drafts.drop(request, response)
    return response


@require_GET
def signed_out(request):
    return render(request, "portal/signed_out.html")


def _welcome(request, visitor):
    response = redirect(session.begin(request, visitor) or "portal:home")
    session.drop_browser(response)
    return response


def _closed(request, why: str):
    return render(request, "portal/closed.html", {"why": why}, status=GONE)
