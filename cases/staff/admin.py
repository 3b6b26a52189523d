from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.core.admin import BaseAdmin, BaseTabularInline, action
from cases.staff import services
from cases.staff.forms import UserForm
from cases.staff.models import Membership, User


class MembershipInline(BaseTabularInline):
    model = Membership
    fk_name = "user"
    fields = ["foundation", "role", "deputy", "started_on", "ended_on"]


@admin.register(User)
class UserAdmin(BaseAdmin):
    form = UserForm
    inlines = [MembershipInline]
    list_display = ["username", "last_name", "first_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser", "memberships__role"]
    search_fields = ["username", "first_name", "last_name", "email"]
    readonly_fields = ["last_login"]
    fieldsets = [
        (None, {"fields": ["username", ("first_name", "last_name"), "email", "language", "new_password"]}),
        (_("Access"), {"fields": ["is_active", "is_superuser", "last_login"]}),
    ]
    actions_detail = ["forget_second_factor"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        return rows.filter(memberships__foundation=request.foundation).distinct()

    def has_reset_permission(self, request, object_id=None):
        return request.user.is_superuser

    def save_model(self, request, obj, form, change):
        password = form.cleaned_data.get("new_password")
        if not change:
            details = {name: form.cleaned_data[name] for name in UserForm.Meta.fields if name != "username"}
            made = services.create_user(obj.username, password=password, by=request.user, **details)
            obj.pk, obj.public_id = made.pk, made.public_id
            return
        super().save_model(request, obj, form, change)
        if password:
            services.change_password(obj, password=password, by=request.user)

    @action(description=_("Forget the second step"), permissions=["reset"])
    def forget_second_factor(self, request, object_id):
        services.forget_second_factor(self.row_or_404(request, object_id), by=request.user)
        messages.success(request, _("A new second step is asked at the next sign-in."))
        return HttpResponseRedirect(reverse("admin:cases_user_change", args=[object_id]))


@admin.register(Membership)
class MembershipAdmin(BaseAdmin):
    list_display = ["user", "foundation", "role", "deputy", "started_on", "ended_on"]
    list_filter = ["role", "foundation"]
    list_select_related = ["user", "foundation", "deputy"]
    search_fields = ["user__username", "user__last_name", "user__email", "foundation__name", "foundation__short_name"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.filter(foundation=request.foundation)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "foundation" and request.foundation and not request.user.is_superuser:
            kwargs["queryset"] = type(request.foundation).objects.filter(pk=request.foundation.pk)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        values = {name: form.cleaned_data[name] for name in ("role", "started_on", "deputy")}
        made = services.join_foundation(obj.user, obj.foundation, by=request.user, **values)
        obj.pk, obj.public_id = made.pk, made.public_id
