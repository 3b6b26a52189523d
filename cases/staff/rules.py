"""Which role may do what: one table, for one foundation at a time."""

from functools import cache

SEE = ("view",)
KEEP = ("view", "add", "change")

CASE_FILE = (
    "case",
    "caserelation",
    "claimground",
    "claimantgroup",
    "defendantrole",
    "peopleestimate",
    "representation",
    "proceeding",
    "docketnumber",
    "track",
    "courtevent",
    "stageentry",
    "overlay",
    "hearing",
    "hearingmove",
    "expectation",
    "document",
    "deadline",
    "reminder",
    "acknowledgement",
    "ruling",
    "newsitem",
    "mention",
    "regulator",
    "regulatorymeasure",
    "window",
)
LAW = ("decreeday", "survey", "shift")  # fmt: skip
PARTIES = (
    "foundation", "funder", "funding", "support", "spokesperson", "concern", "product", "defendant", "court",
)  # fmt: skip
REQUESTS = ("datasubjectrequest", "hold")
PEOPLE = ("claimant", "guardianship", "comingofage", "registration", "useperiod", "proof", "pair", "bulkrow")
TERMS = ("termsversion", "consent", "numberentry", "opening")
NEWS = ("newsitem", "mention")
LEDGER = ("declaration", "registrylist", "registryrow", "submission")
WRITING = ("stagetext", "notice")
HANDED = ("import", "bulkstep", "transfer", "arrival", "overlap")
LETTERS = ("claimantmessage", "tiding")

TABLE: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "lawyer": (
        (KEEP, CASE_FILE),
        (KEEP, ("concern", "product", "defendant", "court", "funder")),
        (SEE, PARTIES),
        (SEE, PEOPLE),
        (KEEP, REQUESTS),
        (KEEP, LEDGER),
        (("confirm",), ("submission",)),
        (SEE, TERMS),
        (KEEP, ("termsversion", "opening")),
        (SEE, ("message", "entry", *LAW)),
        (KEEP, WRITING),
        (SEE, LETTERS),
        (("add",), ("decreeday",)),
        (("approve",), ("termsversion",)),
        (("confirm",), ("deadline", "survey", *WRITING)),
        (("view", "confirm"), HANDED),
        (("add",), ("overlap",)),
    ),
    "case_manager": (
        (SEE, CASE_FILE),
        (KEEP, ("document", "hearing", "expectation", *NEWS)),
        (SEE, PARTIES),
        (KEEP, (*PEOPLE, *LEDGER, *REQUESTS)),
        (SEE, TERMS),
        (("view", "add", "change", "confirm"), HANDED),
        (SEE, ("message", "entry", *WRITING, *LETTERS)),
    ),
    "helpdesk": (
        (SEE, ("case", "claimantgroup", "hearing", "newsitem", *WRITING)),
        (SEE, (*PEOPLE, "declaration", *LETTERS)),
        (SEE, ("termsversion", "consent", "opening")),
        (("change",), ("claimant",)),
    ),
    "communication": (
        (SEE, CASE_FILE),
        (SEE, PARTIES),
        (KEEP, NEWS),
        (SEE, ("message",)),
        (KEEP, WRITING),
        (("confirm",), WRITING),
    ),
    "finance": ((SEE, CASE_FILE), (SEE, PARTIES)),
    "board": (
        (SEE, CASE_FILE),
        (SEE, PARTIES),
        (("confirm",), ("deadline", "survey", *WRITING)),
        (("view", "confirm"), HANDED),
        (("add",), ("overlap",)),
        (("view", "approve"), ("termsversion",)),
        (SEE, ("entry", "numberentry", *LAW, *WRITING)),
    ),
    "auditor": ((SEE, ("numberentry",)),),
    "administrator": (
        (("view", "change"), ("foundation", "message")),
        (KEEP, ("funding", "support", "spokesperson", "membership")),
        (SEE, ("user", "funder", "entry", "reaction", "heartbeat")),
    ),
}


@cache
def permissions(roles: frozenset[str]) -> frozenset[str]:
    """What somebody with these roles may do, as "verb_model".

    >>> "change_courtevent" in permissions(frozenset({"lawyer"}))
    True
    >>> "change_courtevent" in permissions(frozenset({"case_manager", "finance"}))
    False
    """
    return frozenset(
        f"{verb}_{model}" for role in roles for verbs, models in TABLE[role] for verb in verbs for model in models
    )
