"""Environment variables, read and checked once; `.env.example` lists them for people."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"

env = environ.Env()
environ.Env.read_env(ROOT / ".env")


def required(name: str, why: str) -> str:
    """The value of `name`; a missing one stops the start with a sentence.

    Raises ImproperlyConfigured.
    """
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {why}")
    return value


DATABASE = env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'achterban.sqlite3'}")
REDIS_URL = env.str("REDIS_URL", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
BASE_URL = env.str("BASE_URL", default="http://localhost:8000").rstrip("/")
EMAIL = env.email_url("EMAIL_URL", default=f"filemail:///{VAR / 'mail'}")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Achterban <post@achterban.example>")
CLAMD = env.str("CLAMD", default="")
PROXY_COUNT = int(env.str("PROXY_COUNT", default="") or 0)
API_CONTACT = {
    "name": env.str("API_CONTACT_NAME", default="") or "Beheer van deze Achterban",
    "email": env.str("API_CONTACT_EMAIL", default="") or "api@achterban.example",
    "url": BASE_URL,
}
