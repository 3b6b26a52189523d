"""The case on the staff site: read as a cockpit, found by any of its numbers; the form comes last."""

from urllib.parse import unquote

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.core.admin import display
from cases.core.errors import DomainError
from cases.dossier import services
from cases.dossier.admin import CaseAdmin
from cases.dossier.models import Case
from cases.proceedings.cockpit import cockpit
from cases.proceedings.rules import normalise_number
from cases.proceedings.state import headlines


@admin.register(Case)
class CaseCockpitAdmin(CaseAdmin):
    list_display = ["title", "stage", "concern", "is_published", "checked_on"]
    search_help_text = gettext_lazy("A title, docket number or ECLI in any spelling, a foundation or a defendant.")

    @display(description=gettext_lazy("stage"))
    def stage(self, case):
        return case.headline.name or _("unknown")

    def get_changelist_instance(self, request):
        shown = super().get_changelist_instance(request)
        shown.result_list = list(shown.result_list)
        found = headlines(shown.result_list, with_hidden=True)
        for case in shown.result_list:
            case.headline = found[case.pk]
        return shown

    def get_search_results(self, request, queryset, search_term):
        found, _may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term.strip():
            return found, False
        also = Case.objects.filter(_named_by(search_term)).values("pk")
        return queryset.filter(Q(pk__in=found.order_by().values("pk")) | Q(pk__in=also)), False

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(function)

        return [
            path("<path:object_id>/edit/", view(self.edit_view), name="cases_case_edit"),
            path("<path:object_id>/publish/", view(require_POST(self.publish_view)), name="cases_case_publish"),
            path("<path:object_id>/unpublish/", view(require_POST(self.unpublish_view)), name="cases_case_unpublish"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Reading comes first; a form that was sent still arrives here."""
        if request.method == "POST":
            return super().change_view(request, object_id, form_url, extra_context)
        case = self._case(request, object_id, "view")
        context = self.admin_site.each_context(request) | {
            "title": case.title,
            "opts": self.opts,
            "entries": self._entries(case, 10),
            "may_change": self.has_change_permission(request, case),
            "may_record": request.user.has_perm("cases.add_courtevent"),
            "publication_warnings": services.publication_warnings(case),
            "cockpit": cockpit(case, today=timezone.localdate(), foundation=getattr(request, "foundation", None)),
        }
        return TemplateResponse(request, "staff/case/cockpit.html", context)

    def edit_view(self, request, object_id):
        self._case(request, object_id, "view")
        return super().change_view(request, object_id)

    def publish_view(self, request, object_id):
        case = self._case(request, object_id, "change")
        try:
            services.publish_case(case, by=request.user)
            messages.success(request, _("The public sees this case now."))
        except DomainError as refusal:
            messages.error(request, str(refusal.message))
        return redirect("admin:cases_case_change", object_id)

    def unpublish_view(self, request, object_id):
        services.unpublish_case(self._case(request, object_id, "change"), by=request.user)
        messages.success(request, _("The public no longer sees this case."))
        return redirect("admin:cases_case_change", object_id)

    def response_post_save_change(self, request, obj):
        return redirect("admin:cases_case_change", obj.pk)

    def response_post_save_add(self, request, obj):
        return redirect(reverse("admin:cases_case_change", args=[obj.pk]))

    def _case(self, request, object_id, right: str) -> Case:
        case = self.row_or_404(request, object_id)
        if not getattr(self, f"has_{right}_permission")(request, case):
            raise PermissionDenied
        return case


def _named_by(term: str) -> Q:
    """Cases whose docket number, ECLI or foundation is meant by this term, in any spelling."""
    number = normalise_number(term)
    ecli = "".join(unquote(term).split()).upper()
    named = (
        Q(proceedings__docket_numbers__number__icontains=number)
        | Q(proceedings__docket_numbers__as_entered__icontains=term.strip())
        | Q(proceedings__foundation__name__icontains=term.strip())
        | Q(proceedings__foundation__short_name__iexact=term.strip())
    )
    return named | Q(rulings__ecli__istartswith=ecli) if ecli.startswith("ECLI:") else named
