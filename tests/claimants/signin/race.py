"""Several browsers at the same moment, on a database that more than one connection can open.

In a process of its own on SQLite (`python -m tests.claimants.signin.race redeem`): its database in
memory has one connection, and there everybody waits politely.
"""

import json
import os
import subprocess
import sys
import threading

from tests.migrated import copy_of_migrated

ADDRESS = "noor@voorbeeld.example"
RACERS = 6


def at_once(action) -> list[str]:
    """What happened to each of the racers, who start together."""
    from django.db import connection

    ready, outcomes = threading.Barrier(RACERS), []

    def run(number):
        ready.wait()
        try:
            outcomes.append(action(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def redeem() -> list[str]:
    """Link and code of one mail, used by six at once."""
    from claimants.signin import services

    token, code = _mailed()

    def use(number):
        try:
            if number % 2:
                services.redeem_code(code, browser="laptop")
            else:
                services.redeem_link(token, browser="laptop")
        except services.Closed:
            return "closed"
        return "in"

    return at_once(use)


def guess() -> list[str]:
    """Six wrong codes at once; the number of tries that were counted comes last."""
    from claimants.signin import services
    from claimants.signin.models import SignInRequest

    _mailed()

    def use(number):
        try:
            services.redeem_code("AAAA-AAAA", browser="laptop")
        except (services.Closed, services.WrongCode):
            return "refused"
        return "in"

    return [*at_once(use), str(SignInRequest.objects.get().try_count)]


def _mailed() -> tuple[str, str]:
    from cases.outbox.models import Message
    from claimants.signin import services
    from tests import make

    make.claimant(email=ADDRESS)
    services.request_link(ADDRESS, browser="laptop", network="192.0.2.1", language="nl")
    services.send()
    context = Message.objects.get().context
    return context["url"].rpartition("/")[2], context["code"]


def apart(folder, name: str) -> list[str]:
    """The same race in another process, on an SQLite file."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TEST_DATABASE_URL": f"sqlite:///{folder}/race.sqlite3",
    }
    copy_of_migrated(folder / "race.sqlite3")
    command = [sys.executable, "-m", "tests.claimants.signin.race", name]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps({"redeem": redeem, "guess": guess}[sys.argv[1]]()))
