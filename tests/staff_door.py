"""Coming in as staff, and filling in their pages as a browser would."""

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.utils import timezone

from cases.staff.models import Membership, User
from tests import make


def sign_in(client, who: User | Membership | None = None) -> User:
    """Sign a member of staff in, with a second factor used; a superuser when nobody is named."""
    who = who or make.user(is_superuser=True)
    user = who.user if isinstance(who, Membership) else who
    client.force_login(user)
    session = client.session
    used = {"method": "mfa", "type": "totp", "at": timezone.now().timestamp()}
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [used]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    return user


def filled_in(response, **changes) -> dict:
    """What a browser would post from this change page, with a few fields changed."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.initial_forms]
    posted = {field.html_name: _as_text(field.value()) for form in forms for field in form if field.value() is not None}
    return posted | changes


def _as_text(value):
    if isinstance(value, bool):
        return "on" if value else ""
    return value
