"""What this room holds on a person."""

from claimants.people.models import Claimant
from claimants.proofs import storing
from claimants.proofs.models import Proof


def export(claimant: Claimant) -> list[dict]:
    """Every file the person sent in, and what became of it."""
    return [
        {
            "file": file_name(proof) if proof.file else None,
            "kind": proof.get_kind_display(),
            "byte_count": proof.byte_count,
            "sha256": proof.sha256,
            "sent_at": proof.sent_at.isoformat(),
            "scan": proof.get_scan_display(),
            "verdict": proof.get_verdict_display(),
            "verdict_reason": proof.verdict_reason,
            "removed_at": proof.removed_at and proof.removed_at.isoformat(),
        }
        for proof in Proof.objects.of_person(claimant)
    ]


def files(claimant: Claimant) -> list[tuple[str, bytes]]:
    """The files themselves, under the names that `export` gives them."""
    kept = Proof.objects.of_person(claimant).kept()
    return [(file_name(proof), storing.content_of(proof)) for proof in kept]


def erase(claimant: Claimant) -> dict[str, int]:
    """Take the files and all that is known of them away."""
    proofs = list(Proof.objects.of_person(claimant))
    erased = {"files": storing.forget_files(proofs), "proofs": len(proofs)}
    Proof.objects.of_person(claimant).delete()
    return erased


def file_name(proof: Proof) -> str:
    return f"proof-{str(proof.public_id)[:8]}.{proof.kind}"
