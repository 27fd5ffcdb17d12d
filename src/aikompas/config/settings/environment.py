# SPDX-License-Identifier: EUPL-1.2
"""Reading the environment: a wrong or missing setting gives one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[4]
YES = frozenset(environ.Env.BOOLEAN_TRUE_STRINGS)
NO = frozenset({"false", "off", "n", "no", "0", ""})
LEVELS = ("CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG")


class Environment(environ.Env):
    """The environment, where a value that is not of the right kind is named in one line."""

    def int(self, var: str, default: Any = environ.Env.NOTSET) -> int:
        """Return a whole number."""
        try:
            return int(super().int(var, default))
        except ValueError:
            raise ImproperlyConfigured(f"{var} is not a whole number: {self.str(var)}.") from None

    def bool(self, var: str, default: Any = environ.Env.NOTSET) -> bool:
        """Return yes or no; anything else is a mistake, never a silent no."""
        if default is self.NOTSET or var in self.ENVIRON:
            value = self.str(var).strip().lower()
            if value not in YES | NO:
                raise ImproperlyConfigured(f"{var} is neither true nor false: {value}.")
        return bool(super().bool(var, default))

    def level(self, var: str, default: str) -> str:
        """Return the name of a level of logging."""
        value = str(self.str(var, default=default)).upper()
        if value not in LEVELS:
            raise ImproperlyConfigured(f"{var} is none of {', '.join(LEVELS)}: {value}.")
        return value


env = Environment()


def required(name: str, what: str) -> str:
    """Return a setting that must be there; raises ``ImproperlyConfigured`` with one line that says what it is."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: {what}.")
    return value


def database(default: str = "") -> dict[str, Any]:
    """Return Django's database settings of ``DATABASE_URL`` for SQLite or PostgreSQL."""
    url: str = env.str("DATABASE_URL", default=default)
    if not url:
        raise ImproperlyConfigured(
            "DATABASE_URL is not set: for example postgres://user:password@host/aikompas."
        )
    scheme = url.partition(":")[0]
    if scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(f"DATABASE_URL names an unknown kind of database: {scheme or 'nothing'}.")
    try:
        config: dict[str, Any] = env.db_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"DATABASE_URL cannot be read: {error}.") from None
    if scheme == "sqlite":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
        }
        if config["NAME"] != ":memory:":
            _make_folder(Path(config["NAME"]).parent)
    else:
        config["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


def file_storage() -> dict[str, Any]:
    """Return where files are kept: the bucket of ``S3_BUCKET`` on any S3-compatible server, else ``MEDIA_ROOT``."""
    bucket: str = env.str("S3_BUCKET", default="")
    if not bucket:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {
                "location": env.str("MEDIA_ROOT", default=str(ROOT / "var" / "media")),
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("S3_ENDPOINT_URL", default="") or None,
            "region_name": env.str("S3_REGION", default="us-east-1"),
            "access_key": required("S3_ACCESS_KEY", "the key with which the bucket S3_BUCKET is reached"),
            "secret_key": required("S3_SECRET_KEY", "the secret that belongs to S3_ACCESS_KEY"),
            "location": env.str("S3_PREFIX", default=""),
            "addressing_style": env.str("S3_ADDRESSING_STYLE", default="path"),
            "signature_version": "s3v4",
            "default_acl": None,
            "file_overwrite": False,
            "querystring_auth": True,
        },
    }


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATABASE_URL names a folder that cannot be made: {folder} ({error.strerror})."
        ) from None


def mail(default: str) -> dict[str, Any]:
    """Return mail settings of ``EMAIL_URL`` (for example ``smtp+tls://user:password@host:587``): by the outbox."""
    url: str = env.str("EMAIL_URL", default=default)
    try:
        found = dict(env.email_url_config(url))
    except Exception as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}.") from None
    return {
        **found,
        "EMAIL_BACKEND": "aikompas.notifications.backend.OutboxBackend",
        "OUTBOX_MAIL_BACKEND": found["EMAIL_BACKEND"],
        "EMAIL_TIMEOUT": env.int("EMAIL_TIMEOUT", default=30),
    }
