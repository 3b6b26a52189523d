"""Send in proof, see how far each file is, take one back."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cases.core.errors import DomainError
from cases.core.tenancy import acting_for
from claimants.portal import desk
from claimants.portal.forms import ProofForm
from claimants.proofs import rules, services
from claimants.proofs.models import Proof

STEPS = {
    rules.SENT: (gettext_lazy("Received"), "wait"),
    rules.SCANNED: (gettext_lazy("Received and checked for viruses"), "wait"),
    rules.REVIEWED: (gettext_lazy("Looked at"), "good"),
    rules.INFECTED: (gettext_lazy("Not used: there is a virus in it"), "bad"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk.of_registration
def proof(request, visitor, row):
    form = ProofForm(request.POST, request.FILES) if request.method == "POST" else ProofForm()
    if form.is_valid():
        try:
            services.upload(row, form.cleaned_data["file"], by=None)
            messages.success(request, _("We have your proof. You can send another one."))
            return redirect("portal:proof", row.public_id)
        except DomainError as refused:
            form.add_error("file", refused.message)
    shown = [_shown(one) for one in _proofs(row)]
    return desk.page(request, visitor, row, "proof", form=form, proofs=shown, most=rules.MAX_FILES)


@require_http_methods(["GET", "HEAD", "POST"])
@desk.of_registration
def take_back(request, visitor, row):
    """Take one file back, named by the form; whoever only looks goes to the list."""
    asked = desk.uuid_of(request.POST.get("proof", ""))
    found = next((one for one in _proofs(row) if one.public_id == asked), None)
    if found and request.method == "POST":
        try:
            services.remove(found, by=None)
            messages.success(request, _("The file was removed."))
        except DomainError as refused:
            messages.error(request, refused.message)
    return redirect("portal:proof", row.public_id)


def _proofs(row) -> list[Proof]:
    with acting_for(row.foundation_id):
        return list(Proof.objects.kept().of_registration(row))


def _shown(one: Proof) -> dict:
    step = services.step_of(one)
    word, tone = STEPS[step]
    is_refused = one.verdict == "refused"
    return {
        "proof": one,
        "word": _("Not good enough") if is_refused else word,
        "tone": "bad" if is_refused else tone,
        "may_remove": rules.may_remove(step),
        "may_open": rules.may_download(step),
    }
