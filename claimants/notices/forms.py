"""What somebody types to have a mail checked, and what staff write to many."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.text import normalise, validate_prose
from cases.core.widgets import ProseBox, TextBox
from claimants.notices import rules
from claimants.notices.codes import typed_code

LABELS = {
    "subject": _("Subject: the news itself"),
    "news": _("What happened"),
    "now": _("Where are we now?"),
    "next": _("What happens next?"),
    "you": _("Do you have to do something?"),
    "when": _("When?"),
}
NAMES = {"nl": "Nederlands", "en": "English"}


class CheckForm(forms.Form):
    """The code that stands in a mail."""

    code = forms.CharField(
        label=_("The code in the message"),
        max_length=40,
        error_messages={
            "required": _("Fill in the code that stands in the message."),
            "max_length": _("A code has six characters, such as K7Q-9F2."),
        },
        widget=forms.TextInput(attrs={"class": "code", "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self):
        if code := typed_code(self.cleaned_data["code"]):
            return code
        raise forms.ValidationError(_("A code has six characters, such as K7Q-9F2."), code="invalid")


def words_asked() -> list[tuple[str, str]]:
    """Language and part of each piece of text on the form, in the order it is asked."""
    return [(language, part) for language in NAMES for part in rules.PARTS]


def _field(language: str, part: str) -> forms.CharField:
    is_line = part == "subject"
    return forms.CharField(
        label=f"{LABELS[part]} ({NAMES[language]})",
        required=language == "nl" and part in rules.MUST_SAY,
        max_length=rules.LONGEST[part],
        validators=[validate_prose],
        widget=TextBox() if is_line else ProseBox(attrs={"rows": 3}),
    )


FIELDS = {f"{part}_{language}": _field(language, part) for language, part in words_asked()}


class NoticeForm(type(RowForm)("WordsForm", (RowForm,), FIELDS)):
    """To whom, and in both languages what the mail says."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if kind := self.fields.get("kind"):
            kind.choices = [choice for choice in kind.choices if not rules.is_for_themselves(choice[0])]
        for language, part in words_asked():
            if field := self.fields.get(f"{part}_{language}"):
                field.initial = self.instance.words.get(language, {}).get(part, "")

    def words(self) -> dict[str, dict[str, str]]:
        """What was typed, by language and part."""
        found: dict[str, dict[str, str]] = {}
        for language, part in words_asked():
            found.setdefault(language, {})[part] = normalise(self.cleaned_data.get(f"{part}_{language}") or "")
        return found


class ApproveForm(forms.Form):
    """The number of people, typed by who lets the notice go."""

    count = forms.IntegerField(
        label=_("For how many people is this? Type the number."),
        min_value=1,
        max_value=100_000_000,
        help_text=_("It stands above."),
        widget=TextBox(attrs={"inputmode": "numeric"}),
    )
