"""A proof as an answer: always saved, never run, never shown as a page of ours."""

from django.http import FileResponse, Http404

from claimants.proofs import rules, services
from claimants.proofs.models import Proof
from claimants.proofs.personal_data import file_name

SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def as_attachment(proof: Proof) -> FileResponse:
    """The file, to be saved; raises Http404 when it is gone or may not leave."""
    return _answer(proof, proof.file, TYPES[proof.kind], as_attachment=True)


def as_thumbnail(proof: Proof) -> FileResponse:
    """The small picture that we drew; raises Http404 when there is none."""
    return _answer(proof, proof.thumbnail, "image/jpeg", as_attachment=False)


def _answer(proof, file, content_type, *, as_attachment) -> FileResponse:
    if not file or not rules.may_download(services.step_of(proof)):
        raise Http404
    try:
        content = file.open("rb")
    except OSError as error:
        raise Http404 from error
    return FileResponse(
        content, as_attachment=as_attachment, filename=file_name(proof), content_type=content_type, headers=SAFE
    )
