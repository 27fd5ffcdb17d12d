# SPDX-License-Identifier: EUPL-1.2
"""The pages: the five questions and their answer, the catalogue, and designating."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from aikompas.guidance.models import Designation
from aikompas.guidance.tests.factories import Scene, scene_of
from aikompas.organisations.models import Membership
from aikompas.organisations.roles import Role
from aikompas.organisations.testing import sign_in
from aikompas.organisations.tests.factories import DepartmentFactory, member
from aikompas.pilots.tests.factories import scene_in
from aikompas.register.choices import State
from aikompas.register.tests.factories import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """An application in use with personal data, and a privacy adviser."""
    return scene_of()


@pytest.fixture
def employee(scene: Scene) -> Membership:
    """An employee of a department with an AI contact person."""
    department = DepartmentFactory(organisation=scene.organisation)
    contact = member(scene.organisation, Role.CONTACT_PERSON, contact_for=[department])
    contact.user.name = "Carla Contact"
    contact.user.save()
    return member(scene.organisation, department=department)


@pytest.fixture
def client(client: Client, employee: Membership) -> Client:
    """The browser of the employee."""
    return sign_in(client, employee)


def ask(client: Client, scene: Scene, **answers: str) -> str:
    """Answer the five questions and return the page."""
    given = {
        "task": "improve_text",
        "application": scene.application.reference,
        "data": "internal",
        "people": "no",
        "outside": "no",
        "ask": "1",
        **answers,
    }
    return str(client.get(reverse("guidance:may_i", args=[scene.organisation.slug]), given).content.decode())


# The questions


def test_there_are_five_questions_and_no_light_is_shown(client: Client, scene: Scene) -> None:
    html = client.get(reverse("guidance:may_i", args=[scene.organisation.slug])).content.decode()
    names = set(re.findall(r'<(?:input|select)[^>]* name="(task|application|data|people|outside)"', html))
    assert len(names) == 5
    assert "rood" not in html


def test_the_answer_says_why_by_which_clause_and_whom_to_ask(client: Client, scene: Scene) -> None:
    html = ask(client, scene, data="bsn")
    assert "Nee, dit mag niet" in html
    assert "Persoonsgegevens" in html
    assert "Carla Contact" in html
    assert reverse("policy:clause", args=[scene.organisation.slug, "4.3"]) in html


def test_who_keeps_to_the_designation_may_start(client: Client, scene: Scene) -> None:
    scene.designate("personal", tasks=["improve_text"])
    html = ask(client, scene)
    assert "Ja, dit mag" in html
    assert reverse("guidance:application", args=[scene.organisation.slug, scene.application.pk]) in html


def test_the_conditions_of_the_designation_are_shown(client: Client, scene: Scene) -> None:
    scene.designate("personal", tasks=["improve_text"], conditions="Zet de opslag van gesprekken uit.")
    html = ask(client, scene, people="yes")
    assert "Ja, onder voorwaarden" in html
    assert "Zet de opslag van gesprekken uit." in html


def test_who_does_not_know_gets_the_careful_answer(client: Client, scene: Scene) -> None:
    scene.designate("personal", tasks=["improve_text"])
    assert "Ja, onder voorwaarden" in ask(client, scene, people="unsure")


@pytest.mark.parametrize("state", [State.SUSPENDED, State.RETIRED, State.REJECTED, State.ASSESSED])
def test_what_is_not_in_use_may_not_be_used(client: Client, scene: Scene, state: str) -> None:
    scene.application.state = state
    scene.application.save()
    assert "Nee, dit mag niet" in ask(client, scene)


def test_a_pilot_allows_what_it_tries_only_while_it_runs(client: Client) -> None:
    pilot_scene = scene_in()
    pilot = pilot_scene.running()
    slug = pilot_scene.organisation.slug
    browser = sign_in(Client(), member(pilot_scene.organisation))
    url = reverse("guidance:application", args=[slug, pilot_scene.application.pk])
    assert "Alleen wie aan de pilot meedoet" in browser.get(url).content.decode()
    with time_machine.travel(datetime.combine(pilot.ends + timedelta(days=2), time(12))):
        browser = sign_in(Client(), pilot_scene.owner)
        assert "De pilot is afgelopen" in browser.get(url).content.decode()


def test_reporting_begins_with_the_answers_filled_in(client: Client, scene: Scene) -> None:
    html = ask(client, scene, application="other")
    assert "Vraag het eerst" in html
    url = re.search(r'href="([^"]*meldingen/nieuw/\?[^"]*)"', html)
    assert url
    address = url[1].replace("&amp;", "&")
    given = parse_qs(urlsplit(address).query)
    assert given["data_categories"] == ["internal"]
    form = client.get(address).context["form"]
    assert form["data_categories"].value() == ["internal"]
    assert form["kind_of_use"].value() == "new_system"
    assert form["work"].value().startswith("Een eigen tekst")


def test_an_address_fills_in_a_report_only_with_answers_that_exist(client: Client, scene: Scene) -> None:
    url = reverse("register:report_create", args=[scene.organisation.slug])
    form = client.get(url, {"data_categories": "nonsense", "title": "x" * 500, "reporter": "x"}).context[
        "form"
    ]
    assert not {"data_categories", "title", "reporter"} & set(form.initial)


@pytest.mark.parametrize(("name", "value"), [("task", "nonsense"), ("data", ""), ("application", "T-9999")])
def test_a_question_that_cannot_be_answered_is_asked_again(
    client: Client, scene: Scene, name: str, value: str
) -> None:
    html = ask(client, scene, **{name: value})
    assert "error" in html
    assert "Dit staat in het beleid" not in html


def test_nobody_can_ask_about_an_application_of_another_municipality(client: Client, scene: Scene) -> None:
    other = ApplicationFactory(number=8888, state=State.IN_USE)
    assert other.name not in ask(client, scene, application="T-8888")


def test_a_link_from_the_catalogue_fills_in_the_application(client: Client, scene: Scene) -> None:
    url = reverse("guidance:may_i", args=[scene.organisation.slug])
    response = client.get(url, {"application": scene.application.reference})
    assert response.context["form"]["application"].value() == scene.application.reference
    assert "answer" not in response.context


def test_it_is_the_first_thing_on_the_home_page_of_an_employee(client: Client, scene: Scene) -> None:
    html = client.get(reverse("organisations:home", args=[scene.organisation.slug])).content.decode()
    main = html.partition("<main")[2]
    assert (
        main.index("Mag ik dit gebruiken?") < main.index("Dit wacht op u")
        if "Dit wacht op u" in main
        else True
    )
    assert "Mag ik dit gebruiken?" in main


# The catalogue


def catalogue(client: Client, scene: Scene, **filters: str) -> str:
    """Return the catalogue."""
    return str(
        client.get(reverse("guidance:catalogue", args=[scene.organisation.slug]), filters).content.decode()
    )


def test_the_catalogue_holds_what_is_in_use_or_in_a_pilot_and_warns_of_what_was_stopped(
    client: Client, scene: Scene
) -> None:
    shown = {State.IN_USE: "In gebruik zijnde", State.PILOT: "Beproefde", State.SUSPENDED: "Stilgelegde"}
    for state, name in {**shown, State.ASSESSED: "Getoetste", State.RETIRED: "Gestopte"}.items():
        ApplicationFactory(organisation=scene.organisation, state=state, name=name)
    html = catalogue(client, scene)
    assert all(name in html for name in shown.values())
    assert "Getoetste" not in html
    assert "Gestopte" not in html
    assert "Stopgezet: niet gebruiken" in html


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"q": "brieven"}, True),
        ({"q": "zoiets niet"}, False),
        ({"task": "improve_text"}, True),
        ({"task": "translate"}, False),
        ({"data": "personal"}, True),
        ({"data": "special"}, False),
        ({"stand": "use"}, True),
        ({"stand": "stopped"}, False),
    ],
)
def test_the_catalogue_is_searched_by_words_task_data_and_standing(
    client: Client, scene: Scene, filters: dict[str, str], found: bool
) -> None:
    scene.designate("personal", tasks=["improve_text"])
    assert (scene.application.name in catalogue(client, scene, **filters)) is found


def test_without_designation_an_application_is_found_by_the_data_that_go_everywhere(
    client: Client, scene: Scene
) -> None:
    assert scene.application.name in catalogue(client, scene, data="internal")
    assert scene.application.name not in catalogue(client, scene, data="confidential")


def test_the_catalogue_takes_as_many_queries_for_ten_as_for_three(
    client: Client, scene: Scene, django_assert_max_num_queries
) -> None:
    def more(number: int) -> None:
        for _each in range(number):
            application = ApplicationFactory(organisation=scene.organisation, state=State.PILOT)
            scene.designate("personal", application=application, tasks=["improve_text"])

    more(2)
    catalogue(client, scene)
    with django_assert_max_num_queries(100) as before:
        catalogue(client, scene)
    more(7)
    with django_assert_max_num_queries(len(before.captured_queries)):
        catalogue(client, scene)


def test_the_catalogue_can_be_downloaded(client: Client, scene: Scene) -> None:
    scene.designate("personal", tasks=["improve_text"])
    url = reverse("guidance:catalogue", args=[scene.organisation.slug])
    text = b"".join(client.get(url, {"export": "csv"}).streaming_content).decode()
    assert "Persoonsgegevens" in text
    assert "Een eigen tekst verbeteren" in text


def test_the_page_of_an_application_says_what_employees_need(client: Client, scene: Scene) -> None:
    scene.designate("confidential", tasks=["improve_text"], conditions="Lees alles na.")
    url = reverse("guidance:application", args=[scene.organisation.slug, scene.application.pk])
    html = client.get(url).content.decode()
    for text in (
        "Een eigen tekst verbeteren",
        "Lees alles na.",
        "Carla Contact",
        str(scene.application.owner),
    ):
        assert text in html


def test_what_is_not_in_the_catalogue_has_no_page_there(client: Client, scene: Scene) -> None:
    hidden = ApplicationFactory(organisation=scene.organisation, state=State.TRIAGED)
    url = reverse("guidance:application", args=[scene.organisation.slug, hidden.pk])
    assert client.get(url).status_code == 404


# Designating


def test_a_privacy_adviser_designates_on_the_page_of_the_application(client: Client, scene: Scene) -> None:
    adviser = sign_in(Client(), member(scene.organisation, Role.PRIVACY_ADVISER))
    tab = reverse("guidance:designation", args=[scene.organisation.slug, scene.application.pk])
    form = reverse("guidance:designate", args=[scene.organisation.slug, scene.application.pk])
    assert form in adviser.get(tab).content.decode()
    today = timezone.localdate()
    response = adviser.post(
        form,
        {
            "data_class": "personal",
            "tasks": ["improve_text"],
            "valid_from": today.isoformat(),
            "valid_until": (today + timedelta(days=365)).isoformat(),
            "reason": "De DPIA is akkoord.",
        },
    )
    assert response.status_code == 302
    made = Designation.objects.get()
    assert "De DPIA is akkoord." in adviser.get(tab).content.decode()
    withdraw = reverse("guidance:withdraw", args=[scene.organisation.slug, made.pk])
    assert adviser.get(withdraw).status_code == 200
    adviser.post(withdraw, {"reason": "Het contract is opgezegd."})
    assert "Ingetrokken" in adviser.get(tab).content.decode()


def test_an_employee_sees_the_designation_and_cannot_change_it(client: Client, scene: Scene) -> None:
    tab = reverse("guidance:designation", args=[scene.organisation.slug, scene.application.pk])
    form = reverse("guidance:designate", args=[scene.organisation.slug, scene.application.pk])
    assert form not in client.get(tab).content.decode()
    assert client.get(form).status_code == 403


def test_the_list_of_what_waits_shows_personal_data_without_designation(client: Client, scene: Scene) -> None:
    url = reverse("guidance:undesignated", args=[scene.organisation.slug])
    assert scene.application.name in client.get(url).content.decode()
    scene.designate("personal")
    assert scene.application.name not in client.get(url).content.decode()
