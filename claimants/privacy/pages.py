"""Pages of the staff site about data: what goes when, what is held of people and why, who looked at one person."""

from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from claimants.people import services as people
from claimants.people.models import Claimant
from claimants.privacy import reads, register, retention
from claimants.privacy.models import Erasure

SHOWN = 500


def retention_page(page, request):
    """The table of terms, with how many the next night would touch: a rehearsal that changes nothing."""
    language = get_language()
    rows = [
        {
            "what": category.what.text(language),
            "days": category.days(),
            "ground": category.ground.text(language),
            "then": category.then.text(language),
            "is_confirmed": category.is_confirmed,
            "due": due,
        }
        for category, due in retention.due_now()
    ]
    return _shown(page, request, "retention.html", title=_("How long what is kept"), rows=rows)


def register_page(page, request):
    """Every column of personal data, why it is there, on what ground and until when."""
    language = get_language()
    parts = ("category", "purpose", "ground", "kept", "seen_by")
    rows = [{"name": row.name} | {part: getattr(row, part).text(language) for part in parts} for row in register.rows()]
    return _shown(page, request, "register.html", title=_("Register of personal data"), rows=rows)


def person_page(page, request, pk):
    """Who looked at one person and what was changed; looking here is written down too."""
    claimant = get_object_or_404(Claimant.objects.all(), pk=pk)
    people.note_viewed(claimant, by=request.user)
    looks, steps = reads.of(claimant, at_most=SHOWN), reads.history_of(claimant, at_most=SHOWN)
    found = {"claimant": claimant, "looks": looks, "steps": steps}
    return _shown(page, request, "person.html", title=_("Who looked, and what changed"), **found)


def shown_erasure(erasure: Erasure) -> str:
    """Where an erasure stands, and afterwards what is left and why."""
    language = get_language()
    left = [
        {"table": one["table"], "rows": one["rows"], "why": (one["why"] or {}).get(language, "–")}
        for one in erasure.report.get("left", ())
    ]
    return render_to_string("staff/privacy/erasure.html", {"erasure": erasure, "left": left})


def _shown(page, request, template, *, title, **found):
    context = page.admin_site.each_context(request) | {"title": title, "opts": page.opts}
    return TemplateResponse(request, f"staff/privacy/{template}", context | found)
