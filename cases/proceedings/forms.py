"""Forms of the staff site: court events with typed dates, and the small questions behind a button."""

import re
from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.forms import RowForm
from cases.core.languages import name_of
from cases.core.widgets import CheckBoxes, SearchableSelect, SelectBox, TextBox
from cases.dossier.models import Case
from cases.law.events import EVENT_ROWS
from cases.law.stages import STAGES
from cases.proceedings.appellants import parties_of
from cases.proceedings.models import CourtEvent, Track
from cases.proceedings.rules import HIGHER, may_hold_court_date
from cases.proceedings.state import track_states

DAY = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})", re.ASCII)
MONTH = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})", re.ASCII)
YEAR = re.compile(r"[0-9]{4}", re.ASCII)
ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
BACK = {"vandaag": 0, "today": 0, "gisteren": 1, "yesterday": 1, "eergisteren": 2}
UNKNOWN = {"onbekend", "unknown", "?"}

ASIDE = {"case", "reason", "seen_version"}
WINDOWS = {"opt_out_window_set", "second_opt_out_window_set"}


class TypedDateField(forms.CharField):
    """A day typed as dd-mm-yyyy, or as a word such as gisteren; a legal date is never picked from a calendar."""

    widget = TextBox(attrs={"placeholder": _("dd-mm-yyyy"), "autocomplete": "off"})
    default_error_messages = {"invalid": _("Type the date as dd-mm-yyyy, such as 14-01-2027. This day must exist.")}

    def clean(self, value) -> date | None:
        text = super().clean(value).strip().lower()
        return self.read(text) if text else None

    def read(self, text: str) -> date:
        if text in BACK:
            return timezone.localdate() - timedelta(days=BACK[text])
        try:
            if found := ISO.fullmatch(text):
                return date(*(int(part) for part in found.groups()))
            day, month, year = (int(part) for part in DAY.fullmatch(text).groups())
            return date(year, month, day)
        except (AttributeError, ValueError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value):
        return value.strftime("%d-%m-%Y") if isinstance(value, date) else value


class KnownDateField(TypedDateField):
    """A date as precisely as it is known: a day, mm-yyyy, yyyy, or unknown; gives the date and its precision."""

    default_error_messages = {
        "invalid": _("Type the date as dd-mm-yyyy, mm-yyyy or yyyy, or type: onbekend. This day must exist.")
    }

    def clean(self, value) -> tuple[date | None, str]:
        text = forms.CharField.clean(self, value).strip().lower()
        if text in UNKNOWN:
            return None, "unknown"
        try:
            if YEAR.fullmatch(text):
                return date(int(text), 1, 1), "year"
            if found := MONTH.fullmatch(text):
                return date(int(found[2]), int(found[1]), 1), "month"
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return self.read(text), "day"


def typed(on: date | None, precision: str) -> str:
    """The date as `KnownDateField` reads it back."""
    if on is None or precision == "unknown":
        return "onbekend"
    return on.strftime({"day": "%d-%m-%Y", "month": "%m-%Y", "year": "%Y"}[precision])


class TracksField(forms.ModelMultipleChoiceField):
    """The tracks of one case as boxes to tick, each with the stage it is in now."""

    widget = CheckBoxes
    stages: dict[int, str] = {}

    def label_from_instance(self, track):
        return f"{track} — {self.stages.get(track.pk) or gettext('no stage yet')}"


class ChooseCaseForm(forms.ModelForm):
    """First the case: its tracks are offered next."""

    class Meta:
        model = CourtEvent
        fields = ["case"]


class EventForm(RowForm):
    """A court event of one case; saving it calls the service."""

    chosen_case: Case | None = None
    is_rehearsal = False  # set by who only wants to see what would happen: then nothing may be saved

    case = forms.ModelChoiceField(Case.objects.all(), widget=forms.HiddenInput, label=_("Case"))
    kind = forms.ChoiceField(label=_("What happened"), widget=SearchableSelect)
    happened_on = KnownDateField(
        label=_("Date"),
        max_length=20,
        help_text=_("The day itself, typed as dd-mm-yyyy. Less is known: mm-yyyy, yyyy or onbekend. Gisteren works."),
    )
    tracks = TracksField(Track.objects.none(), label=_("Tracks"), help_text=_("For whom and for what this holds."))
    court_set_on = TypedDateField(
        label=_("Date the court set"),
        max_length=20,
        required=False,
        help_text=_("The last day of the term, as the court or the paper gives it. It is never computed or moved."),
    )
    leads_to = forms.ChoiceField(
        label=_("Goes on in"),
        required=False,
        widget=SelectBox,
        help_text=_("Only when a higher court says in which stage the case goes on."),
    )

    appellant = forms.ChoiceField(
        label=_("Appellant"),
        required=False,
        widget=SelectBox,
        help_text=_("Whose appeal or cassation begins or ends; needed when more than one is pending."),
    )

    class Meta:
        model = CourtEvent
        fields = [
            "case", "kind", "happened_on", "tracks", "appellant", "court_set_on", "court", "leads_to", "document",
            "source", "summary", "summary_en", "is_public", "note",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        case = self.instance.case if self.instance.pk else self.chosen_case
        self.initial["case"] = case.pk if case else None
        self.fields["kind"].choices = kind_choices()
        self.fields["kind"].widget.attrs["data-court-date"] = " ".join(
            kind.code for kind in EVENT_ROWS if may_hold_court_date(kind.code)
        )
        self.fields["leads_to"].choices = [("", "–"), *((row.code, name_of(row)) for row in STAGES.values())]
        self.fields["document"].queryset = self.fields["document"].queryset.filter(case=case)
        self._offer_tracks(case)
        self.parties = parties_of(case) if case else {}
        self.fields["appellant"].choices = [("", "–"), *((key, str(party)) for key, party in self.parties.items())]
        if self.instance.pk:
            self.initial["appellant"] = self.instance.appellant_key
            self.initial["happened_on"] = typed(self.instance.happened_on, self.instance.precision)

    def _offer_tracks(self, case):
        field = self.fields["tracks"]
        if case:
            field.stages = {state.track.pk: state.name for state in track_states(case, with_hidden=True)}
            field.queryset = Track.objects.of_case(case).select_related(
                "proceeding__foundation", "proceeding__case", "group", "claim_ground", "defendant"
            )

    def is_valid(self):
        return super().is_valid() and not self.is_rehearsal

    def clean_happened_on(self):
        on, self.cleaned_data["precision"] = self.cleaned_data["happened_on"]
        return on

    def clean_court_set_on(self):
        last_day = self.cleaned_data["court_set_on"]
        if last_day is None and self.cleaned_data.get("kind") in WINDOWS:
            raise ValidationError(
                _("Fill in the last day that the court set: people must know until when they can choose.")
            )
        return last_day

    def clean_leads_to(self):
        return self.cleaned_data["leads_to"] or None

    def clean_appellant(self):
        return self.parties.get(self.cleaned_data["appellant"])

    def facts(self) -> dict:
        """The arguments of `record_event`, without the case."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ASIDE}


class CorrectionForm(EventForm):
    """The event once more, as it should have been, with the reason."""

    reason = forms.CharField(
        label=_("Reason of the correction"),
        max_length=300,
        widget=TextBox,
        help_text=_("Why it was wrong."),
    )


class ReasonForm(forms.Form):
    """One question before something is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=TextBox)


class MoveForm(ReasonForm):
    """The new day of a hearing."""

    to_on = TypedDateField(label=_("New date"), max_length=20)
    starts_at = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=TextBox(attrs={"placeholder": "10:00"}),
        help_text=_("Empty when unknown: the old time belonged to the old day."),
    )
    field_order = ["to_on", "starts_at", "reason"]


def kind_choices() -> list:
    """Kinds of events under the stage they lead to; those of a person's own file are left out."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for kind in EVENT_ROWS:
        if kind.happens_to != "person":
            groups.setdefault(_group_of(kind), []).append((kind.code, name_of(kind)))
    return [("", "–"), *groups.items()]


def _group_of(kind) -> str:
    if kind.enters:
        return name_of(STAGES[kind.enters])
    if kind.ruling in HIGHER or "appeal" in kind.code or "cassation" in kind.code:
        return gettext("appeal and cassation")
    if kind.starts or kind.ends:
        return gettext("beside the stage")
    return gettext("other events")
