"""What holds for every request below /api/, whether an endpoint answers it or not."""

import uuid


def api_front(get_response):
    """No cookies, so no session and no state; an id for the request, in and out.

    A session would be saved by reading, and a public answer could carry somebody's cookie.
    """

    def middleware(request):
        if not request.path.startswith("/api/"):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.request_id = _id(request.META.get("HTTP_X_REQUEST_ID", ""))
        response = get_response(request)
        response["X-Request-ID"] = request.request_id
        return response

    return middleware


def _id(given: str) -> str:
    try:
        return str(uuid.UUID(given))
    except ValueError:
        return str(uuid.uuid4())
