"""Each guard of the rules R4 to R7 and R21 to R23: where it stands, what is left without it, and who must notice."""

from dataclasses import dataclass

CLAIMS, OUTBOX = "cases/core/claims.py", "cases/outbox/services.py"
OF_CLAIMS, OF_DELIVERY = "tests/cases/core/test_claims.py", "tests/cases/outbox/test_delivery.py"
LEDGER_WALLS = "claimants/migrations/0012_ledger_walls.py"
OF_LEDGER = "tests/claimants/declarations/test_models.py"


@dataclass(frozen=True)
class Removal:
    """A guard (`rule`, and what it is in words) whose text `was` in `path` is replaced by `becomes`.

    `tests` are arguments of pytest. `needs_postgresql`: on SQLite the guard does nothing.
    """

    rule: str
    guard: str
    path: str
    was: str
    becomes: str
    tests: tuple[str, ...]
    needs_postgresql: bool = False


REMOVALS = (
    Removal(
        "R4", "a claim asks whether the row is due", CLAIMS,
        "due(rows.filter(pk__in=pks)).update(", "rows.filter(pk__in=pks).update(", (OF_CLAIMS,),
    ),
    Removal(
        "R4", "a row not changed is not mine", CLAIMS,
        "return token, [pk for pk in pks if pk in mine]", "return token, pks", (OF_CLAIMS,),
    ),
    Removal(
        "R5", "not before its moment", CLAIMS,
        "Q(state=State.WAITING, due_at__lte=Now())", "Q(state=State.WAITING)", (OF_CLAIMS,),
    ),
    Removal(
        "R5", "however late, never a window", CLAIMS,
        "Q(state=State.WAITING, due_at__lte=Now())",
        "Q(state=State.WAITING, due_at__lte=Now(), due_at__gte=Now() - timedelta(hours=1))", (OF_CLAIMS,),
    ),
    Removal(
        "R6", "the fence asks whether the lease still runs", CLAIMS,
        "held(rows, pk, token).filter(lease_until__gt=Now()).update(has_begun=True,",
        "held(rows, pk, token).update(has_begun=True,", (OF_CLAIMS,),
    ),
    Removal(
        "R6", "the fence writes down that the effect may begin", CLAIMS,
        ".update(has_begun=True, lease_until=later(LEASE))", ".update(lease_until=later(LEASE))", (OF_CLAIMS,),
    ),
    Removal(
        "R6", "what began and was not finished is flagged", CLAIMS,
        "Case(When(has_begun=True, then=Value(True)), default=F(\"is_possible_duplicate\"))",
        "F(\"is_possible_duplicate\")", (OF_CLAIMS,),
    ),
    Removal(
        "R6", "no mail without the fence", OUTBOX,
        "if claims.begin(rows.of_use(), pk, token):", "if claims.begin(rows.of_use(), pk, token) or True:",
        (OF_DELIVERY, "-k", "f04"),
    ),
    Removal(
        "R6", "no mail after a sleep behind the fence", "cases/outbox/smtp.py",
        "if left <= 0:", "if False:", (OF_DELIVERY, "-k", "f04"),
    ),
    Removal(
        "R7", "only who holds the row marks it", CLAIMS,
        "rows.filter(mine, pk=pk, lease_token=token)", "rows.filter(mine, pk=pk)", (OF_CLAIMS,),
    ),
    Removal(
        "R7", "a known answer is written down again and again", OUTBOX,
        "claims.while_away(lambda: claims.finish(Message.objects.all(), message.pk, token, **wiped))",
        "claims.finish(Message.objects.all(), message.pk, token, **wiped)", (OF_DELIVERY, "-k", "f14"),
    ),
    Removal(
        "R21", "the states of a registration know their steps", "claimants/registrations/rules.py",
        "return to_state in STEPS.get(from_state, frozenset())", "return True",
        ("tests/claimants/registrations/test_rules.py",),
    ),
    Removal(
        "R21", "the database lets no opt-in stand beside an opt-out", LEDGER_WALLS,
        "WHERE earlier.foundation_id = NEW.foundation_id AND", "WHERE 1 = 0 AND", (OF_LEDGER, "-k", "r21"),
    ),
    Removal(
        "R21", "the database keeps what was declared", LEDGER_WALLS,
        'WRITTEN_ONCE = ("claimants_declaration", ', "WRITTEN_ONCE = (", (OF_LEDGER,),
    ),
    Removal(
        "R22", "services and pages write over the version that was read", "cases/core/rows.py",
        "filter(pk=row.pk, version=row.version)", "filter(pk=row.pk)",
        ("tests/cases/dossier/test_services.py", "tests/cases/core/test_admin.py"),
    ),
    Removal(
        "R22", "a form knows for which version it was filled in", "cases/core/forms.py",
        'cleaned.get("seen_version") != self.instance.version', "False", ("tests/cases/core/test_admin.py",),
    ),
    Removal(
        "R22", "of two steps at once one wins", "claimants/registrations/services.py",
        "if current.version != registration.version:", "if False:",
        ("tests/claimants/registrations/test_services.py",),
    ),
    Removal(
        "R23", "who declares locks the person first", "claimants/declarations/services.py",
        "person = Claimant.objects.select_for_update(no_key=True).get(pk=claimant.pk)",
        "person = Claimant.objects.get(pk=claimant.pk)", ("tests/races/test_races.py",), needs_postgresql=True,
    ),
    Removal(
        "R23", "on SQLite whoever means to write waits at the door", "config/settings/test.py",
        '"transaction_mode": "IMMEDIATE"', '"transaction_mode": "DEFERRED"', ("tests/races/test_races.py",),
    ),
)  # fmt: skip
