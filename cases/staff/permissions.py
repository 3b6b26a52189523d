"""What a member of staff may do follows from the roles in the foundation this session works for."""

from django.contrib.auth.backends import ModelBackend

from cases.staff import rules
from cases.staff.models import User

APPS = ("cases", "claimants")


class RoleBackend(ModelBackend):
    """Passwords as usual; rights only from the table of roles, never from groups or rows.

    The middleware notes the roles on the user; without it nobody may do anything.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        """A user name or an e-mail address will do."""
        if username and "@" in username:
            known = User.objects.filter(email__iexact=username).values_list("username", flat=True).first()
            username = known or username
        return super().authenticate(request, username=username, password=password, **kwargs)

    def get_all_permissions(self, user_obj, obj=None):
        if not user_obj.is_active or not user_obj.is_staff:
            return set()
        names = rules.permissions(getattr(user_obj, "acting_roles", frozenset()))
        return {f"{app}.{name}" for app in APPS for name in names}

    get_user_permissions = get_all_permissions

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def has_perm(self, user_obj, perm, obj=None):
        return perm in self.get_all_permissions(user_obj)

    def has_module_perms(self, user_obj, app_label):
        return any(perm.startswith(f"{app_label}.") for perm in self.get_all_permissions(user_obj))
