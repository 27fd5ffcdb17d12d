# SPDX-License-Identifier: EUPL-1.2
"""Production: clean by Django's own checks, and every wrong or missing setting named in one clear line."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest

from tests.contracts.production import SETTINGS, aikompas
from tests.structure.source import ROOT

REQUIRED = ("SECRET_KEY", "AUDIT_SIGNING_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL")
WRONG = (
    ("SECRET_KEY", "short", "too short"),
    ("AUDIT_SIGNING_KEY", "not a key", "Ed25519"),
    ("DATABASE_URL", "mysql://host/kompas", "unknown kind of database: mysql"),
    ("DATABASE_URL", "postgres://host:port/kompas", "cannot be read"),
    ("DATABASE_URL", "sqlite:////proc/nowhere/kompas.sqlite3", "cannot be made"),
    ("EMAIL_URL", "nonsense", "cannot be read"),
    ("EMAIL_URL", "smtp://mail.example.nl:port", "cannot be read"),
    ("DEMO_MODE", "true", "not possible in production"),
    ("DEMO_MODE", "1", "not possible in production"),
    ("DEMO_MODE", "perhaps", "neither true nor false"),
    ("BEHIND_PROXY", "ja", "neither true nor false"),
    ("SECURE_SSL_REDIRECT", "nee", "neither true nor false"),
    ("SECURE_HSTS_SECONDS", "a year", "not a whole number"),
    ("TRUSTED_PROXIES", "two", "not a whole number"),
    ("LOG_LEVEL", "LOUD", "none of"),
    ("DJANGO_SETTINGS_MODULE", "aikompas.config.settings.productoin", "does not exist"),
)


def the_one_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return what a failed command says, which is one line."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1, done.stdout
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_the_deployment_check_has_nothing_to_remark() -> None:
    done = aikompas("manage", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout + done.stderr


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("absent", [None, ""], ids=["missing", "empty"])
def test_a_setting_that_is_absent_is_named_in_one_line(name: str, absent: str | None) -> None:
    line = the_one_line(aikompas("manage", "check", **{name: absent}))
    assert line.startswith(f"aikompas: wrong setting: {name} is not set: ")


@pytest.mark.parametrize(("name", "value", "reason"), WRONG)
def test_a_setting_that_is_wrong_is_named_in_one_line_with_the_reason(
    name: str, value: str, reason: str
) -> None:
    line = the_one_line(aikompas("manage", "check", **{name: value}))
    assert line.startswith(f"aikompas: wrong setting: {name}")
    assert reason in line


def test_a_number_that_only_postgresql_needs_is_checked_there() -> None:
    changes = {"DATABASE_URL": "postgres://host/kompas", "DATABASE_CONN_MAX_AGE": "long"}
    line = the_one_line(aikompas("manage", "check", **changes))
    assert line == "aikompas: wrong setting: DATABASE_CONN_MAX_AGE is not a whole number: long."


def test_a_database_that_does_not_answer_is_said_in_one_line() -> None:
    line = the_one_line(aikompas("audit", "verify", DATABASE_URL="postgres://nobody:geheim@127.0.0.1:9/none"))
    assert line.startswith("aikompas: the database (DATABASE_URL) does not do what is asked: ")
    assert "geheim" not in line


@pytest.mark.parametrize("command", [("serve",), ("migrate",), ("demo", "load"), ("audit", "verify")])
def test_every_command_refuses_the_demo_mode(command: tuple[str, ...]) -> None:
    line = the_one_line(aikompas(*command, DEMO_MODE="true"))
    assert line == (
        "aikompas: wrong setting: DEMO_MODE is not possible in production: anyone could sign in as anyone."
    )


def test_the_demonstration_cannot_be_loaded_in_production() -> None:
    assert "demo" in the_one_line(aikompas("demo", "load"))


def test_the_help_needs_no_settings_and_less_than_half_a_second_of_the_processor() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = aikompas("--help", **dict.fromkeys(SETTINGS))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "usage: aikompas COMMAND" in done.stdout
    assert (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime) < 0.5


def test_the_help_does_not_load_the_framework() -> None:
    program = "import sys; from aikompas.cli import main; main(['--help']); print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.endswith("False\n")
