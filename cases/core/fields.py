"""Text fields that keep the floor of `core.text`."""

from django.core.validators import MaxLengthValidator
from django.db import models

from cases.core import text


class LineField(models.CharField):
    """One line of plain text, stored in NFC without control or bidi characters."""

    default_validators = [text.validate_line]

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else text.normalise(value)


class ProseField(models.TextField):
    """Plain text of several lines, stored in NFC without control or bidi characters.

    `max_length` is in characters and is checked by forms and the API alike.
    """

    default_validators = [text.validate_prose]

    def __init__(self, *args, max_length=20_000, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)
        self.validators.append(MaxLengthValidator(max_length))

    def to_python(self, value):
        value = super().to_python(value)
        return value if value is None else text.normalise(value)
