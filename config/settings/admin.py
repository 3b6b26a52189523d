"""The staff site: unfold, its side bar by work, and the second factor."""

from django.templatetags.static import static
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"

ACCOUNT_ADAPTER = "cases.staff.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True

MFA_ADAPTER = "cases.staff.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Achterban"
MFA_ALLOW_UNVERIFIED_EMAIL = True


TEAL = {
    "50": "oklch(97% .012 210)",
    "100": "oklch(94% .022 210)",
    "200": "oklch(89% .04 210)",
    "300": "oklch(81% .065 210)",
    "400": "oklch(72% .08 210)",
    "500": "oklch(62% .085 212)",
    "600": "oklch(46% .075 214)",
    "700": "oklch(40% .065 214)",
    "800": "oklch(34% .055 214)",
    "900": "oklch(29% .045 214)",
    "950": "oklch(21% .035 214)",
}

UNFOLD = {
    "SITE_TITLE": "Achterban",
    "SITE_HEADER": "Achterban",
    "SITE_SYMBOL": "balance",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_BACK_BUTTON": True,
    "ENVIRONMENT": "cases.desk.callbacks.environment",
    "DASHBOARD_CALLBACK": "cases.desk.callbacks.dashboard",
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("site/favicon.svg")},
    ],
    "COLORS": {"primary": TEAL},
    "STYLES": [lambda request: static("staff/staff.css")],
    "SCRIPTS": [lambda request: static("staff/a11y.js")],
    "COMMAND": {"search_models": False, "search_callback": "cases.desk.search.found", "show_history": False},
    "ACCOUNT": {
        "navigation": [
            {"title": _("Change password"), "link": reverse_lazy("account_change_password")},
            {"title": _("Second step"), "link": reverse_lazy("mfa_index")},
        ]
    },
    "SIDEBAR": {
        "show_search": True,
        "command_search": True,
        "show_all_applications": False,
        "navigation": "cases.desk.sidebar.navigation",
    },
}
