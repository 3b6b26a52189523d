"""What is written down while it runs: warnings, to the console, without keys or personal data."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_tokens": {"()": "claimants.signin.logs.WithoutTokens"}},
    "loggers": {
        "django.request": {"filters": ["without_tokens"]},
        "django.security.csrf": {"filters": ["without_tokens"]},
        "django.server": {"filters": ["without_tokens"]},
    },
}
