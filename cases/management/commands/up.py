"""`manage.py up`: web, worker and clock together, in one process group."""

import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cases.dossier.models import Case
from cases.health import safety

AS_ROOT = "You're running the worker with superuser privileges"  # no pickle is ever read, and a container has no other
RESTART_AFTER = 1.0
PATIENCE = 10.0


class Command(BaseCommand):
    help = "Run web, worker and clock; restart what dies; Ctrl-C ends all of it."

    def add_arguments(self, parser):
        parser.add_argument("--bind", default="127.0.0.1:8000", help="Where the web listens, host:port.")
        parser.add_argument("--demo", action="store_true", help="First migrate and load the demo.")
        parser.add_argument("--workers", type=int, default=0, help="Web processes; 1 without Redis, else 2.")

    def handle(self, *args, **options):
        _require_safe()
        _require_free(options["bind"])
        was_loaded = options["demo"] and _load_demo()
        commands = _commands(options["bind"], options["workers"])
        signal.signal(signal.SIGTERM, _interrupt)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in its background without
        children = {name: subprocess.Popen(command) for name, command in commands.items()}
        try:
            if was_loaded:
                call_command("demo")
            while True:
                time.sleep(RESTART_AFTER)
                for name, child in children.items():
                    if child.poll() is not None:
                        self.stderr.write(f"{name} ended with {child.returncode}; it is started again.")
                        children[name] = subprocess.Popen(commands[name])
        except KeyboardInterrupt:
            self.stdout.write("Stopping.")
        finally:
            _stop(children.values())


def _load_demo() -> bool:
    """Migrate, and load the demo where there is none; whether one was there, to be completed beside the web."""
    call_command("migrate", verbosity=0)
    was_loaded = Case.objects.exists()
    if not was_loaded:
        call_command("demo")
    return was_loaded


def _require_safe() -> None:
    try:
        safety.refuse_unsafe()
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error


def _require_free(bind: str) -> None:
    host, _, port = bind.rpartition(":")
    if not host or not port.isdecimal():
        raise CommandError(f"--bind wants host:port, not {bind}")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except OSError as error:
            sentence = f"{bind} cannot be used: {error.strerror}. Choose another address: make run BIND=127.0.0.1:8001"
            raise CommandError(sentence) from error


def _interrupt(*_):
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def _commands(bind: str, workers: int) -> dict[str, list[str]]:
    python = [sys.executable, "-W", f"ignore:{AS_ROOT}"]
    manage, celery = [*python, "manage.py"], [*python, "-m", "celery", "--quiet", "-A", "config"]
    has_redis = settings.CELERY_BROKER_URL.startswith("redis")
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", bind, "--worker-class", "gthread"]
    web += ["--workers", str(workers or (2 if has_redis else 1)), "--threads", "8", "--no-control-socket"]
    web += ["--config", "python:config.gunicorn", "--log-level", "warning"]
    if not has_redis:
        return {"web": web, "clockwork": [*manage, "clockwork"]}
    quiet = ["--loglevel", "WARNING"]
    return {
        "web": web,
        "worker": [*celery, "worker", "-Q", "prompt,bulk", "--concurrency", "2", *quiet],
        "clock": [*celery, "beat", *quiet],
        "sweeper": [*manage, "sweep", "--every", "60", "--verbosity", "0"],
    }


def _stop(children) -> None:
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    limit = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
