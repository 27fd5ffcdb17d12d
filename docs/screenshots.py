# SPDX-License-Identifier: EUPL-1.2
"""Take the pictures of the manual: `make screenshots` fills docs/images/ from a freshly loaded demo municipality.

Every page is shown at the width of a desktop and of a small phone, as somebody who works with it. The pictures are not
kept in git: they can always be made again.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTHS = {"desktop": 1280, "phone": 320}
PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it; without a person, as anyone does."""

    name: str
    person: str
    address: Callable[[], str]


def pictures() -> list[Picture]:
    """Return which pages are shown, in the order of the manual; people and dossiers are those of the demo."""
    return [
        Picture("01-inloggen", "", lambda: _address("account_login")),
        Picture("02-kies-een-persoon", "", lambda: _address("start:demo")),
        Picture("03-start", "Quinty Brouwer", _page("organisations:home")),
        Picture("04-melden", "Bram de Wit", _page("register:report_create")),
        Picture("05-mijn-meldingen", "Bram de Wit", _page("register:my_reports")),
        Picture("06-melding-afhandelen", "Aylin Demir", _report("register:report_detail", "Vertaalapp")),
        Picture("07-toepassingen", "Samira Haddad", _page("register:application_list")),
        Picture("08-toepassing", "Karima El Amrani", _application("register:application_detail", "Drukte")),
        Picture("09-levensloop", "Daan Kuipers", _application("register:application_lifecycle", "Routes")),
        Picture("10-indelen", "Lars Jansen", _classification()),
        Picture("11-toets", "Lars Jansen", _assessment("assessments:overview", "WOZ-bezwaren")),
        Picture("12-toets-invullen", "Lars Jansen", _assessment("assessments:fill_in", "WOZ-bezwaren", "4")),
        Picture(
            "13-toets-beoordelen", "Usha Ramdin", _assessment("assessments:judge", "Copilot voor verslagen")
        ),
        Picture("14-advies-geven", "Mirjam Scholten", _application("review:advise", "Passende trajecten")),
        Picture("15-adviezen-en-besluiten", "Yvonne Dekker", _page("review:queue")),
        Picture(
            "16-besluiten", "Yvonne Dekker", _application("review:decide", "Vroegsignalering van zorgen")
        ),
        Picture("17-algoritmeregister", "Quinty Brouwer", _page("publication:text_list")),
        Picture("18-registertekst", "Quinty Brouwer", _application("publication:application", "Routes")),
        Picture("19-importeren", "Samira Haddad", _page("publication:import_start")),
        Picture("20-openbaar-register", "", _page("publication:public_list")),
        Picture("21-openbare-pagina", "", _application("publication:public_detail", "Chatbot Zonnestraal")),
        Picture("22-geschiedenis", "Anton Verhoeven", _history()),
        Picture("23-geschiedenis-controleren", "Anton Verhoeven", _page("audit:verify")),
        Picture("24-mensen", "Coen Prins", _page("organisations:people")),
        Picture("25-vragenlijsten", "Coen Prins", _page("library:instrument_list")),
        Picture("26-organisatie", "Coen Prins", _page("organisations:settings")),
        Picture("27-stijlgids", "Coen Prins", _page("ui:style_guide")),
        Picture("28-mag-ik-dit", "Bram de Wit", _page("guidance:may_i")),
        Picture("29-ai-catalogus", "Bram de Wit", _page("guidance:catalogue")),
        Picture("30-huisregels", "Bram de Wit", _page("policy:house_rules")),
        Picture("31-werklijst", "Frank Hoekstra", _page("worklist:worklist")),
        Picture("32-beleid", "Samira Haddad", _page("policy:clause_list")),
        Picture("33-naleving", "Samira Haddad", _page("compliance:overview")),
        Picture("34-naleving-voor-de-raad", "Ruud Willems", _page("compliance:council")),
        Picture("35-tijdpad", "Samira Haddad", _page("policy:roadmap")),
        Picture("36-vergaderingen", "Samira Haddad", _page("review:meeting_list")),
        Picture("37-pilots", "Samira Haddad", _page("pilots:pilot_list")),
    ]


def _address(name: str, *args: Any) -> str:
    from django.urls import reverse

    return reverse(name, args=args)


def _page(name: str, *args: Any) -> Callable[[], str]:
    from django.conf import settings

    return lambda: _address(name, settings.DEMO_ORGANISATION, *args)


def _of_demo(model: Any, **conditions: Any) -> Any:
    """Return the key of the latest object of the demo municipality that meets the conditions."""
    from django.conf import settings

    return model.objects.filter(organisation__slug=settings.DEMO_ORGANISATION, **conditions).latest("pk").pk


def _application(name: str, begin: str) -> Callable[[], str]:
    from aikompas.register.models import Application

    return lambda: _page(name, _of_demo(Application, name__startswith=begin))()


def _report(name: str, begin: str) -> Callable[[], str]:
    from aikompas.register.models import UsageReport

    return lambda: _page(name, _of_demo(UsageReport, title__startswith=begin))()


def _assessment(name: str, begin: str, *args: Any) -> Callable[[], str]:
    from aikompas.assessments.models import Assessment

    return lambda: _page(name, _of_demo(Assessment, application__name__startswith=begin), *args)()


def _classification() -> Callable[[], str]:
    from aikompas.classification.models import ClassificationRun

    return lambda: _page(
        "classification:run", _of_demo(ClassificationRun, application__name__startswith="WOZ")
    )()


def _history() -> Callable[[], str]:
    """Return the history up to yesterday: without the signing in for these pictures."""
    return lambda: f"{_page('audit:history')()}?until={datetime.now(tz=UTC).date() - timedelta(days=1)}"


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """Serve a freshly loaded demo municipality and give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "serve.log").open("w")
    command = [sys.executable, "-m", "aikompas.cli", "serve", "--migrate", "--demo", "--no-worker"]
    server = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and server.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        else:
            sys.exit(
                "aikompas: the demo municipality could not be served:\n" + (folder / "serve.log").read_text()
            )
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()
        log.close()


def take(picture: Picture, browser: Browser, base: str) -> None:
    """Take one picture at every width."""
    for name, width in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", reduced_motion="reduce"
        )
        page = context.new_page()
        if picture.person:
            page.goto(base + "/demo/")
            page.get_by_role("button", name=picture.person).click()
            page.wait_for_url(lambda url: not url.endswith("/demo/"))
        answer = page.goto(base + picture.address())
        if answer is None or answer.status != 200:
            sys.exit(f"aikompas: {picture.name}: {picture.address()} answers {answer and answer.status}")
        page.screenshot(path=IMAGES / f"{picture.name}-{name}.png", full_page=True)
        context.close()


def main() -> None:
    """Make all pictures anew."""
    browser_program = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_program is None:
        sys.exit("aikompas: no browser; on Debian or Ubuntu: apt-get install chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    for old in IMAGES.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory(prefix="aikompas-pictures-") as name:
        folder = Path(name)
        os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'demo.sqlite3'}"
        os.environ["DJANGO_SETTINGS_MODULE"] = "aikompas.config.settings.development"
        # Playwright runs an event loop in this thread; our few queries beside it are harmless.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        import django

        django.setup()
        with served_demo(folder) as base, sync_playwright() as playwright:
            options = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
            browser = playwright.chromium.launch(executable_path=browser_program, args=options)
            for picture in pictures():
                take(picture, browser, base)
            browser.close()
    print(f"{len(list(IMAGES.glob('*.png')))} pictures in {IMAGES.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
