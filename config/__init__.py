"""Wiring: settings, addresses, the clock. Knows no law and no people."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
