"""Builders of what people send in and ask about their data; with `tests.make` for the rest."""

from io import BytesIO
from itertools import count

from django.core.files.base import ContentFile
from PIL import Image

from cases.core.tenancy import acting_for
from claimants.people.models import Claimant
from claimants.privacy import services as privacy
from claimants.privacy.models import DataSubjectRequest, Hold
from claimants.proofs import services as proofs
from claimants.proofs.models import Proof
from tests import make

_number = count(1)


def data_request(kind: str = "access", **values) -> DataSubjectRequest:
    """A request about somebody's own data, as asked on their own pages."""
    values = {"channel": "portal", "by": None} | values
    return privacy.ask(values.pop("claimant", None) or make.claimant(), kind, **values)


def hold(claimant: Claimant, reason: str = "Nodig voor de procedure.") -> Hold:
    return privacy.place_hold(foundation=claimant.foundation, claimant=claimant, reason=reason, by=None)


def picture(size=(60, 40), *, form: str = "JPEG", name: str = "foto.jpg", **options) -> ContentFile:
    """A small picture as somebody would send it."""
    out = BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, format=form, **options)
    return ContentFile(out.getvalue(), name=name)


def proof(**values) -> Proof:
    """A picture that was sent in; it waits for the scanner unless a field says otherwise."""
    file = values.pop("file", None)
    owner = values.pop("registration", None) or make.registration()
    made = proofs.upload(owner, file or picture(size=(60, 40 + next(_number))), by=None)
    if values:
        with acting_for(made.foundation_id):
            Proof.objects.filter(pk=made.pk).update(**values)
            made.refresh_from_db()
    return made
