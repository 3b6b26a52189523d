"""Which addresses exist."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from cases.rest.problems import problem_or_page

urlpatterns = [
    path("beheer/", include("cases.staff.urls")),
    path("beheer/", admin.site.urls),
    path("", include("cases.urls")),
    *i18n_patterns(
        path("", include("claimants.urls")),
        path("", include("cases.documents.urls")),
        path("", include("cases.outbox.urls")),
        path("", include("cases.calculator.urls")),
        path("", include("cases.pages.urls")),
        prefix_default_language=True,
    ),
]

handler400 = problem_or_page(400)
handler403 = problem_or_page(403)
handler404 = problem_or_page(404)
handler500 = problem_or_page(500)
