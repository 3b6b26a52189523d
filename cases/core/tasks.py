"""The shape of every task: claim waiting rows, call a service, no arguments that matter."""

from functools import partial

from celery import shared_task

task = partial(shared_task, ignore_result=True, acks_late=True, reject_on_worker_lost=True)
