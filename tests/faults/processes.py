"""Processes of our own that can be killed, frozen, thawed and started again; each dies with the run."""

import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
PR_SET_PDEATHSIG = 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], object], seconds: float, what: str = "") -> float:
    """Wait for a condition; the seconds it took. Raises TimeoutError naming what did not come."""
    began = time.monotonic()
    while not condition():
        if time.monotonic() - began > seconds:
            raise TimeoutError(f"{what or 'it'} did not happen within {seconds:g} seconds")
        time.sleep(0.05)
    return time.monotonic() - began


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.5):
        return True
    return False


def children(pid: int) -> list[int]:
    """The direct children of a process, oldest first."""
    with suppress(OSError):
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return []


def _sockets_to(port: int) -> set[str]:
    """The inodes of the sockets connected to a local port."""
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {row[9] for row in rows if row[2].endswith(f":{port:04X}")}


def _sockets_of(pid: int) -> set[str]:
    with suppress(OSError):
        targets = [os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir()]
        return {target[8:-1] for target in targets if target.startswith("socket:[")}
    return set()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Process:
    """One command in its own session."""

    def __init__(self, name: str, command: list, *, log: Path, env: dict | None = None, user: str | None = None):
        self.name, self.command, self.log, self.user = name, [str(part) for part in command], log, user
        self.env = env if env is not None else dict(os.environ)
        self.popen: subprocess.Popen | None = None

    def start(self) -> "Process":
        as_user = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        with self.log.open("ab") as output:
            self.popen = subprocess.Popen(
                self.command,
                cwd="/" if self.user else ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=_die_with_parent,
                **as_user,
            )
        return self

    @property
    def pid(self) -> int:
        return self.popen.pid

    @property
    def is_alive(self) -> bool:
        return self.popen is not None and self.popen.poll() is None

    def signal_group(self, number: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def kill(self) -> None:
        """SIGKILL to the whole group."""
        if self.popen is None:
            return
        self.signal_group(signal.SIGKILL)
        self.popen.wait()

    def freeze(self) -> None:
        self.signal_group(signal.SIGSTOP)

    def thaw(self) -> None:
        self.signal_group(signal.SIGCONT)

    def restart(self) -> "Process":
        self.kill()
        return self.start()

    def children(self) -> list[int]:
        return children(self.pid)

    def child_talking_to(self, port: int) -> int | None:
        """The child that has a connection open to a port of this machine."""
        return next((pid for pid in self.children() if _sockets_of(pid) & _sockets_to(port)), None)


class Sink(Process):
    """The mail server that is the witness, see `tests.faults.sink`."""

    def __init__(self, port: int, folder: Path, orders: Path, patience: float):
        self.port = port
        command = [sys.executable, "-m", "tests.faults.sink", port, folder / "sink.jsonl", orders, patience]
        super().__init__("sink", command, log=folder / "sink.log")

    def start(self) -> "Sink":
        super().start()
        wait_until(lambda: listens(self.port), 20, "the witness")
        return self


class Redis(Process):
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path):
        self.port = free_port()
        command = [shutil.which("redis-server"), "--port", self.port, "--bind", "127.0.0.1", "--save", ""]
        super().__init__("redis", [*command, "--appendonly", "no", "--dir", folder], log=folder / "redis.log")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "Redis":
        super().start()
        wait_until(lambda: listens(self.port), 20, "Redis")
        return self

    def ask(self, *command) -> object:
        import redis

        with redis.Redis(port=self.port, socket_timeout=5) as client:
            return client.execute_command(*command)


class PostgreSQL(Process):
    """A cluster of our own; as root it runs as the system user postgres, for it refuses to run as root."""

    def __init__(self, folder: Path):
        self.port, self.data = free_port(), folder / "cluster"
        self.programs = postgresql_programs()
        user = "postgres" if os.geteuid() == 0 else None
        command = [self.programs / "postgres", "-D", self.data, "-p", self.port, "-k", self.data]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60"]
        super().__init__("postgresql", command, log=folder / "postgresql.log", user=user, env=_plain_environment())

    def create(self) -> "PostgreSQL":
        self.data.mkdir(mode=0o700)
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.data, owner.pw_uid, owner.pw_gid)
        command = [self.programs / "initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-N"]
        command += ["-E", "UTF8", "--locale", "C.UTF-8"]
        as_user = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        subprocess.run(command, check=True, capture_output=True, cwd="/", env=self.env, **as_user)
        self.start()
        self.run("CREATE ROLE achterban LOGIN NOSUPERUSER NOBYPASSRLS")
        return self

    def start(self) -> "PostgreSQL":
        """Start and wait for an answer; after a kill the old backends must be gone first."""
        limit = time.monotonic() + 30
        super().start()
        while not self.answers():
            if not self.is_alive:
                super().start()
            if time.monotonic() > limit:
                raise TimeoutError(f"PostgreSQL does not start, see {self.log}")
            time.sleep(0.05)
        return self

    def kill(self) -> None:
        """SIGKILL to the server and to every backend (each has a group of its own)."""
        if self.popen is None:
            return
        for pid in [self.pid, *self.children()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()

    def url(self, database: str, role: str = "achterban") -> str:
        return f"postgres://{role}@127.0.0.1:{self.port}/{database}"

    def answers(self) -> bool:
        import psycopg

        with suppress(psycopg.OperationalError), psycopg.connect(self.url("postgres", "postgres"), connect_timeout=2):
            return True
        return False

    def run(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url("postgres", "postgres"), autocommit=True) as connection:
            connection.execute(statement)


def _plain_environment() -> dict:
    return {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def postgresql_programs() -> Path | None:
    """The folder with `initdb` and `postgres`, the newest version first; None when there is none."""
    folders = [Path(folder) for folder in os.environ["PATH"].split(os.pathsep)]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


def has_servers() -> bool:
    """Whether PostgreSQL and Redis can be started here."""
    return bool(postgresql_programs() and shutil.which("redis-server"))
