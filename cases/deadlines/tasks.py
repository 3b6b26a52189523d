"""Deadline work on the clock."""

from datetime import date

from cases.core import claims
from cases.core.tasks import task
from cases.deadlines import services


@task(name="deadlines.remind")
def remind():
    services.remind()
    claims.beat("deadlines.remind")


@task(name="deadlines.escalate")
def escalate():
    services.escalate()
    claims.beat("deadlines.escalate")


@task(name="deadlines.control_mail")
def control_mail(day: str = ""):
    services.control_mail(date.fromisoformat(day) if day else None)
    claims.beat("deadlines.control_mail")
