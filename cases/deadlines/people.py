"""Who answers for a deadline: the responsible, the deputy, and whom to warn when there is neither."""

from collections import defaultdict
from collections.abc import Callable, Collection
from datetime import date
from functools import cache

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.core.errors import DomainError
from cases.deadlines.models import Deadline
from cases.dossier.models import Case
from cases.parties.models import Foundation
from cases.staff.choices import Role
from cases.staff.models import Membership, User

WATCHING = (Role.LAWYER, Role.CASE_MANAGER, Role.ADMINISTRATOR)
WORKING = tuple(set(Role) - {Role.AUDITOR})


def at_work(foundation: Foundation | int, today: date) -> QuerySet[Membership]:
    """The memberships of a foundation that hold today, of people who may sign in, the oldest first."""
    members = Membership.objects.current(today).filter(foundation=foundation, user__is_active=True)
    return members.select_related("user", "deputy").order_by("id")


def foundations_in(case: Case) -> QuerySet[Foundation]:
    """The foundations that sued in the case or represent a group of it, the first writ first."""
    taking_part = Q(proceedings__case=case) | Q(representations__group__case=case)
    return Foundation.objects.filter(taking_part).order_by("id").distinct()


def responsible_for(
    case: Case, foundation: Foundation | int | None, *, by: User | None, today: date
) -> tuple[User | None, User | None]:
    """Who gets a new deadline, and that person's deputy.

    Who entered the event, when a member of the foundation; otherwise its first lawyer. A deadline of everybody goes
    to the first person so found among the foundations of the case. Nobody found: None and None.
    """
    for candidate in [foundation] if foundation else foundations_in(case):
        members = list(at_work(candidate, today))
        own = [member for member in members if by and member.user_id == by.pk]
        lawyers = [member for member in members if member.role == Role.LAWYER]
        for member in own + lawyers:
            return member.user, member.deputy
    return None, None


def reminded_of(deadline: Deadline, today: date) -> list[User]:
    """Who is on the ladder: the responsible, and for everybody's deadline one lawyer of each foundation in the case."""
    people = [deadline.responsible] if deadline.responsible else []
    if deadline.foundation_id is None:
        for foundation in foundations_in(deadline.case):
            members = list(at_work(foundation, today))
            if not any(member.user in people for member in members):
                people += [member.user for member in members if member.role == Role.LAWYER][:1]
    return people


def candidates(deadline: Deadline, today: date, *, roles: Collection[str] = WORKING) -> list[User]:
    """Who may answer for a deadline: people at work for its foundation, or for any foundation of its case."""
    foundations = [deadline.foundation] if deadline.foundation else foundations_in(deadline.case)
    members = [member for foundation in foundations for member in at_work(foundation, today)]
    return list(dict.fromkeys(member.user for member in members if member.role in roles))


def require_colleagues(deadline: Deadline, *, responsible: User | None, deputy: User | None, today: date) -> None:
    """Refuse people who do not work where the deadline belongs, and one person for both; raises DomainError."""
    fit = candidates(deadline, today)
    for field, person in (("responsible", responsible), ("deputy", deputy)):
        if person and person not in fit:
            sentence = _("%(person)s does not work for the foundation of this deadline.") % {"person": person}
            raise DomainError(sentence, field=field, code="not-a-colleague")
    if deputy and deputy == responsible:
        raise DomainError(_("The deputy must be somebody else."), field="deputy", code="same-person")


def may_be_told(person: User, deadline: Deadline, today: date) -> bool:
    """Whether a person works where the deadline belongs and is not away, or runs the system.

    Who left hears nothing more; who is away hears again from the first rung after it.
    """
    return who_may_be_told([person], today)(person, deadline)


def who_may_be_told(persons: Collection[User], today: date) -> Callable[[User, Deadline], bool]:
    """The same question for many people, who are looked up once."""
    members = Membership.objects.current(today).present(today).filter(user__in=persons)
    working = defaultdict(set)
    for user, foundation in members.values_list("user_id", "foundation_id"):
        working[user].add(foundation)
    taking_part = cache(lambda case: set(foundations_in(case).values_list("pk", flat=True)))

    def may(person: User, deadline: Deadline) -> bool:
        if not person.is_active or person.is_superuser:
            return person.is_active
        foundations = {deadline.foundation_id} if deadline.foundation_id else taking_part(deadline.case)
        return bool(working[person.pk] & foundations if foundations else working[person.pk])

    return may


def absences(today: date) -> dict[tuple[int, int], date | None]:
    """Who is away that day, by person and foundation, with the last day (None: unknown)."""
    away = Membership.objects.current(today).absent(today)
    return {(user, foundation): until for user, foundation, until in
            away.values_list("user_id", "foundation_id", "absent_until")}  # fmt: skip


def next_in_line(deadline: Deadline, today: date, *, without: Collection[User] = ()) -> list[User]:
    """Whom to warn when nobody answered: the deputy; else others who watch for the foundation; else the operator.

    `without`: who cannot be reached either, or left.
    """
    deputy = deadline.deputy
    if deputy and deputy not in without and may_be_told(deputy, deadline, today):
        return [deputy]
    past = {deadline.responsible, *without}
    others = [user for user in candidates(deadline, today, roles=WATCHING) if user not in past]
    may = who_may_be_told(others, today)
    others = [user for user in others if may(user, deadline)]
    operators = User.objects.filter(is_active=True, is_superuser=True).order_by("id")
    return others or [user for user in operators if user not in without]
