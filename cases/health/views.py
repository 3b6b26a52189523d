"""Health for load balancers and for whoever is woken up."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from cases.core.starting import is_starting
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
    """The whole system works: also the clocks run and nothing waits too long (R13).

    In the first minute of this process a clock that was not seen yet, and what waited for it, is "starting".
    """
    return _answer(checks.RUNNING, may_be_starting=is_starting())


def _answer(wanted, *, may_be_starting: bool = False) -> JsonResponse:
    found = list(checks.findings(wanted))
    failing = {finding.name for finding in found if not finding.is_ok}
    status = "ok"
    if failing:
        status = "starting" if may_be_starting and failing <= checks.MAY_BE_STARTING else "failing"
    body = {"status": status, "checks": [finding._asdict() for finding in found]}
    return JsonResponse(body, status=503 if status == "failing" else 200)
