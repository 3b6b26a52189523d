"""How mail leaves: one row, one recipient, one message."""

from config import env

vars().update(env.EMAIL)
if env.EMAIL["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
    EMAIL_BACKEND = "cases.outbox.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.DEFAULT_FROM_EMAIL
SERVER_EMAIL = env.DEFAULT_FROM_EMAIL
MAIL_FOLDER = env.EMAIL.get("EMAIL_FILE_PATH") or ""
SHOWS_POSTBOX = False
