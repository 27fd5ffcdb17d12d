# SPDX-License-Identifier: EUPL-1.2
"""Work that is under way in the demo municipality while its pages are looked at.

The demo tells finished stories. Here work is left half-done, by the services that people use, so that its pages exist
too. What is printed says as whom each of those pages is to be found, and from where.
"""

from __future__ import annotations

import json
from collections import defaultdict

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation

from aikompas.assessments import services as assessments
from aikompas.assessments.models import Assessment, AssessmentState
from aikompas.classification import services as classification
from aikompas.classification.tests.factories import SMALL_TREE
from aikompas.core.actor import Actor
from aikompas.instruments.trees import Given
from aikompas.library import services as library
from aikompas.library.bundles import NamedFile
from aikompas.organisations import services as organisations
from aikompas.organisations.models import Organisation, User
from aikompas.organisations.roles import Role
from aikompas.publication import services as publication
from aikompas.publication.choices import TextState
from aikompas.publication.exporting import export_text
from aikompas.publication.models import RegisterText
from aikompas.publication.standard.reading import read
from aikompas.register.choices import ReportState, State
from aikompas.register.models import Application, UsageReport
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition
from tests.e2e import happenings_of_assessments, happenings_of_measures, happenings_of_policy
from tests.e2e.inhabitants import SLUG, acting, owner_of, page, with_role

ANYONE = ""
WITH_PASSWORD = "Wim Wachtwoord"
Found = dict[str, list[str]]


def main() -> None:
    """Let everything happen and print where it is to be found."""
    found: Found = defaultdict(list)
    with translation.override("nl"):
        for happening in (accounts, invitations, trees, classifications, judgements, texts, imports, reports):
            happening(found)
        for others in (happenings_of_assessments, happenings_of_measures, happenings_of_policy):
            for happening in others.HAPPENINGS:
                happening(found)
    print(json.dumps(found))


def accounts(found: Found) -> None:
    """Somebody forgot a password; others no longer work here; a department ended."""
    user = User.objects.get(name=with_role(Role.EMPLOYEE))
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    found[ANYONE].append(f"/account/password/reset/key/{key}/")
    actor = acting(Role.ADMINISTRATOR)
    organisations.add_person(
        actor=actor,
        email="wachtwoord@zonnedam.example",
        name=WITH_PASSWORD,
        roles=[Role.EMPLOYEE],
        password="een-lang-wachtwoord-2026",
    )
    found[WITH_PASSWORD].append("/account/password/change/")
    gone = organisations.add_person(
        actor=actor, email="vertrokken@zonnedam.example", name="Vera Trok", roles=[Role.EMPLOYEE]
    )
    organisations.deactivate_membership(actor=actor, membership=gone)
    department = organisations.create_department(actor=actor, name="Projectbureau")
    organisations.deactivate_department(actor=actor, department=department)
    found[actor.label] += [
        page("organisations:person", gone.pk),
        page("organisations:department", department.pk),
    ]


def invitations(found: Found) -> None:
    """One invitation is open, one was withdrawn."""
    actor = acting(Role.ADMINISTRATOR)
    opened = organisations.invite(
        actor=actor, email="nieuw@zonnedam.example", name="Nina Nieuw", roles=["employee"]
    )
    closed = organisations.invite(
        actor=actor, email="toch-niet@zonnedam.example", name="Toon", roles=["employee"]
    )
    organisations.withdraw_invitation(actor=actor, invitation=closed.invitation)
    found[actor.label].append(page("organisations:invitation", opened.invitation.pk))
    found[ANYONE].append(reverse("start:invitation", args=[opened.token]))


def trees(found: Found) -> None:
    """The administrator loaded another decision tree, and offered files that wait to be loaded."""
    actor = acting(Role.ADMINISTRATOR)
    file = NamedFile("boom.yaml", SMALL_TREE.encode())
    (tree,) = library.load_files(actor=actor, files=[file], language="nl", source="uploaded")
    waiting = library.propose_files(actor=actor, files=[file], language="nl", source="uploaded")
    found[actor.label] += [
        page("library:detail", tree.sha256),
        page("library:activate", tree.sha256),
        page("library:proposal", waiting.pk),
    ]


def classifications(found: Found) -> None:
    """An owner is still to begin, another is in the middle of a new classification, a third is at its end."""
    triaged = Application.objects.filter(
        organisation__slug=SLUG, state=State.TRIAGED, owner__isnull=False, classifications=None
    ).earliest("pk")
    found[owner_of(triaged).label].append(page("classification:application", triaged.pk))
    application = Application.objects.filter(organisation__slug=SLUG, state=State.CLASSIFIED).earliest("pk")
    actor = owner_of(application)
    classification.start_run(actor=actor, application=application)
    found[actor.label].append(page("classification:application", application.pk))
    other = Application.objects.filter(organisation__slug=SLUG, state=State.IN_USE).earliest("pk")
    owner = owner_of(other)
    draft = classification.start_run(actor=owner, application=other)
    earlier = other.classifications.exclude(pk=draft.pk).latest("pk").answers
    given = [Given(item["questionId"], item["answer"]) for item in earlier]
    classification.answer_questions(actor=owner, draft=draft, given=given)
    found[owner.label].append(page("classification:sign", draft.pk))
    signed = Count("classifications", filter=Q(classifications__signed_at__isnull=False))
    twice = (
        Application.objects.annotate(runs=signed).filter(organisation__slug=SLUG, runs__gt=1).earliest("pk")
    )
    found[with_role(Role.AUDITOR)].append(page("classification:application", twice.pk))


def judgements(found: Found) -> None:
    """An assessment waits for the privacy adviser, another is still to begin; a dossier waits for the committee."""
    classified = Application.objects.filter(organisation__slug=SLUG, state=State.CLASSIFIED, assessments=None)
    for application in classified:
        found[owner_of(application).label].append(page("assessments:application", application.pk))
    found[with_role(Role.OWNER)].append(page("assessments:my_tasks"))
    waiting = Application.objects.filter(organisation__slug=SLUG, state=State.ASSESSED).earliest("pk")
    for role in (Role.COMMITTEE_MEMBER, Role.COMMITTEE_SECRETARY):
        found[with_role(role)].append(page("review:application", waiting.pk))
    condition = Condition.objects.filter(organisation__slug=SLUG, state=ConditionState.OPEN).earliest("pk")
    for name in (owner_of(condition.application).label, with_role(Role.COMMITTEE_SECRETARY)):
        found[name].append(page("review:condition", condition.pk))
    approved = Assessment.objects.filter(
        organisation__slug=SLUG, state=AssessmentState.APPROVED, application__state=State.IN_USE
    ).earliest("pk")
    actor = owner_of(approved.application)
    again = assessments.start_assessment(actor=actor, application=approved.application, urn=approved.urn)
    assessments.submit_assessment(actor=actor, assessment=again)
    found[actor.label].append(page("assessments:detail", again.pk))
    for name in (actor.label, with_role(Role.PRIVACY_ADVISER)):
        found[name].append(page("assessments:application", approved.application_id))


def texts(found: Found) -> None:
    """A register text is being written and another was offered to the publisher."""
    published = RegisterText.objects.filter(
        organisation__slug=SLUG, state=TextState.PUBLISHED, language="nl", application__state=State.IN_USE
    ).order_by("pk")
    for number, text in enumerate(published[:2]):
        actor = owner_of(text.application)
        draft = publication.start_text(actor=actor, application=text.application)
        if number:
            publication.submit_text(actor=actor, text=draft)
        for name in (actor.label, with_role(Role.PUBLISHER)):
            found[name].append(page("publication:application", text.application_id))
    approved = RegisterText.objects.filter(organisation__slug=SLUG, state=TextState.APPROVED).earliest("pk")
    found[with_role(Role.PUBLISHER)].append(page("publication:application", approved.application_id))


def imports(found: Found) -> None:
    """One import was tried, one was done, another failed."""
    actor = acting(Role.COMMITTEE_SECRETARY)
    organisation = Organisation.objects.get(slug=SLUG)
    system = Actor.system(organisation.pk, label="import")
    own = export_text(organisation, "csv").encode()
    for name, content in (("proef.csv", own), ("register.csv", own), ("oud-register.csv", b"geen register")):
        run = publication.request_import(
            actor=actor,
            organisation=organisation,
            filename=name,
            content=content,
            dry_run=name == "proef.csv",
        )
        publication.begin_import(actor=system, run=run)
        if content is own:
            publication.import_registrations(
                actor=actor,
                reading=read(own, name),
                organisation=organisation,
                dry_run=run.dry_run,
                run=run,
            )
        else:
            publication.fail_import(actor=system, run=run, error="Dit is geen bestand met registraties.")
        found[actor.label].append(page("publication:import_detail", run.pk))


def reports(found: Found) -> None:
    """Reporters find their reports: one waits for an answer, one was withdrawn; the secretary finds a declined one."""
    for report in UsageReport.objects.filter(
        organisation__slug=SLUG, state__in=(ReportState.QUESTION, ReportState.WITHDRAWN)
    ):
        found[report.reporter.name].append(page("register:report_detail", report.pk))
    declined = UsageReport.objects.filter(organisation__slug=SLUG, state=ReportState.DECLINED).earliest("pk")
    found[with_role(Role.COMMITTEE_SECRETARY)].append(page("register:report_detail", declined.pk))
