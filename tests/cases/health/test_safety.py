"""On the internet nothing starts where the database would not keep foundations apart, or a setting is unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from cases.health import checks, safety

ROOT = Path(__file__).parents[3]
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def only_postgresql(test):
    wanted = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own wall")
    return pytest.mark.postgresql(wanted(test))


pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(settings):
    """As on a server."""
    settings.REFUSES_UNSAFE = True
    return settings


def told(refused) -> str:
    with pytest.raises(ImproperlyConfigured) as raised:
        refused()
    return str(raised.value)


@pytest.fixture(autouse=True)
def _connection_stays(monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)


def test_a_safe_system_starts(strict):
    assert [found for found in (check() for check in safety.EVERYTHING) if not found.is_ok] == []
    safety.refuse_unsafe()


@pytest.mark.parametrize(
    ("unsafe", "sentence"),
    [
        ({"ALLOWED_HOSTS": ["*"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": [".voorbeeld.example"]}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS"),
        ({"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.voorbeeld.example"}, "EMAIL_URL"),
        ({"CELERY_BROKER_URL": "redis://redis.voorbeeld.example:6379/0"}, "REDIS_URL"),
        ({"SIGNED_COOKIE_LEGACY_SALT_FALLBACK": True}, "Signed cookies"),
    ],
)
def test_r55_an_unsafe_setting_stops_the_start_and_the_deploy_check(strict, unsafe, sentence):
    for name, value in unsafe.items():
        setattr(strict, name, value)
    assert sentence in told(safety.refuse_unsafe)
    found = run_checks(tags=["security"], include_deployment_checks=True)
    assert sentence in " ".join(error.msg for error in found if error.id.startswith("achterban."))


@pytest.mark.parametrize(
    "safe",
    [
        {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "mail.voorbeeld.example", "EMAIL_USE_TLS": True},
        {"EMAIL_BACKEND": SMTP, "EMAIL_HOST": "localhost"},
        {"CELERY_BROKER_URL": "rediss://:geheim@redis.voorbeeld.example:6379/0"},
        {"CELERY_BROKER_URL": "redis://127.0.0.1:6379/0"},
    ],
)
def test_what_is_safe_stops_nothing(strict, safe):
    for name, value in safe.items():
        setattr(strict, name, value)
    safety.refuse_unsafe()


def test_all_faults_are_told_at_once(strict):
    strict.ALLOWED_HOSTS, strict.SIGNED_COOKIE_LEGACY_SALT_FALLBACK = ["*"], True
    sentence = told(safety.refuse_unsafe)
    assert "ALLOWED_HOSTS" in sentence
    assert "Signed cookies" in sentence


def test_without_an_answer_of_the_database_nothing_starts(strict, monkeypatch):
    def fails():
        raise OperationalError

    monkeypatch.setattr(safety, "EVERYTHING", (fails,))
    assert "does not answer" in told(safety.refuse_unsafe)


def test_a_laptop_is_let_be(settings):
    settings.ALLOWED_HOSTS = ["*"]
    safety.refuse_unsafe()


def test_the_doctor_looks_at_all_of_it():
    assert set(safety.EVERYTHING) <= set(checks.everything())


@only_postgresql
@pytest.mark.parametrize(("answer", "sentence"), [("true, false", "is a superuser"), ("false, true", "has BYPASSRLS")])
def test_r40_a_role_that_passes_the_walls_stops_the_start(strict, monkeypatch, answer, sentence):
    monkeypatch.setattr(safety, "ROLE", f"SELECT {answer}")
    assert sentence in told(safety.refuse_unsafe)
    found = run_checks(tags=["database"], databases=["default"])
    assert sentence in " ".join(error.msg for error in found)


@only_postgresql
@pytest.mark.parametrize(
    "breach",
    [
        "ALTER TABLE claimants_proof DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE claimants_proof NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY acting_foundation ON claimants_proof",
    ],
)
def test_r40_one_table_of_people_without_its_wall_stops_the_start(strict, breach):
    with connection.cursor() as cursor:
        cursor.execute(breach)
    assert "claimants_proof." in told(safety.refuse_unsafe)


@pytest.mark.parametrize(
    "command",
    [
        ["-c", "import config.wsgi"],
        ["manage.py", "up", "--bind", "127.0.0.1:8020"],
        ["-m", "celery", "--quiet", "-A", "config", "worker", "--pool", "solo"],
    ],
    ids=["web", "up", "worker"],
)
def test_web_worker_and_up_refuse_in_a_real_process(command, tmp_path):
    environ = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "s" * 50,
        "ALLOWED_HOSTS": "*",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'leeg.sqlite3'}",
        "REDIS_URL": "",
    }
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environ, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode != 0
    assert "ALLOWED_HOSTS must name each host" in done.stderr


def test_the_settings_of_a_server_refuse():
    source = (ROOT / "config/settings/production.py").read_text()
    assert "REFUSES_UNSAFE = True" in source
    assert settings.REFUSES_UNSAFE is False
