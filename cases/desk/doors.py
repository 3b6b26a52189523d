"""Which lists open for whom."""

from django.apps import apps
from django.contrib import admin
from django.urls import reverse


def list_of(request, label: str) -> str:
    """The address of the list of a model such as "cases.deadline"; empty when it does not open for this person."""
    page = admin.site._registry.get(apps.get_model(label))
    if page is None or not page.has_view_or_change_permission(request):
        return ""
    return reverse(f"admin:{label.replace('.', '_')}_changelist")
