# SPDX-License-Identifier: EUPL-1.2
"""Settings for one's own machine: SQLite, demo sign-in, mail on the console, keys made once."""

import secrets
from pathlib import Path

from aikompas.config.settings.base import *  # noqa: F403
from aikompas.config.settings.environment import ROOT, database, env, mail

DEBUG = env.bool("DEBUG", default=False)
DEMO_MODE = env.bool("DEMO_MODE", default=True)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
INTERNAL_IPS = ["127.0.0.1"]


def _kept(name: str) -> str:
    """Return a secret that is made once and kept in ``var``."""
    file: Path = ROOT / "var" / name
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(secrets.token_urlsafe(32), encoding="ascii")
        file.chmod(0o600)
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = env.str("SECRET_KEY", default="") or _kept("secret_key")
# The 32-byte seed of the Ed25519 key that signs tree heads, base64 (url-safe, without padding).
AUDIT_SIGNING_KEY = env.str("AUDIT_SIGNING_KEY", default="") or _kept("audit_signing_key")
DATABASES = {"default": database(f"sqlite:///{ROOT / 'var' / 'aikompas.sqlite3'}")}
vars().update(mail("consolemail://"))

# Style sheets come straight from the apps: nothing has to be collected first.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
