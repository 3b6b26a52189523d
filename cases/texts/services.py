"""Write a text, let somebody else approve it, take it back. What people read is always an approved version."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.core.rows import change
from cases.core.saving import save_checked
from cases.dossier.models import Case
from cases.journal import services as journal
from cases.law.stages import OVERLAYS, STAGES
from cases.texts import checks
from cases.texts.choices import TextState
from cases.texts.models import StageText
from cases.texts.querysets import PLACE
from cases.texts.shelf import shelf
from cases.texts.written import PARTS

WORDS = (*PARTS, *(f"{part}_after" for part in PARTS))


@transaction.atomic
def write_text(case: Case, *, code: str, language: str, audience: str, by, **fields) -> StageText:
    """Write the next version of a text; nobody reads it before somebody else approved it.

    `fields`: group, foundation, variant, is_asking and the parts. Raises DomainError naming the field.
    """
    text = StageText(case=case, code=code, language=language, audience=audience, written_by=by, **fields)
    _require_sayable(text)
    return _store(text, by=by)


@transaction.atomic
def withdraw_text(text: StageText, *, by) -> StageText:
    """Propose that people read our wording again in place of this text; also that is a version to be approved."""
    if text.state != TextState.APPROVED or text.is_withdrawal:
        raise DomainError(_("Only a text that people read now can be withdrawn."), code="not-in-force")
    place = {name: getattr(text, name) for name in PLACE}
    return _store(StageText(**place, written_by=by, is_withdrawal=True), by=by)


@transaction.atomic
def approve_text(text: StageText, *, by) -> StageText:
    """Let people read this version from now on, in place of the one before. Raises DomainError for its own writer."""
    Case.objects.select_for_update().get(pk=text.case_id)
    _require_may_decide(text, by)
    earlier = StageText.objects.same_place(text).filter(state=TextState.APPROVED)
    for one in earlier:
        change(one, state=TextState.REPLACED)
    changed = change(text, state=TextState.APPROVED, approved_by=by, approved_at=timezone.now())
    journal.record("text.approved", changed, case=text.case, foundation=text.foundation, by=by, code=text.code)
    return changed


@transaction.atomic
def reject_text(text: StageText, *, by) -> StageText:
    """Say no to a version; what people read stays as it is."""
    _require_may_decide(text, by)
    changed = change(text, state=TextState.REJECTED, approved_by=by, approved_at=timezone.now())
    journal.record("text.rejected", changed, case=text.case, foundation=text.foundation, by=by, code=text.code)
    return changed


def version_before(text: StageText) -> StageText | None:
    """The version that people read until this one, or would go on reading without it."""
    decided = StageText.objects.same_place(text).filter(state__in=[TextState.APPROVED, TextState.REPLACED])
    return decided.filter(number__lt=text.number).first()


def codes() -> list[tuple[str, str]]:
    """Everything a text can be about: stages, overlays and states of a registration, with their names."""
    registrations = shelf("registrations")
    return [
        *((code, f"{stage.short} · {stage.nl}") for code, stage in STAGES.items()),
        *((code, overlay.nl) for code, overlay in OVERLAYS.items()),
        *((code, row["nl"]["heading"]) for code, row in registrations.items()),
    ]


def _store(text: StageText, *, by) -> StageText:
    Case.objects.select_for_update().get(pk=text.case_id)
    newest = StageText.objects.same_place(text).aggregate(Max("number"))["number__max"] or 0
    text.number = newest + 1
    save_checked(text)
    journal.record("text.written", text, case=text.case, foundation=text.foundation, by=by, code=text.code)
    return text


def _require_sayable(text: StageText) -> None:
    if text.code not in dict(codes()):
        raise DomainError(_("There is no such stage, overlay or state."), field="code", code="unknown")
    if text.group_id and text.group.case_id != text.case_id:
        raise DomainError(_("This group belongs to another case."), field="group")
    required = ("heading", "now") if text.code in shelf("registrations") else PARTS
    if empty := next((part for part in required if not getattr(text, part).strip()), None):
        raise DomainError(_("This must be filled in."), field=empty, code="required")
    for name in WORDS:
        _require_plain(getattr(text, name), name, text.language)
    before = {part: getattr(text, part) for part in PARTS}
    if part := checks.missing_afterwards(before, {part: getattr(text, f"{part}_after") for part in PARTS}):
        sentence = _("Say what stands here once {date} has passed.")
        raise DomainError(sentence, field=f"{part}_after", code="required")


def _require_plain(words: str, field: str, language: str) -> None:
    if name := checks.unknown_variable(words):
        known = ", ".join(f"{{{one}}}" for one in sorted(checks.VARIABLES))
        sentence = _("Nothing can be filled in for {%(name)s}. What can: %(known)s.") % {"name": name, "known": known}
        raise DomainError(sentence, field=field, code="unknown-variable")
    if word := checks.forbidden_word(words, language):
        sentence = _("“%(word)s” is a word of lawyers. Say it in plain words.") % {"word": word}
        raise DomainError(sentence, field=field, code="forbidden-word")


def _require_may_decide(text: StageText, by) -> None:
    if text.state != TextState.DRAFT:
        raise DomainError(_("This text was decided on before."), code="decided")
    if text.written_by_id == by.pk:
        raise DomainError(_("Somebody else than the writer must decide."), code="same-person")
