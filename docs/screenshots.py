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
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
WIDTHS = {"desktop": 1280, "phone": 320}
PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as somebody sees it; without a role, as anyone does."""

    name: str
    role: str
    address: Callable[[], str]


def pictures() -> list[Picture]:
    """Return which pages are shown, in the order of the manual."""
    from django.conf import settings
    from django.urls import reverse

    from aikompas.classification.models import ClassificationRun
    from aikompas.organisations.roles import Role
    from aikompas.register.choices import State
    from aikompas.register.models import Application, UsageReport

    slug = settings.DEMO_ORGANISATION

    def page(name: str, *args: Any) -> Callable[[], str]:
        return lambda: reverse(name, args=[slug, *args])

    def application(name: str, state: str) -> Callable[[], str]:
        return lambda: reverse(name, args=[slug, Application.objects.filter(state=state).earliest("pk").pk])

    def report(name: str) -> Callable[[], str]:
        return lambda: reverse(name, args=[slug, UsageReport.objects.earliest("pk").pk])

    def run(name: str) -> Callable[[], str]:
        return lambda: reverse(name, args=[slug, ClassificationRun.objects.earliest("pk").pk])

    return [
        Picture("01-start", "", lambda: reverse("start:organisations")),
        Picture("02-kies-een-persoon", "", lambda: reverse("start:demo")),
        Picture("03-home", Role.OWNER, page("organisations:home")),
        Picture("04-melden", Role.EMPLOYEE, page("register:report_create")),
        Picture("05-meldingen", Role.COMMITTEE_SECRETARY, page("register:report_list")),
        Picture("06-melding", Role.COMMITTEE_SECRETARY, report("register:report_detail")),
        Picture("07-toepassingen", Role.COMMITTEE_SECRETARY, page("register:application_list")),
        Picture(
            "08-toepassing",
            Role.COMMITTEE_SECRETARY,
            application("register:application_detail", State.IN_USE),
        ),
        Picture("09-classificatie", Role.COMMITTEE_SECRETARY, run("classification:run")),
        Picture("10-advies", Role.COMMITTEE_SECRETARY, application("review:application", State.ADVISED)),
        Picture("11-adviezen-en-besluiten", Role.DECISION_MAKER, page("review:queue")),
        Picture("12-registerteksten", Role.PUBLISHER, page("publication:text_list")),
        Picture("13-openbaar-register", "", page("publication:public_list")),
        Picture("14-mensen", Role.ADMINISTRATOR, page("organisations:people")),
        Picture("15-geschiedenis", Role.AUDITOR, page("audit:history")),
        Picture("16-stijlgids", Role.ADMINISTRATOR, page("ui:style_guide")),
    ]


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
    from aikompas.organisations.models import Membership

    for name, width in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale="nl-NL", reduced_motion="reduce"
        )
        page = context.new_page()
        if picture.role:
            people = Membership.objects.filter(is_active=True, role_assignments__role=picture.role)
            page.goto(base + "/demo/")
            page.locator(f'form:has(input[value="{people.earliest("pk").pk}"]) button').click()
            page.wait_for_load_state()
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
