"""What a visitor may ask of the list of cases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.lists import TERMS_AT_MOST, has_too_many_terms
from cases.core.text import normalise, validate_line

LONGEST_SEARCH = 100


class SearchForm(forms.Form):
    """Words to look for and the page of the list."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=LONGEST_SEARCH,
        validators=[validate_line],
        error_messages={"max_length": _("Search with at most %(limit_value)d characters.")},
    )
    page = forms.IntegerField(required=False, min_value=1, max_value=10_000)

    def clean_q(self):
        words = normalise(self.cleaned_data["q"])
        if has_too_many_terms(words):
            raise forms.ValidationError(_("Search with at most %(most)d words."), params={"most": TERMS_AT_MOST})
        return words
