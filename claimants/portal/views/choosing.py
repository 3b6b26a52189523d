"""The choice in court: before, in and after its time. A button here prepares and proves it; only the letter does it."""

from collections.abc import Iterable

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from cases.core.errors import DomainError
from cases.core.languages import name_of
from cases.core.pdf import PdfImpossible
from cases.law.wording import Sentence
from claimants.declarations import letters, receipts
from claimants.declarations import services as declarations
from claimants.declarations.choices import Channel, DeclarationKind, WindowKind
from claimants.declarations.choosing import Choice, Moment, choice_of
from claimants.declarations.wording import CERTAINTY
from claimants.portal import desk
from claimants.portal.forms import PostedForm, UnderstoodForm
from claimants.proofs import services as proofs
from claimants.proofs.storing import content_of
from claimants.signin import session
from claimants.signin.guards import require_fresh

MAY_TYPE = require_http_methods(["GET", "HEAD", "POST"])
SALT = "claimants.portal.declare"
SAID = {
    DeclarationKind.OPT_OUT: gettext_lazy("I do not take part in the case"),
    DeclarationKind.OPT_IN: gettext_lazy("I take part in the case"),
    DeclarationKind.SECOND_OPT_OUT: gettext_lazy("I do not take part in the settlement"),
    DeclarationKind.LATE_STATEMENT: gettext_lazy("I do not want to be bound, because I learned of my damage later"),
}
OPENED_SECONDS = 3600


def _choice(row):
    return choice_of(row.claimant, row.group, now=timezone.now())


@require_safe
@desk.of_registration
def choice(request, visitor, row):
    return desk.page(request, visitor, row, "choice", form=PostedForm(), **_shown(_choice(row)))


@MAY_TYPE
@desk.of_registration
def posted(request, visitor, row):
    """The letter was posted, and here is what shows it; kept with the other proof, its checksum in the ledger."""
    found = _choice(row)
    if request.method != "POST" or not found.is_letter_needed:
        return redirect("portal:choice", row.public_id)
    form = PostedForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            kept = proofs.upload(row, form.cleaned_data["file"], by=None)
            day = form.cleaned_data["posted_on"]
            declarations.note_posted(found.declaration, posted_on=day, evidence=content_of(kept), by=None)
            messages.success(request, _("We have your proof of posting. Now we wait for the list of the court."))
            return redirect("portal:choice", row.public_id)
        except DomainError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    return desk.page(request, visitor, row, "choice", form=form, **_shown(found))


def _shown(found: Choice) -> dict:
    """The choice with its sentences in the active language."""
    is_opt_in = found.window is not None and found.window.kind == WindowKind.OPT_IN
    certainty = [CERTAINTY[found.position.certainty]] if found.position.certainty else []
    return {
        "choice": found,
        "moment": found.moment.value,
        "is_opt_in": is_opt_in,
        "said": SAID[found.window.kind] if found.window else "",
        "position": _told([*found.position.reasons, *certainty]),
        "taking_part": _told(found.taking_part),
        "staying_out": _told(found.staying_out),
        "meaning": _told(found.taking_part if is_opt_in else found.staying_out),
    }


def _told(sentences: Iterable[Sentence]) -> list[str]:
    return [name_of(one) for one in sentences]


@MAY_TYPE
@desk.of_registration
def declare(request, visitor, row):
    """Tell it: a page to check first, for who proved the mailbox just now; then the moment of arrival counts."""
    received_at = timezone.now()
    found = _choice(row)
    if found.moment is Moment.RECORDED or found.window is None or found.moment is Moment.BEFORE:
        return redirect("portal:choice", row.public_id)
    form = UnderstoodForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not _was_opened(request, row):
        return _check_page(request, visitor, row, choice=found, form=UnderstoodForm())
    if form.is_valid():
        facts = {"kind": found.window.kind, "channel": Channel.PORTAL, "text_version": found.text_version}
        try:
            declarations.declare(row.claimant, found.window, **facts, received_at=received_at, by=None)
            messages.success(request, _("We have received your choice. One more step: send the letter."))
            return redirect("portal:choice", row.public_id)
        except DomainError as refused:
            form.add_error(None, refused.message)
    return _check_page(request, visitor, row, choice=found, form=form)


@require_fresh
def _check_page(request, visitor, row, *, choice, form):
    opened = signing.dumps([str(row.public_id), request.session.session_key], salt=SALT)
    return desk.page(request, visitor, row, "declare", form=form, opened=opened, **_shown(choice))


def _was_opened(request, row) -> bool:
    """Whether the page that was checked first is this session's own; then a code that grew old costs nobody the day."""
    try:
        opened = signing.loads(request.POST.get("opened", ""), salt=SALT, max_age=OPENED_SECONDS)
    except signing.BadSignature:
        return session.is_fresh(request)
    return opened == [str(row.public_id), request.session.session_key]


@require_safe
@desk.of_registration
@require_fresh
def letter(request, visitor, row):
    """The letter to the registry, as a PDF that a screen reader reads."""
    found = _choice(row)
    if found.window is None or found.moment is Moment.BEFORE:
        return desk.missing(request, visitor)
    made = letters.letter_of(row.claimant, found.window, today=timezone.localdate())
    return _pdf(request, row, lambda: letters.pdf(made), name="brief")


@require_safe
@desk.of_registration
@require_fresh
def letter_text(request, visitor, row):
    """The same letter as plain text, to copy."""
    found = _choice(row)
    if found.window is None or found.moment is Moment.BEFORE:
        return desk.missing(request, visitor)
    made = letters.letter_of(row.claimant, found.window, today=timezone.localdate())
    return HttpResponse(made.text, content_type="text/plain; charset=utf-8")


@require_safe
@desk.of_registration
def receipt(request, visitor, row):
    """What we recorded, on paper."""
    found = _choice(row)
    if found.declaration is None:
        return desk.missing(request, visitor)
    return _pdf(request, row, lambda: receipts.pdf(found.declaration), name="ontvangstbewijs")


@require_safe
@desk.of_registration
def receipt_file(request, visitor, row):
    """The same as a file with which anybody can check it without us."""
    found = _choice(row)
    if found.declaration is None:
        return desk.missing(request, visitor)
    headers = {"Content-Disposition": 'attachment; filename="ontvangstbewijs.json"'}
    return HttpResponse(receipts.receipt(found.declaration).file, content_type="application/json", headers=headers)


def _pdf(request, row, make, *, name: str):
    try:
        content = make()
    except PdfImpossible:
        messages.error(request, _("We cannot make a PDF now. Use the text, or call us."))
        return redirect("portal:choice", row.public_id)
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
