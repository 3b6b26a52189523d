"""What we know of you, and how you change it."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import ChangedMeanwhile, DomainError
from claimants.people import services as people
from claimants.portal import desk, details
from claimants.portal.details import DETAILS
from claimants.portal.forms import EmailForm
from claimants.signin import drafts, mailboxes
from claimants.signin.forms import CodeForm
from claimants.signin.guards import require_fresh

MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk.of_registration
def index(request, visitor, row):
    undoable = mailboxes.undoable_change(row.claimant, visitor)
    shown = details.shown(row.claimant)
    return desk.page(request, visitor, row, "details", shown=shown, undoable=undoable)


def change(name: str):
    """The page on which one detail is changed."""
    detail = DETAILS[name]

    def view(request, visitor, row):
        form = _form(request, detail, row.claimant)
        if request.method == "POST" and form.is_valid() and _save(request, form, detail, row.claimant):
            messages.success(request, detail.done)
            return redirect("portal:details", row.public_id)
        context = {"detail": detail, "form": form, "old_value": details.old_value(row.claimant, detail)}
        return desk.page(request, visitor, row, "change", is_draft=_is_draft(request), **context)

    return MAY_TYPE(desk.of_registration(require_fresh(view) if detail.is_guarded else view))


def _form(request, detail, claimant):
    if request.method == "POST":
        return detail.form(request.POST, claimant=claimant)
    typed = {name: text for name, text in drafts.of_page(request).items() if name in detail.form.base_fields}
    return detail.form(claimant=claimant, initial=typed)


def _is_draft(request) -> bool:
    return request.method != "POST" and bool(drafts.of_page(request))


def _save(request, form, detail, claimant) -> bool:
    """Whether it is saved; what the service refuses is said at its field."""
    values = {name: form.cleaned_data[name] for name in detail.form.details()}
    try:
        people.change_contact(claimant, version=form.cleaned_data["seen_version"] or 0, by=None, **values)
    except ChangedMeanwhile as refused:
        form.add_error(None, refused.message)
        _show_newest(form, claimant)
        return False
    except DomainError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return False
    return True


def _show_newest(form, claimant) -> None:
    """What stands there now is on the page; whoever saves again has seen it."""
    form.data = form.data.copy()
    form.data["seen_version"] = claimant.version


@MAY_TYPE
@desk.of_registration
@require_fresh
def email(request, visitor, row):
    """A new address: a code goes there first."""
    form = EmailForm(request.POST if request.method == "POST" else None, initial=drafts.of_page(request))
    if form.is_valid():
        try:
            address = form.cleaned_data["email"]
            mailboxes.ask_change(row.claimant, to=address, language=get_language(), by=None)
            return redirect("portal:change-email-code", row.public_id)
        except DomainError as refused:
            form.add_error("email", refused.message)
    return desk.page(request, visitor, row, "change_email", form=form, is_draft=_is_draft(request))


@MAY_TYPE
@desk.of_registration
@require_fresh
def email_code(request, visitor, row):
    """The code from the new mailbox makes it the address."""
    waiting = mailboxes.open_change(row.claimant)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            mailboxes.confirm_change(row.claimant, form.cleaned_data["code"], by=None)
            messages.success(request, _("Your e-mail address was changed. We told your old address."))
            return redirect("portal:details", row.public_id)
        except DomainError as refused:
            form.add_error("code", refused.message)
    elif waiting is None and request.method != "POST":
        return redirect("portal:change-email", row.public_id)
    return desk.page(request, visitor, row, "change_email_code", form=form, waiting=waiting)


@MAY_TYPE
@desk.of_registration
@require_fresh
def email_back(request, visitor, row):
    """From the old mailbox: put the old address back; whoever only looks goes to the list."""
    change = mailboxes.undoable_change(row.claimant, visitor)
    if change is None or request.method != "POST":
        return redirect("portal:details", row.public_id)
    try:
        mailboxes.undo_change(change, by=None)
        messages.success(request, _("Your old e-mail address is back. The other one no longer lets anybody in."))
    except DomainError as refused:
        messages.error(request, refused.message)
    return redirect("portal:details", row.public_id)
