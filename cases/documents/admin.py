"""Papers on the staff site."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, action, display
from cases.documents import services
from cases.documents.copies import as_attachment
from cases.documents.forms import NewDocumentForm
from cases.documents.models import Document


@admin.register(Document)
class DocumentAdmin(BaseAdmin):
    list_display = ["title", "case", "kind", "dated_on", "is_published"]
    list_filter = ["kind", "is_published", "case"]
    list_select_related = ["case"]
    search_fields = ["title", "case__title", "url"]
    date_hierarchy = "dated_on"
    actions = ["publish", "withdraw"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = NewDocumentForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["case", "title", ("kind", "dated_on"), "url", "file"]})]
        return [(None, {"fields": ["case", "title", ("kind", "dated_on"), "url", "copy",
                                   ("is_published", "published_at")]})]  # fmt: skip

    def get_readonly_fields(self, request, obj=None):
        return ["case", "copy", "is_published", "published_at"] if obj else []

    def get_urls(self):
        view = self.admin_site.admin_view(self.file_view)
        return [path("<int:pk>/file/", view, name="cases_document_file"), *super().get_urls()]

    def file_view(self, request, pk):
        """The stored copy, for whoever may see the paper."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return as_attachment(get_object_or_404(self.get_queryset(request).exclude(file=""), pk=pk))

    def save_model(self, request, obj, form, change):
        values = {name: form.cleaned_data[name] for name in form.fields if name != "seen_version"}
        if change:
            stored = Document.objects.select_related("case").get(pk=obj.pk)
            stored.version = form.cleaned_data["seen_version"]
            services.describe_document(stored, **values, by=request.user)
        else:
            obj.pk = services.store_document(values.pop("case"), **values, by=request.user).pk
        obj.refresh_from_db()

    @display(description=_("our copy"))
    def copy(self, document):
        if not document.file:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("admin:cases_document_file", args=[document.pk]), "PDF")

    @action(description=_("Publish"), permissions=["change"])
    def publish(self, request, queryset):
        for document in queryset:
            services.publish_document(document, by=request.user)

    @action(description=_("Withdraw from the public pages"), permissions=["change"])
    def withdraw(self, request, queryset):
        for document in queryset:
            services.withdraw_document(document, by=request.user)
