"""A laptop: no server needed, mail lands in a folder."""

from config import env
from config.settings.base import *  # noqa: F403

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", "`make run` writes one into .env; `openssl rand -hex 32` makes another.")

WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

SHOWS_POSTBOX = bool(MAIL_FOLDER)
