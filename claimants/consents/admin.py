"""Texts and consents on the staff site: two people for a text, and for each consent what was on screen."""

from django.contrib import admin, messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as text_of
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display, opens_page
from cases.core.keys import is_number
from cases.core.pdf import PdfImpossible
from cases.journal import services as journal
from claimants.consents import papers, rules, services
from claimants.consents.models import Consent, TermsVersion
from claimants.people.admin import PeopleAdmin
from claimants.people.models import Claimant
from claimants.people.services import note_listed

MONEY = ("fee_percent", "fee_cap_cents", "free_withdrawal_days")
PROOF = ("shown_nl", "shown_en", "written_by", "approved_by", "approved_at")
TEXTS = ("text_nl", "text_en")
A_PAGE = 50


def broken(digits: str):
    """A fingerprint that goes on on the next line where the screen is narrow."""
    return format_html('<span style="overflow-wrap: anywhere">{}</span>', digits or "–")


@admin.register(TermsVersion)
class TermsVersionAdmin(BaseAdmin):
    list_display = ["kind", "number", "in_force_from", "fee_percent", "written_by", "shown_approval"]
    list_filter = ["kind"]
    list_select_related = ["written_by", "approved_by"]
    search_fields = ["kind", "number"]
    search_help_text = _("A kind or a version number.")
    actions_detail = ["approve", "untold", "untold_file"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(foundation=request.foundation)

    def get_fieldsets(self, request, obj=None):
        self.fieldsets = [
            (None, {"fields": ["kind", *(["number"] if obj else []), "in_force_from"]}),
            (_("What it costs"), {"fields": MONEY}),
            (_("Text"), {"fields": TEXTS}),
            *([(_("Proof"), {"fields": PROOF})] if obj else []),
        ]
        return super().get_fieldsets(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fixed = [*super().get_readonly_fields(request, obj), *PROOF, "number"]
        return [*fixed, "kind"] if obj else fixed

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_approved)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and request.foundation is not None

    def has_approve_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.approve_termsversion")

    def get_actions_detail(self, request, object_id):
        terms = self.get_object(request, str(object_id))
        found = super().get_actions_detail(request, object_id)
        if terms and terms.is_approved:
            return [one for one in found if one.path != "approve"]
        may = terms and terms.written_by_id != request.user.pk
        return [one for one in found if may and one.path == "approve"]

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in services.WRITABLE}
        if change:
            obj.version = form.cleaned_data["seen_version"]
            services.rewrite_terms(obj, **values, by=request.user)
        else:
            made = services.write_terms(request.foundation, kind=form.cleaned_data["kind"], **values, by=request.user)
            obj.pk = made.pk
            obj.refresh_from_db()

    @action(description=_("Approve"), permissions=["approve"])
    def approve(self, request, object_id):
        terms = services.approve_terms(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("Approved. This version never changes any more."))
        return redirect("admin:claimants_termsversion_change", terms.pk)

    def has_people_permission(self, request, object_id=None):
        return request.user.has_perm("claimants.view_claimant")

    @opens_page
    @action(description=_("Who was not told"), permissions=["people"])
    def untold(self, request, object_id):
        terms = self.row_or_404(request, object_id)
        people = papers.untold(terms)
        after = request.GET.get("after", "")
        beyond = people.filter(pk__gt=int(after)) if is_number(after) else people
        shown = list(beyond[: A_PAGE + 1])
        context = self.admin_site.each_context(request) | {"title": text_of("Who was not told"), "opts": self.opts}
        context |= {"terms": terms, "count": people.count(), "people": shown[:A_PAGE]}
        context["after"] = shown[A_PAGE - 1].pk if len(shown) > A_PAGE else None
        note_listed(context["people"], by=request.user)
        return TemplateResponse(request, "staff/consents/untold.html", context)

    @opens_page
    @action(description=_("Who was not told (CSV)"), permissions=["people"])
    def untold_file(self, request, object_id):
        terms = self.row_or_404(request, object_id)
        journal.record("terms.exported", terms, by=request.user, foundation=terms.foundation)
        headers = {"Content-Disposition": f'attachment; filename="{terms.kind}-{terms.number}.csv"'}
        headers["Cache-Control"] = "no-store"
        return StreamingHttpResponse(
            papers.untold_lines(terms), content_type="text/csv; charset=utf-8", headers=headers
        )

    @display(description=_("fingerprint of the Dutch text"))
    def shown_nl(self, terms):
        return broken(terms.sha256_nl)

    @display(description=_("fingerprint of the English text"))
    def shown_en(self, terms):
        return broken(terms.sha256_en)

    @display(description=_("approved"), label={True: "success", False: "warning"})
    def shown_approval(self, terms):
        return terms.is_approved, _("approved") if terms.is_approved else _("waits for a second person")


@admin.register(Consent)
class ConsentAdmin(PeopleAdmin):
    list_display = ["claimant", "act", "terms", "given_at", "channel", "language"]
    list_filter = ["act", "channel", "terms__kind"]
    list_select_related = ["claimant", "terms"]
    search_fields = ["claimant__reference"]
    search_help_text = _("A reference, a whole e-mail address, or the beginning of a name.")
    fields = ["claimant", "act", "terms", "given_at", "channel", "language", "via", "note", "shown_print", "on_screen"]
    readonly_fields = ["shown_print", "on_screen"]
    actions_detail = ["proof"]

    def person_of(self, row) -> Claimant:
        return row.claimant

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @opens_page
    @action(description=_("Proof (PDF)"), permissions=["view"])
    def proof(self, request, object_id):
        consent = self.row_or_404(request, object_id)
        note_listed([consent.claimant], by=request.user)
        try:
            made = papers.proof_of(consent)
        except PdfImpossible:
            messages.warning(request, _("This machine cannot make PDFs. Print this page instead."))
            return redirect("admin:claimants_consent_change", consent.pk)
        name = f'attachment; filename="{consent.claimant.reference}-{str(consent.public_id)[:8]}.pdf"'
        headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
        return HttpResponse(made, content_type="application/pdf", headers=headers)

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, "")
        term = search_term.replace("\x00", "").strip()
        return (found.filter(claimant__in=Claimant.objects.matching(term)) if term else found), may_repeat

    @display(description=_("fingerprint"))
    def shown_print(self, consent):
        return broken(consent.text_sha256)

    @display(description=_("what was on screen"))
    def on_screen(self, consent):
        shown = consent.terms.shown_in(consent.language)
        is_proven = rules.fingerprint(shown.text) == consent.text_sha256
        said = (
            _("The fingerprint is that of this text.") if is_proven else _("The fingerprint is not that of this text.")
        )
        link = reverse("admin:claimants_termsversion_change", args=[consent.terms_id])
        return format_html(
            '<p><strong>{}</strong> <a href="{}">{}</a></p><div style="white-space: pre-line">{}</div>',
            said, link, consent.terms, shown.text,
        )  # fmt: skip
