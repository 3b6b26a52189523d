"""What the address proposes for an add page is taken when it can be right, and never a fault."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cases.core.admin import BaseAdmin, ReadOnlyAdmin
from tests import make
from tests.staff_door import sign_in

pytestmark = pytest.mark.django_db
NONSENSE = ["x", "abc", "-1", "9" * 40, "\x00", "1,x", "²"]
PAGES = [
    (model, page) for model, page in sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label)
    if isinstance(page, BaseAdmin) and not isinstance(page, ReadOnlyAdmin)
]  # fmt: skip


@pytest.mark.parametrize(("model", "page"), PAGES, ids=lambda one: getattr(one, "__name__", ""))
def test_nonsense_for_a_relation_is_left_out(client, model, page):
    member = make.membership(user=make.user(is_superuser=True))
    sign_in(client, member)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    relations = [one.name for one in model._meta.get_fields() if one.is_relation and not one.auto_created]
    for value in NONSENSE:
        answer = client.get(address, dict.fromkeys(relations, value))
        assert answer.status_code in (200, 302, 403), (value, answer.status_code)


def test_a_right_one_is_taken(client):
    member = make.membership(user=make.user(is_superuser=True))
    sign_in(client, member)
    case = make.case()
    answer = client.get(reverse("admin:cases_proceeding_add"), {"case": case.pk})
    assert answer.context["adminform"].form.initial["case"] == str(case.pk)
