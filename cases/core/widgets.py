"""How questions look on the staff site, for fields that a form adds itself."""

from unfold import widgets

CheckBoxes = widgets.UnfoldAdminCheckboxSelectMultipleWidget
FileBox = widgets.UnfoldAdminFileFieldWidget
SearchableSelect = widgets.UnfoldAdminSelect2Widget
SelectBox = widgets.UnfoldAdminSelectWidget
TextBox = widgets.UnfoldAdminTextInputWidget
ProseBox = widgets.UnfoldAdminTextareaWidget
