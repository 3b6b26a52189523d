import pytest

from cases import models
from cases.staff.choices import Role
from cases.staff.permissions import RoleBackend
from cases.staff.rules import TABLE, permissions
from claimants import models as people
from tests import make

MODELS = {name.lower() for name in (*models.__all__, *people.__all__)}


def test_every_role_has_a_row_in_the_table():
    assert set(TABLE) == set(Role.values)


def test_the_table_names_models_that_exist():
    assert {model for rows in TABLE.values() for _verbs, named in rows for model in named} - MODELS == set()


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("lawyer", "add_courtevent", "change_claimant"),
        ("lawyer", "confirm_deadline", "change_user"),
        ("case_manager", "change_claimant", "add_courtevent"),
        ("helpdesk", "view_claimant", "view_deadline"),
        ("communication", "change_newsitem", "view_claimant"),
        ("finance", "view_case", "view_claimant"),
        ("board", "confirm_deadline", "change_deadline"),
        ("administrator", "change_membership", "view_claimant"),
    ],
)
def test_a_role_may_what_its_row_says(role, may, may_not):
    held = permissions(frozenset({role}))
    assert may in held
    assert may_not not in held


def test_supervisors_and_funders_see_figures_and_no_other_rows():
    assert permissions(frozenset({"auditor"})) == {"view_numberentry"}


@pytest.mark.parametrize("role", Role.values)
def test_no_role_deletes(role):
    assert not [name for name in permissions(frozenset({role})) if name.startswith("delete_")]


@pytest.mark.django_db
def test_rights_come_from_the_session_not_from_the_person():
    lawyer = make.membership().user
    assert not lawyer.has_perm("cases.view_case")
    lawyer.acting_roles = frozenset({"lawyer"})
    assert lawyer.has_perm("cases.view_case")
    assert lawyer.has_perm("claimants.view_claimant")


@pytest.mark.django_db
@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_staff": False}])
def test_closed_accounts_have_no_rights(closed):
    user = make.user(**closed)
    user.acting_roles = frozenset({"lawyer"})
    assert RoleBackend().get_all_permissions(user) == set()
