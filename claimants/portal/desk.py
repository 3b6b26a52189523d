"""What every page about one registration shares: whose it is, whom to ask, and the answer when it is not yours."""

from functools import wraps
from uuid import UUID

from django.shortcuts import render
from django.utils import timezone

from claimants.people import access
from claimants.portal import status
from claimants.signin.guards import for_visitors


def of_registration(view):
    """The view of a registration that the visitor may see; any other address is one that does not exist.

    Who may only look has no POST: for that the address does not exist either.
    """

    @wraps(view)
    def guarded(request, visitor, public_id, **rest):
        people = access.claimants_in_hand if request.method == "POST" else access.claimants_for
        row = status.registration_of(visitor, uuid_of(public_id), today=timezone.localdate(), people=people)
        if row is None:
            return missing(request, visitor)
        return view(request, visitor, row, **rest)

    return for_visitors(guarded)


def of_person(template: str, guard=lambda view: view, *, with_wards: bool = True):
    """The view of one of the people somebody may see: the one asked for, else the first, oneself before minors.

    Whoever asks for somebody else is told that there is no such page; who has nobody gets the page without a person.
    """

    def decorate(view):
        @wraps(view)
        def chosen(request, visitor):
            visible = access.visible_to(visitor, today=timezone.localdate())
            people = [one.claimant for one in visible if with_wards or not one.is_ward]
            asked = request.POST.get("person") or request.GET.get("person")
            if asked is None and request.method != "POST":
                person = next(iter(people), None)
            else:
                person = next((one for one in people if one.public_id == uuid_of(asked or "")), None)
            if person is None and people:
                return missing(request, visitor)
            context = {"visitor": visitor, "people": people, "person": person}
            return view(request, context, person) if person else render(request, f"portal/{template}.html", context)

        return for_visitors(guard(chosen))

    return decorate


def page(request, visitor, row, template: str, *, code: int = 200, **context):
    """One page about one registration, with its case, its person and whom to ask."""
    shared = {"visitor": visitor, "page": status.page_of(row, today=timezone.localdate())}
    return render(request, f"portal/{template}.html", shared | context, status=code)


def missing(request, visitor):
    return render(request, "portal/missing.html", {"visitor": visitor}, status=404)


def uuid_of(text: str) -> UUID:
    """The id in its one spelling; any other text is an id that nobody has."""
    try:
        found = UUID(text)
    except ValueError:
        return UUID(int=0)
    return found if str(found) == text else UUID(int=0)
