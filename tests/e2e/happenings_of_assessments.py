# SPDX-License-Identifier: EUPL-1.2
"""Assessments that people work on together: a team, comments, pictures, versions, documents, a newer questionnaire."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from aikompas.assessments import services as assessments
from aikompas.assessments.exports.docx import TEMPLATE
from aikompas.assessments.models import Assessment, TeamRole
from aikompas.assessments.needs import needs_of
from aikompas.core.actor import Actor
from aikompas.files import services as files
from aikompas.files.exporting import made
from aikompas.files.models import Export
from aikompas.files.selectors import template_content
from aikompas.files.tasks import make_export
from aikompas.files.uploads import accept
from aikompas.library import services as library
from aikompas.library.bundles import NamedFile
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.roles import Role
from aikompas.register.choices import State
from aikompas.register.models import Application
from tests.e2e.inhabitants import SLUG, acting, owner_of, page, with_role

Found = dict[str, list[str]]

URN = "urn:nl:keuzelijst"
QUESTIONNAIRE = """
name: Keuzelijst voor een proef
urn: urn:nl:keuzelijst
version: "{version}"
tasks:
  - id: "1"
    task: Begin
    type: [task_group]
    sources: [{{source: stroom.png, description: "Van vraag naar antwoord."}}]
    tasks:
      - {{id: "1.1", task: "{purpose}", type: [text_input]}}
      - {{id: "1.2", task: "Hoe lopen de gegevens?", type: [image]}}
      - {{id: "1.3", task: "Voor wie?", type: [radio_option], options: [{{value: Inwoners}}, {{value: "{others}"}}]}}
  - {{id: "2", task: Slot, type: [text_input]}}
"""


def together(found: Found) -> None:
    """An owner works with others on an assessment with an own questionnaire, of which a newer version comes in use."""
    administrator = acting(Role.ADMINISTRATOR)
    _load(administrator, version="1.0", purpose="Wat is het doel?", others="Bedrijven")
    application = (
        Application.objects.filter(organisation__slug=SLUG, state=State.IN_USE, owner__isnull=False)
        .order_by("pk")
        .first()
    )
    assert application is not None
    owner = owner_of(application)
    assessment = assessments.start_assessment(actor=owner, application=application, urn=URN)
    found[owner.label] += [
        page("assessments:detail", assessment.pk),
        page("assessments:team", assessment.pk),
        page("assessments:fill_in", assessment.pk, "1"),
    ]
    _agree(owner, assessment, found)
    _answer(owner, assessment, found)
    _documents(owner, assessment, found)
    newest = _load(administrator, version="2.0", purpose="Wat is het precieze doel?", others="Verenigingen")
    found[owner.label].append(page("assessments:newer_version", assessment.pk))
    found[administrator.label].append(page("library:detail", newest))


def doing_without(found: Found) -> None:
    """A secretary decided that an application can do without an assessment."""
    secretary = acting(Role.COMMITTEE_SECRETARY)
    application, urn = next(
        (application, need.urn)
        for application in Application.objects.filter(organisation__slug=SLUG, state=State.CLASSIFIED)
        .exclude(owner_id=secretary.id)
        .exclude(reporter_id=secretary.id)
        for need in needs_of(application)
        if not need.is_settled
    )
    reason = "De vorige toets is van vorige maand en er is niets gewijzigd."
    assessments.do_without(actor=secretary, application=application, urn=urn, reason=reason)
    found[secretary.label].append(page("assessments:application", application.pk))


def own_templates(found: Found) -> None:
    """The administrator replaced the template of documents of assessments."""
    administrator = acting(Role.ADMINISTRATOR)
    content = template_content(Organisation.objects.get(slug=SLUG).pk, TEMPLATE, "nl")
    upload = made("sjabloon.docx", "docx", content)
    files.replace_template(actor=administrator, kind=TEMPLATE, language="nl", upload=upload)
    found[administrator.label].append(page("files:template_edit", TEMPLATE, "nl"))


HAPPENINGS: tuple[Callable[[Found], None], ...] = (together, doing_without, own_templates)


def _load(administrator: Actor, **words: str) -> str:
    """Load a version of the questionnaire with its picture, and use it; return its hash."""
    text = NamedFile("keuzelijst.yaml", QUESTIONNAIRE.format(**words).encode())
    picture = NamedFile("stroom.png", _picture("teal"))
    (loaded,) = library.load_files(
        actor=administrator, files=[text, picture], language="nl", source="uploaded", activate=True
    )
    return str(loaded.sha256)


def _agree(owner: Actor, assessment: Assessment, found: Found) -> None:
    """Invite a colleague, ask something and agree on what must be done."""
    colleague = User.objects.get(name=with_role(Role.CONTACT_PERSON))
    if colleague.pk == owner.id:
        colleague = User.objects.get(name=with_role(Role.EMPLOYEE))
    assessments.invite(actor=owner, assessment=assessment, role=TeamRole.EDITOR, person=colleague)
    assessments.open_thread(
        actor=owner,
        assessment=assessment,
        key="1.1",
        text="Klopt dit doel nog? Zie https://intranet.zonnedam.example/projecten/keuzelijst/doel-van-de-proef.",
        mentioned=[colleague],
    )
    assessments.add_action_point(
        actor=owner,
        assessment=assessment,
        text="Vraag de leverancier om het stroomschema.",
        owner=colleague,
        due=timezone.localdate() + timedelta(days=14),
    )
    done = assessments.add_action_point(
        actor=owner,
        assessment=assessment,
        text="Zoek het vorige onderzoek op.",
        owner=colleague,
        due=timezone.localdate() + timedelta(days=7),
    )
    assessments.finish_action_point(actor=owner, point=done)
    found[owner.label] += [
        page("assessments:action_points", assessment.pk),
        page("assessments:comments", assessment.pk),
    ]
    found[colleague.name] += [page("assessments:my_action_points"), page("assessments:my_comments")]


def _answer(owner: Actor, assessment: Assessment, found: Found) -> None:
    """Answer, once with a picture, and keep a version before and after."""
    assessments.save_answers(actor=owner, assessment=assessment, answers={"1.1": "Sneller antwoorden."})
    first = assessments.keep_version(actor=owner, assessment=assessment, name="Voor het overleg")
    assessments.set_picture(
        actor=owner,
        assessment=assessment,
        key="1.2",
        upload=accept(SimpleUploadedFile("gegevens.png", _picture("navy")), kinds=("image",)),
        details={"title": "Stroomschema", "description": "Van vraag naar antwoord.", "source": ""},
    )
    assessments.save_answers(actor=owner, assessment=assessment, answers={"1.3": "Bedrijven"})
    second = assessments.keep_version(actor=owner, assessment=assessment, name="Na het overleg")
    compare = page("assessments:versions_compare", assessment.pk)
    found[owner.label] += [
        page("assessments:versions", assessment.pk),
        f"{compare}?before={first.pk}&after={second.pk}",
    ]


def _documents(owner: Actor, assessment: Assessment, found: Found) -> None:
    """Ask for documents: one was made, one failed, one waits."""

    def asked(kind: str) -> Export:
        return files.request_export(actor=owner, kind=kind, about=assessment, options={}, language="nl")

    done, failed, waiting = asked("assessments.json"), asked("assessments.md"), asked("assessments.docx")
    make_export.call(str(done.pk))
    system = Actor.system(assessment.organisation_id, label="export")
    files.fail_export(actor=system, export=failed, error="Er ging iets mis.")
    found[owner.label] += [page("files:export", export.pk) for export in (done, failed, waiting)]


def _picture(colour: str) -> bytes:
    content = BytesIO()
    Image.new("RGB", (640, 240), colour).save(content, "PNG")
    return content.getvalue()
