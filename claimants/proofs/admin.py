"""Proofs on the staff site: look, download, and say whether it proves anything."""

from django.contrib import admin, messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.core.admin import action, display, opens_page
from claimants.people.admin import PeopleAdmin
from claimants.people.models import Claimant
from claimants.proofs import downloads, rules, services
from claimants.proofs.choices import ScanResult, Verdict
from claimants.proofs.forms import RefusalForm
from claimants.proofs.models import Proof

VERDICTS = {"accepted": "success", "refused": "danger", "none": "info"}
SCANS = {"clean": "success", "infected": "danger", "not_scanned": "warning"}


@admin.register(Proof)
class ProofAdmin(PeopleAdmin):
    list_display = ["sent_at", "reference", "group", "kind", "shown_scan", "shown_verdict"]
    list_filter = ["verdict", "scan", "kind", "registration__group__case"]
    list_select_related = ["registration__claimant", "registration__group__case"]
    search_fields = ["registration__claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    date_hierarchy = "sent_at"
    fields = [
        "registration", "picture", "download", "kind", "byte_count", "sent_at", "scan", "verdict", "verdict_reason",
        "reviewed_at", "reviewed_by", "removed_at", "sha256",
    ]  # fmt: skip
    actions_detail = ["accept", "refuse"]

    def person_of(self, row) -> Claimant:
        return row.registration.claimant

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.fields]

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.filter(registration__claimant__in=Claimant.objects.matching(term)) if term else found), may_repeat

    def get_urls(self):
        pages = [
            path("<int:pk>/file/", self.admin_site.admin_view(self.file_view), name="claimants_proof_file"),
            path("<int:pk>/small/", self.admin_site.admin_view(self.small_view), name="claimants_proof_small"),
        ]
        return [*pages, *super().get_urls()]

    def file_view(self, request, pk):
        """The file itself; that it was opened is written down."""
        proof = self.row_or_404(request, pk)
        response = downloads.as_attachment(proof)
        services.note_downloaded(proof, by=request.user)
        return response

    def small_view(self, request, pk):
        return downloads.as_thumbnail(self.row_or_404(request, pk))

    def row_or_404(self, request, object_id):
        """Whoever may not see people gets the same answer as for a file that is not there."""
        found = super().row_or_404(request, object_id)
        if not self.has_view_permission(request, found):
            raise downloads.Http404
        return found

    @display(description=_("reference"))
    def reference(self, proof):
        return proof.registration.claimant.reference

    @display(description=_("group"))
    def group(self, proof):
        return str(proof.registration.group)

    @display(description=_("virus scan"), ordering="scan", label=SCANS)
    def shown_scan(self, proof):
        return proof.scan, proof.get_scan_display()

    @display(description=_("verdict"), ordering="verdict", label=VERDICTS)
    def shown_verdict(self, proof):
        return proof.verdict, proof.get_verdict_display()

    @display(description=_("small picture"))
    def picture(self, proof):
        if not proof.thumbnail or proof.scan == ScanResult.INFECTED:
            return "–"
        address = reverse("admin:claimants_proof_small", args=[proof.pk])
        return format_html('<img src="{}" alt="{}" width="160">', address, _("The picture that was sent in, small"))

    @display(description=_("file"))
    def download(self, proof):
        if not rules.may_download(services.step_of(proof)) or not proof.file:
            return "–"
        address = reverse("admin:claimants_proof_file", args=[proof.pk])
        return format_html('<a href="{}">{}</a>', address, _("Save the file"))

    def back(self, request, proof):
        messages.success(request, _("Saved."))
        return redirect("admin:claimants_proof_change", proof.pk)

    def has_step_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.change_proof")

    def get_actions_detail(self, request, object_id):
        proof = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        return found if proof and rules.may_review(services.step_of(proof)) else []

    @action(description=_("This proves it"), permissions=["step"])
    def accept(self, request, object_id):
        proof = self.row_or_404(request, object_id)
        return self.back(request, services.review(proof, verdict=Verdict.ACCEPTED, by=request.user))

    @opens_page
    @action(description=_("This proves nothing"), permissions=["step"])
    def refuse(self, request, object_id):
        proof = self.row_or_404(request, object_id)
        form = RefusalForm(request.POST or None)
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            return self.back(request, services.review(proof, verdict=Verdict.REFUSED, reason=reason, by=request.user))
        context = self.admin_site.each_context(request) | {"title": _("This proves nothing"), "form": form}
        return TemplateResponse(request, "staff/form.html", context | {"opts": self.opts})
