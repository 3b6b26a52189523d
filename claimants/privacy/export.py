"""Everything we hold on a person, as a file: to read, to take along, and complete."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.privacy import labels, reads
from claimants.privacy.rooms import ROOMS

FORMAT = "achterban-person-1"


def file_of(claimant: Claimant) -> bytes:
    """A zip with `data.json` for machines, a page for people in their language, and the files they sent in."""
    out = BytesIO()
    with acting_for(claimant.foundation_id), override(claimant.language):
        told = told_of(claimant)
        page = render_to_string("privacy/export.html", {"claimant": claimant, "rooms": _rooms(told)})
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            archive.writestr("data.json", json.dumps(told, ensure_ascii=False, indent=2))
            archive.writestr(_("my-data.html"), page)
            for name, content in files_of(claimant):
                archive.writestr(f"files/{name}", content)
    return out.getvalue()


def told_of(claimant: Claimant) -> dict:
    """Everything every room holds on a person, lowest floor first, and who looked; within the acting foundation."""
    current = Claimant.objects.select_related("foundation").get(pk=claimant.pk)
    told = {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "controller": current.foundation.name,
        "reference": current.reference,
    }
    told |= {room: module.export(current) for room, module in ROOMS.items()}
    if merged := current.merged_files.all():
        told["merged_files"] = [{room: module.export(one) for room, module in ROOMS.items()} for one in merged]
    told["reads"] = [look.as_dict() for look in reads.of(current)]
    told["changes"] = [one.as_dict() for one in reads.history_of(current)]
    return told


def files_of(claimant: Claimant):
    """The files of every room that keeps any: pairs of name and content."""
    for module in ROOMS.values():
        if hasattr(module, "files"):
            for one in Claimant.objects.files_of(claimant):
                yield from module.files(one)


def _rooms(told: dict) -> list[tuple[str, object]]:
    """The rooms with their names in words, and in them every value with its label."""
    return [(labels.of(room), labels.spoken(value)) for room, value in told.items() if isinstance(value, (dict, list))]
