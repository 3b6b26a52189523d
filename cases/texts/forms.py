"""What staff write about one stage for one audience."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.widgets import SelectBox
from cases.texts import services


class StageTextForm(RowForm):
    """A version of a text; which stage it is about is chosen from the list of the law."""

    code = forms.ChoiceField(label=_("about"), choices=services.codes, widget=SelectBox)
