"""`python -m tests.chaos`: reminders fall due in a storm of faults; one JSON line per seed, and one for all.

Exit status 1 when a reminder was lost, sent twice without a flag, sent three times, or, with --no-ambiguous, sent
twice at all. With --naive the same storm hits one Celery ETA task per reminder, for comparison; that never fails.
"""

import argparse
import json
import random
import signal
import sys
import time
from collections import Counter

from tests.chaos import naive
from tests.chaos.storm import Storm
from tests.faults import work
from tests.faults.processes import Process, has_servers
from tests.faults.stage import Pace, Stage

PATIENCE, NAIVE_PATIENCE = 180, 40
PACE = Pace(lease=10, tick=1, mail_timeout=3)
ADDED = ("faults", "reminders", "lost", "doubled", "forced", "unflagged", "two_names")


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.database == "postgresql" and not has_servers():
        sys.exit("PostgreSQL (initdb, postgres) or redis-server is not installed.")
    run = one_naive_seed if options.naive else one_seed
    with Stage(options.database, PACE) as stage:
        lines = [shown(run(stage, seed, options)) for seed in seeds(options)]
    total = {name: sum(line[name] for line in lines) for name in ADDED}
    total |= {"most": max(line["most"] for line in lines), "drained_s": max(line["drained_s"] for line in lines)}
    percent = round(100 * total["doubled"] / total["reminders"], 2)
    shown({"seed": "all", "database": stage.database, "naive": options.naive, **total, "doubled_percent": percent})
    return 0 if options.naive else int(is_broken(total, options))


def is_broken(total: dict, options) -> bool:
    is_doubled = options.no_ambiguous and total["doubled"]
    return bool(total["lost"] or total["unflagged"] or total["two_names"] or total["most"] > 2 or is_doubled)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3, help="how many seeds")
    parser.add_argument("--first-seed", type=int, default=11, help="the first of them")
    parser.add_argument("--seconds", type=float, default=120, help="how long the storm lasts, per seed")
    parser.add_argument("--reminders", type=int, default=500, help="how many fall due in that time")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    parser.add_argument("--no-ambiguous", action="store_true", help="never between taking a mail and writing it down")
    parser.add_argument("--naive", action="store_true", help="plain Celery ETA tasks instead of the product")
    return parser.parse_args()


def seeds(options) -> range:
    return range(options.first_seed, options.first_seed + options.seeds)


def shown(line: dict) -> dict:
    print(json.dumps(line), flush=True)
    return line


def moments(seed: int, options) -> list[float]:
    spread = random.Random(seed * 1000)
    return sorted(spread.uniform(1, options.seconds) for _ in range(options.reminders))


def one_seed(stage: Stage, seed: int, options) -> dict:
    stage.reset()
    workers, clocks = (("worker", "worker2"), ("beat", "beat2")) if stage.has_servers else (("clockwork",), ())
    stage.ensure(*workers, *clocks)
    reminders = work.Reminders()
    keys = reminders.plan(f"seed{seed}", moments(seed, options))
    storm = Storm(stage, seed, is_ambiguous=not options.no_ambiguous, workers=workers, clocks=clocks)
    storm.blow(options.seconds)
    drained = reminders.settle(keys, PATIENCE)
    time.sleep(stage.pace.mail_timeout + 1)
    return line_of(stage, seed, keys, storm, drained)


def one_naive_seed(stage: Stage, seed: int, options) -> dict:
    stage.reset()
    stage.redis.ask("FLUSHALL")
    values = {"NAIVE_BROKER": stage.redis.url, "NAIVE_SINK": str(stage.sink_port)}
    values["NAIVE_TIMEOUT"] = str(stage.pace.mail_timeout)
    for name in ("worker", "worker2"):
        command = [sys.executable, "-m", "celery", "-A", "tests.chaos.naive", "worker", "-n", f"{name}@naive"]
        command += ["--concurrency", "2", "--loglevel", "WARNING"]
        log = stage.folder / f"naive-{name}.log"
        stage.processes[name] = Process(name, command, log=log, env=stage.environment(**values)).start()
    time.sleep(5)
    keys = naive.plan(stage.redis.url, f"naive{seed}", moments(seed, options))
    storm = Storm(stage, seed, is_ambiguous=True, workers=("worker", "worker2"), clocks=("worker",))
    storm.blow(options.seconds)
    time.sleep(NAIVE_PATIENCE)
    stage.stop("worker", "worker2")
    return line_of(stage, seed, keys, storm, NAIVE_PATIENCE)


def line_of(stage: Stage, seed: int, keys: list[str], storm: Storm, drained: float) -> dict:
    """The balance of one seed.

    `forced`: reminders sent twice because the mail server took one and never said so, which nobody can know.
    `two_names`: reminders that went out under more than one Message-ID. `most`: the most deliveries of one reminder.
    `cut_by`: of those sent twice and not forced, which fault came first after the mail was taken.
    """
    mails = stage.delivered(keys[0].partition("-")[0])
    found = work.verdict(keys, mails)
    unanswered = {mail["key"] for mail in mails if not mail["is_answered"]}
    first = {mail["key"]: mail["at"] for mail in reversed(mails)}
    names = Counter(key for key, _name in {(mail["key"], mail["message_id"]) for mail in mails})
    return {
        "seed": seed,
        "database": stage.database,
        "faults": storm.counts.total(),
        "reminders": len(keys),
        "lost": len(found.lost),
        "doubled": len(found.doubled),
        "forced": len(found.doubled & unanswered),
        "unflagged": len(found.unflagged),
        "two_names": sum(count > 1 for count in names.values()),
        "most": found.most,
        "drained_s": round(drained, 1),
        "kinds": dict(storm.counts),
        "cut_by": dict(Counter(storm.first_after(first[key]) for key in found.doubled - unanswered)),
    }


if __name__ == "__main__":
    sys.exit(main())
