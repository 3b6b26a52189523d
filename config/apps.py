"""The staff site as a Django app config."""

from django.contrib.admin.apps import AdminConfig


class StaffSiteConfig(AdminConfig):
    default_site = "cases.core.site.StaffSite"
