"""The steps on a staff page: a link shows what will happen, a button does it."""

from functools import wraps

from django.template.response import TemplateResponse


def opens_page(view):
    """Mark an action that only shows a page on GET and writes on POST itself; others are confirmed first."""
    view.opens_page = True
    return view


def confirmed(admin, found):
    """A GET of an action shows what it will do; only a POST does it."""
    method = found.method
    if getattr(method, "opens_page", False) or found.dialog:
        return method

    @wraps(method)
    def ask_first(request, *args, **kwargs):
        if request.method == "POST":
            return method(request, *args, **kwargs)
        context = admin.admin_site.each_context(request) | {"title": found.description, "opts": admin.opts}
        return TemplateResponse(request, "staff/confirm.html", context)

    return ask_first
