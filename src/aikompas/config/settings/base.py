# SPDX-License-Identifier: EUPL-1.2
"""Settings that are the same everywhere."""

from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from aikompas.config.logs import configure
from aikompas.config.settings.environment import ROOT, env, file_storage

DEMO_MODE = False
DEMO_ORGANISATION = "zonnedam"
DEBUG = False

# Our own apps come first: their templates replace those of the libraries.
INSTALLED_APPS = [
    "aikompas.core",
    "aikompas.ui",
    "aikompas.documents",
    "aikompas.audit",
    "aikompas.organisations",
    "aikompas.jobs",
    "aikompas.notifications",
    "aikompas.worklist",
    "aikompas.files",
    "aikompas.policy",
    "aikompas.evaluation",
    "aikompas.library",
    "aikompas.register",
    "aikompas.classification",
    "aikompas.assessments",
    "aikompas.measures",
    "aikompas.review",
    "aikompas.pilots",
    "aikompas.guidance",
    "aikompas.publication",
    "aikompas.compliance",
    "aikompas.demo",
    "aikompas.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "drf_spectacular",
    "rest_framework",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aikompas.organisations.middleware.OrganisationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
]

ROOT_URLCONF = "aikompas.config.urls"
WSGI_APPLICATION = "aikompas.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aikompas.organisations.context.organisation_choices",
                "aikompas.notifications.context.bell",
                "aikompas.config.context.installation",
            ],
        },
    }
]
FORM_RENDERER = "aikompas.ui.forms.UtrechtRenderer"
FILTERS_EMPTY_CHOICE_LABEL = _("All")

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Which views of libraries may be reached by anyone; every other view declares its own access.
PUBLIC_VIEW_MODULES = ("allauth.", "django.views.i18n", "django.views.static", "whitenoise.")

# Sign-in
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start:organisations"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "aikompas.organisations.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "aikompas.organisations.forms.accounts.SignInForm",
    "reset_password": "aikompas.organisations.forms.accounts.AskResetForm",
    "reset_password_from_key": "aikompas.organisations.forms.accounts.ResetForm",
    "change_password": "aikompas.organisations.forms.accounts.ChangePasswordForm",
    "set_password": "aikompas.organisations.forms.accounts.SetPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/300s/key",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
}
# Sessions are listed with when they began; a write on every page view would cost more than it tells.
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "aikompas.config.errors.csrf_failure"

# Rate limits count across all web processes, so they live in the database; a migration makes the table.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "aikompas_cache"}}

# Language and time
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "taal"
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["aikompas.ui.formats"]

# Front end
STATIC_URL = "/static/"
STATIC_ROOT = env.str("STATIC_ROOT", default=str(ROOT / "var" / "static"))
STORAGES = {
    "default": file_storage(),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AIKOMPAS_HOME = "aikompas.worklist.views.home"
AIKOMPAS_NAVIGATION = "aikompas.config.navigation.NAVIGATION"

# Browsers load from our own host only
CONTENT_SECURITY_POLICY: dict[str, dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": [],
    "microphone": [],
    "payment": [],
    "usb": [],
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Files: stored in a folder or in an S3 bucket, never served but through the view that asks for permission
FILES_LARGEST = env.int("FILES_LARGEST_MB", default=25) * 1024 * 1024

# Uploads: registrations are text files of a few megabytes
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# From where instruments may be fetched: a host, `.domain` for all hosts below it, or `host/folder/`.
INSTRUMENT_HOSTS = env.list("INSTRUMENT_HOSTS", default=["raw.githubusercontent.com/MinBZK/", ".overheid.nl"])

# Work in the background
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "aikompas.core.problems.problem_json",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AI-Kompas",
    "DESCRIPTION": "Open data of the algorithm registers of municipalities.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
}

# Mail goes through the outbox; webhooks may reach these hosts inside the network (`host` or `host:port`).
OUTBOX_MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WEBHOOK_HOSTS_INSIDE = env.list("WEBHOOK_HOSTS_INSIDE", default=[])

MAIL_FROM = "AI-Kompas <noreply@localhost>"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=MAIL_FROM)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# Public halves of signing keys of before, so that old tree heads still verify.
AUDIT_EARLIER_PUBLIC_KEYS = env.list("AUDIT_EARLIER_PUBLIC_KEYS", default=[])

# Where the product is found, for links in mail that a command sends; pages use the address they were asked at.
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000")

# Addresses of proxies are trusted only when this says how many stand in front of us.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

LOGGING = configure(env.level("LOG_LEVEL", default="WARNING"))
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
