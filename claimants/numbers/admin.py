"""The ledger of numbers on the staff site: figures as at a day, and the entries they are the sum of."""

from django.contrib import admin
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.core.admin import ReadOnlyAdmin, action, opens_page
from cases.dossier.models import ClaimantGroup
from claimants.numbers.choices import Measure
from claimants.numbers.forms import DayForm
from claimants.numbers.models import NumberEntry


@admin.register(NumberEntry)
class NumberEntryAdmin(ReadOnlyAdmin):
    list_display = ["happened_at", "group", "measure", "delta", "cause", "noted_at"]
    list_filter = ["measure", "group"]
    list_select_related = ["group__case"]
    search_fields = ["cause"]
    search_help_text = _("A cause.")
    date_hierarchy = "happened_at"
    actions_list = ["as_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).filter(foundation=request.foundation)

    @opens_page
    @action(description=_("As at a date"), permissions=["view"])
    def as_at(self, request):
        form = DayForm(request.GET or {"day": timezone.localdate().isoformat()})
        context = self.admin_site.each_context(request) | {"title": _("Numbers as at a date"), "opts": self.opts}
        if form.is_valid():
            context |= {"rows": table(self.get_queryset(request), **form.cleaned_data), "measures": Measure.labels}
        return TemplateResponse(request, "staff/numbers/as_at.html", context | {"form": form})


def table(entries, day, known_on=None) -> list[tuple[ClaimantGroup, list[int]]]:
    """A row for each group that was ever counted, with its figures in the order of the measures."""
    figures = entries.as_at(day, known_on=known_on).figures()
    counted = entries.order_by().values("group").distinct()
    return [
        (group, [sum(total for (_f, pk, one), total in figures.items() if (pk, one) == (group.pk, measure))
                 for measure in Measure.values])
        for group in ClaimantGroup.objects.filter(pk__in=counted).select_related("case")
    ]  # fmt: skip
