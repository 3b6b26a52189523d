"""Is this mail really ours, and no more mail like this: two pages for everybody who holds a mail."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cases.core.network import is_too_often
from claimants.notices import composing, services
from claimants.notices.forms import CheckForm

CHECKS, WINDOW = 20, 600
NOT_FOUND, TOO_OFTEN = 404, 429
ONE_CLICK = "List-Unsubscribe"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """Somebody types the code of a mail and hears whether it is ours; never about whom."""
    form = CheckForm(request.POST if request.method == "POST" else None)
    context = {"form": form}
    if request.method == "POST" and is_too_often(request, scope="check-code", quota=CHECKS, window=WINDOW):
        return render(request, "notices/check.html", context | {"is_too_often": True}, status=TOO_OFTEN)
    if form.is_valid():
        context |= {"is_asked": True, "found": services.check_code(form.cleaned_data["code"])}
    return render(request, "notices/check.html", context)


@csrf_exempt  # a mail program asks for it, without a page and without a cookie (RFC 8058)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    """GET shows a button, because programs follow links in mail; POST ends the news, at once and for good."""
    if request.method == "POST":
        message = services.refuse_by_mail(token)
        if message and request.POST.get(ONE_CLICK):
            return HttpResponse(status=204)
        return render(request, "notices/unsubscribed.html", {"message": message}, status=200 if message else NOT_FOUND)
    message = composing.message_behind(token)
    return render(request, "notices/unsubscribe.html", {"message": message}, status=200 if message else NOT_FOUND)
