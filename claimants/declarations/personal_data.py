"""What this room holds on a person. A declaration is a legal act: it is kept when the person is erased."""

from claimants.declarations.models import Declaration, RegistryNote, RegistryRow
from claimants.people.models import Claimant


def export(claimant: Claimant) -> dict[str, list[dict]]:
    """Every declaration of the person with its place in the chain, what became of it, and lines of the registry."""
    declarations = Declaration.objects.filter(claimant=claimant).select_related("window__group").in_order()
    notes = RegistryNote.objects.filter(declaration__claimant=claimant)
    lines = RegistryRow.objects.filter(claimant=claimant)
    return {
        "declarations": [_told(row) for row in declarations],
        "at_the_registry": [{"what": one.get_kind_display(), "on": one.happened_on.isoformat()} for one in notes],
        "lines_of_the_registry": [
            {"reference": one.reference, "name": one.name, "stated_on": one.stated_on.isoformat()} for one in lines
        ],
    }


def _told(row: Declaration) -> dict:
    return {
        "what": row.get_kind_display(),
        "group": row.window.group.shown_name,
        "received_at": row.received_at.isoformat(),
        "is_in_time": row.is_in_time,
        "by_way_of": row.get_channel_display(),
        "text_version": row.text_version,
        "reason": row.reason,
        "evidence_sha256": row.evidence_sha256,
        "place_in_the_chain": row.chain_position,
        "hash": row.hash,
    }


def erase(claimant: Claimant) -> dict[str, int]:
    """Take the names on lines of the registry away; the lines stay, tied to a reference without a person behind it.

    Declarations and what the registry knows are kept for legal claims (art. 17 lid 3 onder e AVG): without them nobody
    can show for whom a ruling holds. They hold no contact details.
    """
    return {"names on lines of the registry": RegistryRow.objects.filter(claimant=claimant).update(name="")}


def kept(claimant: Claimant) -> dict[str, int]:
    """What stays after an erasure, for legal claims (art. 17 lid 3 onder e AVG)."""
    return {"declarations": Declaration.objects.filter(claimant=claimant).count()}
