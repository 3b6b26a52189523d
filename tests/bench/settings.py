"""The product as it runs on a laptop, with the barest views beside its own."""

from config.settings.dev import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
