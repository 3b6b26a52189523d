"""Steps that the tests of several pages share."""

from datetime import date

from django.urls import reverse

from cases.proceedings import services


def page(name, thing):
    return reverse(f"admin:cases_{name}", args=[thing.pk])


def recorded(track, kind="writ_served", day="2024-03-01", **values):
    return services.record_event(
        track.proceeding.case, kind=kind, happened_on=date.fromisoformat(day), tracks=[track], by=None, **values
    )
