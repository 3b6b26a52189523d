"""One installation to be mistreated: its servers, its processes, its database, and the witness."""

import json
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.processes import PostgreSQL, Process, Redis, Sink, free_port, wait_until

MANAGE = [sys.executable, "manage.py"]
CELERY = [sys.executable, "-m", "celery", "-A", "config"]


@dataclass(frozen=True)
class Pace:
    """The times of the product under test, in seconds; 0 leaves the product's own."""

    lease: float = 6
    tick: float = 1
    mail_timeout: float = 2

    @property
    def recovery(self) -> float:
        """How long the work of a dead worker may lie still: its lease, two ticks, and the start of a process."""
        return (self.lease or 60) + 2 * (self.tick or 5) + 15

    @property
    def patience(self) -> float:
        """How long the product waits for the answer to the mail itself, see `cases/outbox/smtp.py`."""
        return (self.lease or 30) * 0.8


@dataclass
class Stage:
    """`with Stage("sqlite") as stage`: everything is gone at the end, whatever happened."""

    database: str
    pace: Pace = field(default_factory=Pace)
    processes: dict[str, Process] = field(default_factory=dict)

    def __enter__(self) -> "Stage":
        self.folder = Path(tempfile.mkdtemp(prefix="achterban-faults-"))
        self.folder.chmod(0o711)
        self.orders, self.hold = self.folder / "orders.json", self.folder / "hold"
        self.order_number = 0
        try:
            self._prepare()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        servers = [server for name in ("sink", "redis", "postgresql") if (server := getattr(self, name, None))]
        for process in [*self.processes.values(), *servers]:
            with suppress(Exception):
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self) -> None:
        self.sink_port = free_port()
        self.sink = Sink(self.sink_port, self.folder, self.orders, self.pace.patience)
        self.sink.start()
        if self.has_servers:
            self.redis = Redis(self.folder)
            self.redis.start()
            self.postgresql = PostgreSQL(self.folder).create()
            self.postgresql.run("CREATE DATABASE work OWNER achterban")
        os.environ.update(self.environment())
        self.migrate()

    @property
    def has_servers(self) -> bool:
        """PostgreSQL and Redis; otherwise SQLite and the embedded broker."""
        return self.database == "postgresql"

    def environment(self, **values) -> dict:
        database = self.postgresql.url("work") if self.has_servers else f"sqlite:///{self.folder / 'work.sqlite3'}"
        return {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", str(self.folder)),
            "SECRET_KEY": "k" * 60,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": database,
            "REDIS_URL": self.redis.url if self.has_servers else "",
            "EMAIL_URL": f"smtp://127.0.0.1:{self.sink_port}",
            "FAULTS_BEAT_FILE": str(self.folder / "beat"),
            "FAULTS_LEASE": str(self.pace.lease),
            "FAULTS_TICK": str(self.pace.tick),
            "FAULTS_MAIL_TIMEOUT": str(self.pace.mail_timeout),
            "FAULTS_HOLD": str(self.hold),
        } | values

    def migrate(self) -> None:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)

    # processes of the product

    def start(self, *names: str, **values) -> None:
        """Start by name: worker, worker2, beat, beat2, clockwork, web … with extra environment."""
        for name in names:
            kind = name.rstrip("0123456789")
            command = getattr(self, f"_{kind}")(name)
            environment = self.environment(FAULTS_BEAT_FILE=str(self.folder / name), **values)
            self.processes[name] = Process(name, command, log=self.folder / f"{name}.log", env=environment).start()

    def ensure(self, *names: str) -> None:
        """Exactly these processes run, and the clock ticks."""
        self.stop(*[name for name in self.processes if name not in names])
        missing = [name for name in names if not (name in self.processes and self.processes[name].is_alive)]
        self.start(*missing)
        if missing:
            self.wait_for_ticks()

    def ready(self, *, spare: bool = False) -> None:
        """What `manage.py up` runs besides the web; `spare` asks for a second worker where there can be one."""
        if self.has_servers:
            self.ensure("worker", "beat", *(["worker2"] if spare else []))
        else:
            self.ensure("clockwork")

    def revive(self) -> None:
        """Start what ended by itself, as `manage.py up` does."""
        for process in self.processes.values():
            if not process.is_alive:
                process.start()

    def reset(self) -> None:
        """Servers answer, the mail server behaves, nothing of an earlier fault waits."""
        from cases.outbox.models import Message
        from tests.faults import work

        for server in (self.sink, *((self.redis, self.postgresql) if self.has_servers else ())):
            server.thaw() if server.is_alive else server.start()
        self.hold.unlink(missing_ok=True)
        self.misbehave("ok")
        work.patiently(lambda: Message.objects.exclude(state__in=work.FINISHED).update(state="cancelled"))

    def stop(self, *names: str) -> None:
        for name in names:
            self.processes.pop(name).kill()

    @property
    def worker(self) -> Process:
        """The process that does the work."""
        return self.processes["worker" if self.has_servers else "clockwork"]

    def _worker(self, name: str) -> list:
        queues = ["-Q", "prompt,bulk", "--concurrency", "2", "--loglevel", "WARNING"]
        return [*CELERY, "worker", "-n", f"{name}@faults", *queues]

    def _beat(self, name: str) -> list:
        return [*CELERY, "beat", "--schedule", str(self.folder / name), "--pidfile=", "--loglevel", "WARNING"]

    def _clockwork(self, _name: str) -> list:
        return [*MANAGE, "clockwork"]

    def _sweep(self, _name: str) -> list:
        return [*MANAGE, "sweep"]

    def _sweeper(self, _name: str) -> list:
        return [*MANAGE, "sweep", "--every", "5"]

    def _web(self, _name: str) -> list:
        self.web_port = free_port()
        bind = ["--bind", f"127.0.0.1:{self.web_port}", "--worker-class", "gthread", "--workers", "2"]
        quiet = ["--threads", "8", "--no-control-socket", "--log-level", "warning"]
        return [sys.executable, "-m", "gunicorn", "config.wsgi", *bind, *quiet]

    def wait_for_ticks(self, seconds: float = 60) -> None:
        """Until the clock and a worker have run the outbox once more."""
        from tests.faults import work

        before = work.database_now()
        wait_until(
            lambda: self._all_live() and work.ran_since("outbox.deliver", before), seconds, "a tick of the clock"
        )

    def _all_live(self) -> bool:
        """Raises RuntimeError when a process that should run has ended."""
        if dead := [name for name, process in self.processes.items() if not process.is_alive]:
            raise RuntimeError(f"{', '.join(dead)} ended by itself")
        return True

    # the witness

    def misbehave(self, mode: str, **values) -> None:
        """Give the mail server an order, see `sink.Order`; "ok" ends it."""
        self.order_number += 1
        partial = self.orders.with_suffix(".partial")
        partial.write_text(json.dumps({"mode": mode, "number": self.order_number, **values}))
        partial.replace(self.orders)

    def delivered(self, prefix: str = "") -> list[dict]:
        """What the witness took, in order: {"at", "key", "message_id"}."""
        log = self.folder / "sink.jsonl"
        lines = log.read_text().splitlines() if log.exists() else []
        seen = [json.loads(line) for line in lines if line.endswith("}")]
        return [mail | {"key": mail["to"].partition("@")[0]} for mail in seen if mail["to"].startswith(prefix)]

    def wait_for_mails(self, prefix: str, count: int, seconds: float = 40) -> None:
        wait_until(lambda: len(self.delivered(prefix)) >= count, seconds, f"mail {count} of {prefix}")

    def quote_logs(self) -> str:
        """The last lines of every process, to find out what went wrong."""
        tails = [(path.name, path.read_text(errors="replace").splitlines()[-12:]) for path in self.folder.glob("*.log")]
        return "\n".join(f"--- {name}\n" + "\n".join(lines) for name, lines in tails if lines)
