"""What people and programs see when an address or the server fails them."""

from django.http import JsonResponse
from django.shortcuts import render

TITLES = {400: "Bad Request", 403: "Forbidden", 404: "Not Found", 500: "Internal Server Error"}


def problem_or_page(status: int):
    """An error view: problem+json (RFC 9457) below /api/, a page elsewhere."""

    def view(request, exception=None):
        if request.path.startswith("/api/"):
            body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": TITLES[status]}
            return JsonResponse(body, status=status, content_type="application/problem+json")
        return render(request, f"{status}.html", status=status)

    return view
