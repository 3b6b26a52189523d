"""The files of somebody who signed in: their own, and those of a minor in their care. Others are not there."""

from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from cases.core.tenancy import acting_for
from claimants.people.access import claimants_for
from claimants.proofs import downloads
from claimants.proofs.models import Proof
from claimants.signin import session


@require_safe
def download(request, public_id):
    return _of_visitor(request, public_id, downloads.as_attachment)


@require_safe
def thumbnail(request, public_id):
    return _of_visitor(request, public_id, downloads.as_thumbnail)


def _of_visitor(request, public_id: UUID, answer):
    """The answer about this proof from the file in which the visitor may see it; raises Http404."""
    visitor = session.visitor_of(request)
    for foundation_id in visitor.foundation_ids if visitor else ():
        with acting_for(foundation_id):
            theirs = claimants_for(visitor, today=timezone.localdate())
            if proof := Proof.objects.filter(public_id=public_id, registration__claimant__in=theirs).first():
                return answer(proof)
    raise Http404
