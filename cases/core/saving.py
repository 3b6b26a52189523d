"""Save a row only when its fields and constraints agree."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from cases.core.errors import DomainError


def save_checked(row: models.Model) -> None:
    """Validate the whole row, then save it; raises DomainError with the first sentence and its field."""
    require_clean(row)
    row.save()


def require_clean(row: models.Model) -> None:
    """Raise DomainError with the first sentence a form would show, and the field it belongs to."""
    try:
        row.full_clean()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise DomainError(messages[0], field=None if field == NON_FIELD_ERRORS else field, code="invalid") from error
