"""The deadline calculator: a page that keeps nothing and can be shared as a link."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cases.calculator.answer import answer
from cases.calculator.forms import CalculationForm
from cases.law.terms import TERMS

DEFAULTS = {"unit": "month", "source": "statutory"}


@require_safe
def calculator(request):
    asks = any(name in request.GET for name in CalculationForm.base_fields)
    form = CalculationForm(DEFAULTS | request.GET.dict() if asks else None)
    context = {"form": form, "asks": asks, "set_by_others": _set_by_others()}
    if asks and form.is_valid():
        link = f"{request.build_absolute_uri(request.path)}?{urlencode(form.query())}"
        context["answer"] = answer(form.proof, form.cleaned_data["term"], link)
    return render(request, "calculator/calculator.html", context)


def _set_by_others() -> list[tuple[str, str]]:
    """The terms there is nothing to count for: name and article."""
    is_english = get_language() == "en"
    return [(term.en if is_english else term.nl, term.article) for term in TERMS.values() if term.has_set_date]
