"""A rule as a field validator."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible


@deconstructible
class Check:
    """Refuse a value for which the rule says no, with a sentence."""

    def __init__(self, rule: Callable[[str], bool], message, code: str = "invalid"):
        self.rule = rule
        self.message = message
        self.code = code

    def __call__(self, value):
        if not self.rule(value):
            raise ValidationError(self.message, self.code)

    def __eq__(self, other):
        return isinstance(other, Check) and (self.rule, self.code) == (other.rule, other.code)
