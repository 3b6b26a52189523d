"""`python -m tests.faults`: break a real installation on purpose; one JSON line per fault.

    {"fault": "F01", "reps": 2, "injected": 2, "lost": 0, "doubled": 1, "unflagged": 0, "recovered_s": 7.4,
     "database": "postgresql", "broken": []}

`recovered_s` is the longest time from the last blow until all work was done. `broken` names promises that were not
kept besides those counted. The exit status is 1 when anything was lost, doubled without a flag, or broken.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import traceback

from tests.faults import broker_faults, clock_faults, server_faults, worker_faults  # noqa: F401  (they enter themselves)
from tests.faults.processes import ROOT, has_servers
from tests.faults.recipes import FAULTS, Fault, Outcome
from tests.faults.stage import Pace, Stage


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.list:
        for fault in chosen(options):
            print(f"{fault.number:5} {', '.join(fault.databases):20} {fault.sentence}")
        return 0
    if options.database == "both":
        return max([run_apart(database) for database in databases()])
    pace = Pace(0, 0, 0) if options.real_times else Pace()
    with Stage(options.database, pace) as stage:
        faults = [fault for fault in chosen(options) if options.database in fault.databases]
        kept = [report(stage, fault, options) for fault in faults]
        return int(not all(kept))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--reps", type=int, default=1, help="how often each fault is injected")
    parser.add_argument("--only", default="", help="some faults: F01,F06")
    parser.add_argument("--database", choices=["sqlite", "postgresql", "both"], default="both")
    parser.add_argument("--real-times", action="store_true", help="leases and waits as long as in production")
    parser.add_argument("--verbose", action="store_true", help="quote the logs of the processes after a failure")
    parser.add_argument("--list", action="store_true", help="name the faults and stop")
    return parser.parse_args()


def chosen(options) -> list[Fault]:
    wanted = [number for number in options.only.split(",") if number] or sorted(FAULTS)
    if unknown := [number for number in wanted if number not in FAULTS]:
        sys.exit(f"There is no fault {', '.join(unknown)}; there are {', '.join(sorted(FAULTS))}.")
    return [FAULTS[number] for number in wanted]


def databases() -> list[str]:
    if not has_servers():
        sys.exit("PostgreSQL (initdb, postgres) or redis-server is not installed; --database sqlite needs neither.")
    return ["sqlite", "postgresql"]


def run_apart(database: str) -> int:
    """One database per Python process, for Django is set up once."""
    others = [argument for argument in sys.argv[1:] if argument != "both" and not argument.startswith("--database")]
    command = [sys.executable, "-m", "tests.faults", *others, "--database", database]
    return subprocess.run(command, cwd=ROOT, env=dict(os.environ)).returncode


def report(stage: Stage, fault: Fault, options) -> bool:
    """Inject a fault some times and print its line; whether every promise was kept."""
    total = {"injected": 0, "lost": 0, "doubled": 0, "unflagged": 0, "recovered_s": 0.0}
    broken: list[str] = []
    for rep in range(options.reps):
        print(f"{fault.number} {rep + 1}/{options.reps} {stage.database}: {fault.sentence}", file=sys.stderr)
        try:
            add(total, broken, stage, once(stage, fault, rep))
        except Exception as error:
            traceback.print_exc()
            broken.append(f"{type(error).__name__}: {error}")
    line = {"fault": fault.number, "reps": options.reps, **total, "database": stage.database, "broken": broken}
    print(json.dumps(line), flush=True)
    is_kept = not (total["lost"] or total["unflagged"] or broken)
    if not is_kept and options.verbose:
        print(stage.quote_logs(), file=sys.stderr)
    return is_kept


def once(stage: Stage, fault: Fault, rep: int) -> Outcome:
    try:
        stage.reset()
        return fault.inject(stage, f"{fault.number.lower()}r{rep}")
    finally:
        stage.reset()


def add(total: dict, broken: list[str], stage: Stage, outcome: Outcome) -> None:
    from tests.faults import work

    found = work.verdict(outcome.keys, stage.delivered(), not_expected=outcome.not_expected)
    total["injected"] += outcome.injected
    total["lost"] += len(found.lost)
    total["doubled"] += len(found.doubled)
    total["unflagged"] += len(found.unflagged)
    total["recovered_s"] = max(total["recovered_s"], round(outcome.recovered_s, 1))
    broken += outcome.broken
    if outcome.recovered_s > outcome.limit:
        broken.append(f"recovery took {outcome.recovered_s:.1f} s, more than {outcome.limit:g} s")
    if outcome.may_double is not None and (surprise := found.doubled - outcome.may_double):
        broken.append(f"sent twice without need: {', '.join(sorted(surprise))}")


if __name__ == "__main__":
    sys.exit(main())
