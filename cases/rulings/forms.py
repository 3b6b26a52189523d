"""The form of a ruling: any spelling of an ECLI is taken."""

from cases.core.forms import RowForm
from cases.rulings.ecli import normalise


class RulingForm(RowForm):
    def clean_ecli(self):
        return normalise(self.cleaned_data["ecli"])
