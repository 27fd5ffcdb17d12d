# SPDX-License-Identifier: EUPL-1.2
"""Settings for tests: fixed keys, fast hashing, mail in memory, SQLite unless ``DATABASE_URL`` says otherwise."""

from aikompas.config.settings.base import *  # noqa: F403
from aikompas.config.settings.base import STORAGES
from aikompas.config.settings.environment import ROOT, database

DEMO_MODE = True
ALLOWED_HOSTS = ["*"]
SECRET_KEY = "only-for-tests-" + "0" * 40
AUDIT_SIGNING_KEY = "YWlrb21wYXMtdGVzdC1zZWVkLTMyLWJ5dGVzLWxvbmc"
AUDIT_ALLOW_FLUSH = True  # transactional tests empty the database, trail and all
DATABASES = {"default": database(f"sqlite:///{ROOT / 'var' / 'test.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and processes of a test share it as those of a server do.
    DATABASES["default"]["TEST"] = {"NAME": DATABASES["default"]["NAME"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
STATIC_ROOT = None
