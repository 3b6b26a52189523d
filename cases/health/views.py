"""Health for load balancers and for whoever is woken up."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from cases.health import checks


@require_safe
def live(request):
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def ready(request):
    """The process can serve: the database is there and has the right form."""
    return _answer(checks.READY)


@require_safe
def full(request):
    """The whole system works: also the clocks run and nothing waits too long (R13)."""
    return _answer(checks.RUNNING)


def _answer(wanted) -> JsonResponse:
    found = list(checks.findings(wanted))
    is_ok = all(finding.is_ok for finding in found)
    body = {"status": "ok" if is_ok else "failing", "checks": [finding._asdict() for finding in found]}
    return JsonResponse(body, status=200 if is_ok else 503)
