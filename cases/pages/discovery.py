"""What search engines, crawlers and security researchers look for at fixed addresses."""

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from cases.dossier.models import Case
from cases.pages.conditional import fixed_version, public_page, site_version
from cases.pages.listing import with_updates

MOST_CASES = 5_000
PAGES_OF_A_CASE = ("case", "case-documents", "case-questions", "news")
OTHER_PAGES = ("case-list", "calculator", "contact", "privacy", "accessibility")


@public_page(site_version, seconds=3600)
def sitemap(request):
    cases = with_updates(Case.objects.published()).order_by("slug").values_list("slug", F("updated_at"))[:MOST_CASES]
    rows = [_row(name, {}, None) for name in OTHER_PAGES]
    rows += [_row(name, {"slug": slug}, at) for slug, at in cases for name in PAGES_OF_A_CASE]
    return render(request, "pages/sitemap.xml", {"rows": rows}, content_type="application/xml")


def _row(name: str, names: dict, changed_at) -> dict:
    links = {language: settings.BASE_URL + _address(name, names, language) for language in ("nl", "en")}
    return {"links": links, "changed_on": changed_at and timezone.localtime(changed_at).date()}


def _address(name: str, names: dict, language: str) -> str:
    with translation.override(language):
        return reverse(name, kwargs=names)


@public_page(fixed_version, seconds=3600)
def robots(request):
    """Personal pages say for themselves that they must not be found; they are not listed here."""
    return _plain(f"User-agent: *\nDisallow:\n\nSitemap: {settings.BASE_URL}/sitemap.xml\n")


@public_page(fixed_version, seconds=3600)
def security(request):
    """Where to report a weakness (RFC 9116)."""
    expires = timezone.localdate().replace(day=1) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}",
        f"Expires: {expires.isoformat()}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    ]
    return _plain("\n".join(lines) + "\n")


@require_safe
def home(request):
    """The list of cases in the language the browser asks for; Dutch when it asks for none of ours."""
    language = translation.get_language_from_request(request)
    response = redirect(f"/{language}/")
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


@require_safe
def home_of_language(request, language):
    return redirect(f"/{language}/", permanent=True)


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
