# SPDX-License-Identifier: EUPL-1.2
"""The console command `aikompas`.

The `instruments` commands run by themselves: no database, no settings, an answer in under half a second. All other
commands are Django management commands under friendlier names; Django is imported only when one of them runs.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple

SETTINGS = "aikompas.config.settings.development"
PROGRAM = "aikompas"
FAILED, MISUSED = 1, 2


class Command(NamedTuple):
    """One line of the table below."""

    words: str
    management_command: str
    help: str


COMMANDS = (
    Command("serve", "serve", "serve the product: web server and background worker"),
    Command("migrate", "migrate", "bring the database up to date"),
    Command("worker", "worker", "run background tasks and scheduled jobs apart from the web server"),
    Command("jobs run", "jobs_run", "run the scheduled jobs that are due (for cron), or one of them now"),
    Command(
        "organisation create", "organisation_create", "make an organisation and invite its administrator"
    ),
    Command("demo load", "demo_load", "load the fictional municipality Zonnedam"),
    Command("instruments load", "instruments_load", "load questionnaires and decision trees"),
    Command("measures load", "measures_load", "load the official registry of requirements and measures"),
    Command("policy check", "policy_check", "check a policy profile"),
    Command("policy load", "policy_load", "load a policy profile for an organisation"),
    Command("audit verify", "audit_verify", "verify that nothing in the audit trail was changed or removed"),
    Command("audit export", "audit_export", "write an audit trail that can be verified elsewhere"),
    Command("audit sign", "audit_sign", "keep a signed head of every trail now, to store elsewhere"),
    Command("audit prove", "audit_prove", "prove that an event is in the trail, or that the trail only grew"),
    Command("register import", "register_import", "import existing registrations of algorithms"),
    Command("register export", "register_export", "write the public register in the national format"),
    Command(
        "register validate",
        "register_validate",
        "check a file with registrations against the national standard",
    ),
    Command("manage", "", "run any other management command of Django"),
)
INSTRUMENTS = (
    Command("instruments check", "", "check a decision tree or a questionnaire"),
    Command("instruments run", "", "follow answers through a decision tree or a questionnaire"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the console command and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] in ([], ["-h"], ["--help"], ["help"]):
        print(overview())
        return 0 if arguments else MISUSED
    if arguments[0] == "--version":
        return _version()
    if arguments[0] == "instruments" and _command(arguments) is None:
        from aikompas.instruments.console import main as instruments

        return instruments(arguments[1:])
    if arguments[0] == "manage":
        return manage([f"{PROGRAM} manage", *arguments[1:]])
    command = _command(arguments)
    if command is None:
        return _unknown(arguments)
    rest = arguments[len(command.words.split()) :]
    return _in_django(lambda: _run_management_command(command, rest))


def manage(argv: Sequence[str]) -> int:
    """Run Django's own command line, with one clear line instead of a traceback for a wrong setting."""
    return _in_django(lambda: _execute(list(argv)))


def overview() -> str:
    """Return the help text with all commands."""
    commands = sorted((*INSTRUMENTS, *COMMANDS))
    width = max(len(command.words) for command in commands) + 2
    lines = "\n".join(f"  {command.words:<{width}}{command.help}" for command in commands)
    return (
        f"usage: {PROGRAM} COMMAND [arguments]\n\n"
        "Makes a municipality's AI policy executable: clause, control, evidence.\n\n"
        f"commands:\n{lines}\n\n"
        f"`{PROGRAM} COMMAND --help` explains a command; `{PROGRAM} --version` names this version."
    )


def _command(arguments: list[str]) -> Command | None:
    """Return the command that these arguments begin with."""
    return next(
        (command for command in COMMANDS if arguments[: len(words := command.words.split())] == words), None
    )


def _unknown(arguments: list[str]) -> int:
    """Say which commands there are, those that begin with the same word first of all."""
    related = [item for item in COMMANDS if item.words.split()[0] == arguments[0]]
    if related:
        choices = ", ".join(item.words.split()[1] for item in related)
        asked_for_help = arguments[1:2] in (["-h"], ["--help"])
        if asked_for_help:
            print("\n".join(f"{PROGRAM} {item.words:<20}{item.help}" for item in related))
            return 0
        what = f"'{arguments[1]}' is no part of" if arguments[1:] else "say what to do with"
        print(f"{PROGRAM}: {what} '{arguments[0]}'; choose from: {choices}", file=sys.stderr)
    else:
        print(f"{PROGRAM}: unknown command '{arguments[0]}'; see `{PROGRAM} --help`", file=sys.stderr)
    return MISUSED


def _version() -> int:
    from aikompas import __version__

    print(PROGRAM, __version__)
    return 0


def _execute(argv: list[str]) -> None:
    from django.core.management import execute_from_command_line

    execute_from_command_line(argv)


def _run_management_command(command: Command, rest: list[str]) -> None:
    """Run the management command so that its own help and errors name the words that were typed."""
    import django
    from django.core.management import ManagementUtility

    django.setup()
    found = ManagementUtility([PROGRAM]).fetch_command(command.management_command)
    found.run_from_argv([PROGRAM, command.words, *rest])


def _in_django(run: Callable[[], None]) -> int:
    """Run something with the settings in place; a wrong or missing setting gives one clear line."""
    module = os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)  # noqa: TID251 - the settings to load
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError

    try:
        run()
    except ImproperlyConfigured as error:
        reason = f"wrong setting: {error}"
    except OperationalError as error:
        reason = f"the database (DATABASE_URL) does not do what is asked: {error}"
    except ModuleNotFoundError as error:
        if not error.name or not f"{module}.".startswith(f"{error.name}."):
            raise
        reason = f"wrong setting: DJANGO_SETTINGS_MODULE names the module {module}, which does not exist"
    else:
        return 0
    print(f"{PROGRAM}: {' '.join(reason.split())}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    sys.exit(main())
