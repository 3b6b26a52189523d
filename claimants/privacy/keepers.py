"""What stays after an erasure, and on what ground; all else must be gone, and a test looks for it."""

CLAIM = ("nodig voor een rechtsvordering (art. 17 lid 3 e AVG)", "needed for a legal claim (art. 17 lid 3 e GDPR)")
DUTY = ("bewijs dat wij de wet volgden (art. 5 lid 2 AVG)", "proof that we kept the law (art. 5 lid 2 GDPR)")
SHELL = (
    "leeg, zonder naam; de bewijzen hieronder wijzen ernaar",
    "empty, without a name; the receipts below point to it",
)

KEPT: dict[str, tuple[str, str]] = {
    "claimants.Claimant": SHELL,
    "claimants.Guardianship": SHELL,
    "claimants.Registration": SHELL,
    "claimants.Consent": CLAIM,
    "claimants.Declaration": CLAIM,
    "claimants.RegistryNote": CLAIM,
    "claimants.RegistryRow": CLAIM,
    "claimants.Transfer": DUTY,
    "claimants.Arrival": DUTY,
    "claimants.DataSubjectRequest": DUTY,
    "claimants.Erasure": DUTY,
    "claimants.Hold": DUTY,
}


def why_kept(label: str) -> dict[str, str] | None:
    """The reason why rows of a table stay, in Dutch and English; None when there is none."""
    found = KEPT.get(label)
    return {"nl": found[0], "en": found[1]} if found else None
