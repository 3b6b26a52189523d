"""The form of a court event, with what it would change beside it before anything is recorded."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.preview import services
from cases.preview.picture import term_in_words
from cases.proceedings.event_page import CourtEventAdmin
from cases.proceedings.forms import EventForm
from cases.proceedings.models import CourtEvent

ASKED = "_preview"


@admin.register(CourtEvent)
class RehearsedEventAdmin(CourtEventAdmin):
    """One button shows what would change and writes nothing; the other records."""

    change_form_template = "staff/case/event_form.html"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.is_rehearsal = ASKED in request.POST
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if isinstance(form, EventForm):
            context |= {"may_rehearse": True, "record_label": _("Record"), "refusal": getattr(request, "refused", None)}
            if form.is_rehearsal and not form.errors:
                context |= self._rehearsed(request, form, obj)
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def _rehearsed(self, request, form, corrected) -> dict:
        found = services.rehearse(
            corrected.case if corrected else form.cleaned_data["case"],
            lambda: self.enter(form, corrected, by=request.user),
            foundation=getattr(request, "foundation", None),
            on=form.cleaned_data["happened_on"],
        )
        return {
            "rehearsal": found,
            "wanted": [(term_in_words(term), term.article) for term in found.wanted],
            "record_label": _label(len(found.changes.made)),
        }


def _label(made_count: int) -> str:
    if not made_count:
        return _("Record")
    sentence = ngettext("Record and make %(number)d deadline", "Record and make %(number)d deadlines", made_count)
    return sentence % {"number": made_count}
