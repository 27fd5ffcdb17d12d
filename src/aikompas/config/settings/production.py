# SPDX-License-Identifier: EUPL-1.2
"""Settings for production: everything secret or local comes from the environment."""

from django.core.exceptions import ImproperlyConfigured

from aikompas.config.settings.base import *  # noqa: F403
from aikompas.config.settings.base import CONTENT_SECURITY_POLICY, STORAGES
from aikompas.config.settings.environment import database, env, mail, required

DEBUG = False
DEMO_MODE = False
if env.bool("DEMO_MODE", default=False):
    raise ImproperlyConfigured("DEMO_MODE is not possible in production: anyone could sign in as anyone.")

SECRET_KEY = required("SECRET_KEY", "a random text of at least 50 characters")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is too short: use at least 50 random characters.")
AUDIT_SIGNING_KEY = required(
    "AUDIT_SIGNING_KEY", "the base64 text of 32 random bytes; it signs the audit trail, so keep it safe"
)
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS", "the host names, with commas").split(",")]
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if host and not host.startswith(("*", "."))
]
BASE_URL = env.str("BASE_URL", default=f"https://{ALLOWED_HOSTS[0].lstrip('*.')}")
DATABASES = {"default": database()}
vars().update(mail(required("EMAIL_URL", "for example smtp+tls://user:password@mail.example.nl:587")))

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=True) else None
)
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {**CONTENT_SECURITY_POLICY["DIRECTIVES"], "upgrade-insecure-requests": True}
}
