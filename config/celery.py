"""The Celery app. The broker is a doorbell: every job is a row in the database."""

import os

from celery import Celery
from celery.signals import beat_init, task_prerun, worker_init
from django.core.exceptions import ImproperlyConfigured
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
app = Celery("achterban")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@task_prerun.connect
def use_a_living_connection(task=None, **_):
    if not task.request.is_eager:
        close_old_connections()


@worker_init.connect
@beat_init.connect
def refuse_unsafe(**_):
    """Celery logs what a listener raises and goes on; leaving is the only way to refuse."""
    from cases.health import safety

    try:
        safety.refuse_unsafe()
    except ImproperlyConfigured as error:
        raise SystemExit(str(error)) from error
