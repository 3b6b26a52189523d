"""Ask the people who may agree to a waiting proposal: nothing moves before two of them did."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from cases.outbox import services as outbox
from cases.radar.models import Survey
from cases.staff.choices import Role
from cases.staff.models import Membership, User
from cases.staff.rules import permissions

DECIDING = tuple(role for role in Role if "confirm_survey" in permissions(frozenset({role})))


def on_survey_proposed(entry) -> None:
    """Ask at once."""
    tell_who_must_accept()


def tell_who_must_accept() -> int:
    """Ask everybody who may agree and did not yet, once a week for each waiting proposal; the number of mails put."""
    week = f"{timezone.localdate():%G-%V}"
    surveys = Survey.objects.proposed().select_related("decree_day", "first_by").order_by("pk")
    return sum(_ask(survey, person, week) for survey in surveys for person in _deciding(survey))


def _deciding(survey: Survey) -> list[User]:
    members = Membership.objects.current(timezone.localdate()).filter(role__in=DECIDING)
    people = User.objects.filter(pk__in=members.values("user"), is_active=True).exclude(email="")
    return list(people.exclude(pk=survey.first_by_id).order_by("pk"))


def _ask(survey: Survey, person: User, week: str) -> bool:
    with override(person.language):
        context = {
            "name": str(person),
            "proposal": str(survey),
            "change_count": survey.shifts.count(),
            "first_name": str(survey.first_by or ""),
            "path": reverse("admin:cases_survey_change", args=[survey.pk]),
            "reference": str(survey.public_id)[:8],
        }
    key = f"survey:{survey.public_id}:{week}:{person.pk}"
    message = outbox.put("survey-waiting", to=person.email, dedupe_key=key, language=person.language, context=context)
    return message is not None
