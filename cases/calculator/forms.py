"""What a visitor may ask of the calculator: a day, and a term of the law or a length of their own."""

from itertools import groupby

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cases.calculator.counting import LONGEST, calculated
from cases.core.errors import DomainError
from cases.law.proof import Proof
from cases.law.terms import TERMS, WHO
from cases.law.wording import length_in_words
from cases.proceedings.forms import TypedDateField

OWN_UNITS = (("day", _("days")), ("week", _("weeks")), ("month", _("months")), ("year", _("years")))
KINDS = (
    ("statutory", _("set by the law")),
    ("court", _("set by the court")),
    ("contract", _("agreed in a contract")),
    ("backward", _("counted back from the day")),
)


class CalculationForm(forms.Form):
    """One count; once valid, `proof` holds it."""

    triggered_on = TypedDateField(
        label=_("Day on which the term begins"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        error_messages={"required": _("Fill in the day on which the term begins.")},
    )
    term = forms.CharField(label=_("Term of the law"), required=False, max_length=10, widget=forms.Select)
    length = forms.IntegerField(
        label=_("Length"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "maxlength": 10}),
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, choices=OWN_UNITS, initial="month")
    source = forms.ChoiceField(label=_("Who set the term"), required=False, choices=KINDS, initial="statutory")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.proof: Proof | None = None
        self.fields["term"].widget.choices = term_choices()
        self.fields["term"].widget.attrs.pop("maxlength", None)  # no attribute of a list to choose from
        for kind in ("invalid", "min_value", "max_value"):
            self.fields["length"].error_messages[kind] = _("Fill in a whole number from 1 to 4,000,000.")
        self.fields["length"].validators = [
            type(check)(check.limit_value, self.fields["length"].error_messages["invalid"])
            for check in self.fields["length"].validators
        ]
        for name in ("unit", "source"):
            self.fields[name].error_messages["invalid_choice"] = _("Choose one from the list.")
        for name in self.errors_shown():
            self.fields[name].widget.attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{name}-error"}

    def errors_shown(self) -> list[str]:
        """The fields to mark as wrong."""
        return [name for name in self.errors if name in self.fields] if self.is_bound else []

    def clean_term(self):
        code = self.cleaned_data["term"]
        if code and code not in TERMS:
            raise forms.ValidationError(_("We do not know this term. Choose one from the list."), "unknown")
        return code or None

    def clean(self):
        values = super().clean()
        term, length = values.get("term"), values.get("length")
        if term and length is not None:
            self.add_error("length", _("Choose a term of the law or fill in a length, not both."))
        elif not term and length is None and not {"term", "length"} & set(self.errors):
            self.add_error("term", _("Choose a term of the law, or fill in a length of your own."))
        if not self.errors:
            self._count(term, length)
        return values

    def _count(self, term, length):
        own = {"length": length, "unit": self.chosen("unit"), "source": self.chosen("source")}
        try:
            self.proof = calculated(triggered_on=self.cleaned_data["triggered_on"], **({"term": term} if term else own))
        except DomainError as refusal:
            self.add_error(refusal.field, refusal.message)

    def chosen(self, name: str) -> str:
        """The answer, or what is taken when nothing was chosen."""
        return self.cleaned_data[name] or self.fields[name].initial

    def query(self) -> dict[str, str]:
        """The count as a link others can open: every day written out."""
        asked = {"triggered_on": f"{self.cleaned_data['triggered_on']:%d-%m-%Y}"}
        if self.cleaned_data["term"]:
            return asked | {"term": self.cleaned_data["term"]}
        return asked | {name: str(self.cleaned_data["length"]) if name == "length" else self.chosen(name)
                        for name in ("length", "unit", "source")}  # fmt: skip


def term_choices() -> list:
    """The terms the law counts, under who must act; each with its length, its article and whether it is confirmed."""
    counted = sorted((term for term in TERMS.values() if not term.has_set_date), key=lambda term: term.who_acts)
    groups = [
        (_in_language(WHO[who]).capitalize(), [(term.code, _label(term)) for term in terms])
        for who, terms in groupby(counted, key=lambda term: term.who_acts)
    ]
    return [("", _("– none: a length of your own –")), *groups]


def _label(term) -> str:
    name = _in_language((term.nl, term.en))
    length = length_in_words(term.length, term.unit, get_language())
    text = f"{name[0].upper()}{name[1:]} – {length}, {term.article}"
    return text if term.is_confirmed else f"{text} ({_('not confirmed by a lawyer')})"


def _in_language(pair: tuple[str, str]) -> str:
    return pair[get_language() == "en"]
