# SPDX-License-Identifier: EUPL-1.2
"""Reading the environment: a wrong or missing setting gives one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[4]
env = environ.Env()


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
    config: dict[str, Any] = env.db_url_config(url)
    if scheme == "sqlite":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;",
        }
        if config["NAME"] != ":memory:":
            Path(config["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    else:
        config["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)
        config["CONN_HEALTH_CHECKS"] = True
    return config


def mail(default: str) -> dict[str, Any]:
    """Return Django's mail settings of ``EMAIL_URL`` (for example ``smtp+tls://user:password@host:587``)."""
    url: str = env.str("EMAIL_URL", default=default)
    try:
        return dict(env.email_url_config(url))
    except Exception as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}.") from None
