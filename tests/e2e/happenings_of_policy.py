# SPDX-License-Identifier: EUPL-1.2
"""Policy that is being written, evaluations under way, a committee in session, webhooks, and people who are away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from aikompas.compliance.models import Deviation
from aikompas.evaluation import services as evaluations
from aikompas.evaluation.models import Evaluation
from aikompas.files.exporting import made
from aikompas.guidance.models import Designation
from aikompas.notifications import services as notifications
from aikompas.notifications.mails import DIGEST, unsubscribe_token
from aikompas.notifications.models import Outgoing, OutgoingState
from aikompas.organisations import services as organisations
from aikompas.organisations.actors import actor_for
from aikompas.organisations.models import Membership, Organisation, User
from aikompas.organisations.roles import Role
from aikompas.pilots import services as piloting
from aikompas.pilots.models import Article, Pilot
from aikompas.policy import services as policy
from aikompas.policy.models import AdoptedBy, Audience, DocumentVersion, RoadmapEvidence
from aikompas.policy.profiles import shipped_text
from aikompas.policy.selectors import profile_of
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.review import services as review
from aikompas.review.choices import ConditionState
from aikompas.review.models import Condition, PeriodicReview, Procedure
from aikompas.review.selectors.committee import people_in_the_committee
from aikompas.worklist import services as worklist
from aikompas.worklist.gathering import own
from tests.e2e.inhabitants import SLUG, acting, owner_of, page, with_role

Found = dict[str, list[str]]

NOBODY_LISTENS = "http://127.0.0.1:9/gebeurtenissen"


def documents(found: Found) -> None:
    """Two documents are public and in force, the next version of one is a draft; another waits for adoption."""
    secretary, decision_maker = acting(Role.COMMITTEE_SECRETARY), acting(Role.DECISION_MAKER)
    adopted, kept = (
        policy.adopt_version(
            actor=decision_maker,
            version=_offered(title, Audience.PUBLIC),
            action="adopt",
            body="Directie",
            decided_on=timezone.localdate(),
            in_force_from=timezone.localdate(),
        )
        for title in ("AI-beleid", "AI-visie")
    )
    next_one = policy.start_version(actor=secretary, document=adopted.document)
    offered = _offered("Handreiking taalmodellen", Audience.INTERNAL)
    found[secretary.label] += [
        _version(next_one),
        page("policy:version_edit", next_one.pk),
        _version(kept),
    ]
    found[decision_maker.label] += [_version(adopted), _version(offered)]


def attestations(found: Found) -> None:
    """Who attests a clause that cannot be measured finds it."""
    clause = next(item for item in profile_of(_organisation()).clauses if item.attestation)
    assert clause.attestation is not None
    found[with_role(clause.attestation.by)].append(page("policy:clause", clause.reference))


def profiles(found: Found) -> None:
    """The administrator loaded another profile, which is not in use."""
    administrator = acting(Role.ADMINISTRATOR)
    text = shipped_text("model").replace("id: model\n", "id: zonnedam-volgend-jaar\n", 1)
    policy.load_profile(actor=administrator, text=text)
    found[administrator.label].append(page("policy:profile_list"))


def house_rules(found: Found) -> None:
    """The secretary writes the next version of the house rules."""
    secretary = acting(Role.COMMITTEE_SECRETARY)
    version = policy.start_house_rules(actor=secretary, organisation=_organisation())
    found[secretary.label].append(version.get_absolute_url())


def roadmap(found: Found) -> None:
    """Who takes care of a step finds what shows how far it is."""
    evidence = RoadmapEvidence.objects.filter(organisation__slug=SLUG, step__owner__isnull=False).latest("pk")
    assert evidence.step.owner is not None
    for name in (evidence.step.owner.name, with_role(Role.COMMITTEE_SECRETARY)):
        found[name].append(page("policy:roadmap_step", evidence.step_id))


def evaluating(found: Found) -> None:
    """One evaluation is being prepared, another asks staff; one has findings, the last has proposals."""
    secretary = acting(Role.COMMITTEE_SECRETARY)
    year = timezone.localdate().year
    prepared, asking, described, proposed = (_evaluation(year - ago) for ago in (5, 4, 3, 2))
    for evaluation in (asking, described, proposed):
        closes = timezone.localdate() + timedelta(days=7)
        evaluations.open_survey(actor=secretary, evaluation=evaluation, closes_on=closes)
    for evaluation in (described, proposed):
        evaluations.close_survey(actor=secretary, evaluation=evaluation)
        evaluations.write_findings(
            actor=secretary, evaluation=evaluation, findings="## Gebruik\n\nNog weinig."
        )
    evaluations.finish_findings(actor=secretary, evaluation=proposed)
    proposal = evaluations.add_proposal(
        actor=secretary,
        evaluation=proposed,
        text="Herhaal de training elk jaar.",
        why="Er komen nieuwe mensen.",
    )
    found[secretary.label] += [
        item.get_absolute_url() for item in (prepared, asking, described, proposed, proposal)
    ]


def committee(found: Found) -> None:
    """The committee is in session about a dossier, one member stays out of another, and a procedure runs."""
    secretary = acting(Role.COMMITTEE_SECRETARY)
    soon = timezone.now() + timedelta(minutes=5)
    session = review.plan_meeting(actor=secretary, starts_at=soon, place="Raadhuis, kamer 2.14")
    planned = review.plan_meeting(
        actor=secretary, starts_at=soon + timedelta(days=30), link="https://vergaderen.zonnedam.example/1"
    )
    for meeting in (session, planned):
        for title in ("Mededelingen", "Rondvraag"):
            review.add_item(actor=secretary, meeting=meeting, title=title, minutes=5)
    review.invite_members(actor=secretary, meeting=session)
    review.open_meeting(actor=secretary, meeting=session)
    found[secretary.label] += [page("review:meeting", meeting.pk) for meeting in (session, planned)]
    found[secretary.label].append(page("review:meeting_agenda", planned.pk))
    dossier = Application.objects.filter(organisation__slug=SLUG, state=State.ASSESSED).earliest("pk")
    member = people_in_the_committee(_organisation().pk)[0]
    review.recuse(
        actor=secretary, application=dossier, member=member, reason="Werkte vroeger bij de leverancier."
    )
    found[secretary.label].append(page("review:application", dossier.pk))
    procedure = Procedure.objects.filter(organisation__slug=SLUG, closed_at=None).latest("pk")
    found[secretary.label].append(page("review:application", procedure.application_id))


def conditions(found: Found) -> None:
    """The owner says that a condition is met; the secretary checks it."""
    condition = Condition.objects.filter(organisation__slug=SLUG, state=ConditionState.OPEN).latest("pk")
    owner = owner_of(condition.application)
    review.offer_condition(actor=owner, condition=condition, evidence="De werkinstructie is aangepast.")
    for name in (owner.label, with_role(Role.COMMITTEE_SECRETARY)):
        found[name].append(page("review:condition", condition.pk))


def periodic_reviews(found: Found) -> None:
    """Periodic reviews are found by the owner and by who confirms them; another owner can begin one."""
    used = Application.objects.filter(organisation__slug=SLUG, state=State.IN_USE, owner__isnull=False)
    none = used.exclude(pk__in=PeriodicReview.objects.filter(done_at=None).values("application")).earliest(
        "pk"
    )
    found[owner_of(none).label].append(page("review:application_periodic", none.pk))
    for item in PeriodicReview.objects.filter(organisation__slug=SLUG).exclude(state="done"):
        for name in (owner_of(item.application).label, with_role(Role.COMMITTEE_SECRETARY)):
            found[name].append(page("review:periodic", item.pk))


def pilots(found: Found) -> None:
    """A pilot is planned; who leads a pilot, and who wrote an article that waits, find the next step."""
    application = Application.objects.filter(organisation__slug=SLUG, state=State.DECIDED).earliest("pk")
    owner, secretary = owner_of(application), acting(Role.COMMITTEE_SECRETARY)
    today = timezone.localdate()
    piloting.plan_pilot(
        actor=owner,
        application=application,
        facts={
            "hypothesis": "Een voorstel scheelt de helft van de tijd.",
            "participants": "Vijf consulenten.",
            "data_used": "Gegevens van tien dossiers.",
            "budget": 2500,
            "begins": today + timedelta(days=14),
            "ends": today + timedelta(days=56),
            "midway_on": today + timedelta(days=35),
            "lead": User.objects.get(pk=owner.id),
            "guide": User.objects.get(pk=secretary.id),
        },
        criteria=[piloting.CriterionFacts("Tijd per dossier", "Tien minuten", "Een steekproef")],
        departments=[application.department],
    )
    for pilot in Pilot.objects.filter(application__organisation__slug=SLUG):
        for name in (pilot.lead.name, owner_of(pilot.application).label):
            found[name].append(page("pilots:pilot", pilot.pk))
    for article in Article.objects.filter(organisation__slug=SLUG, state="draft"):
        found[with_role(Role.COMMITTEE_SECRETARY)].append(page("pilots:article", article.pk))


def exceptions(found: Found) -> None:
    """Who may end a designation, or the acceptance of a deviation, finds one that counts."""
    today = timezone.localdate()
    deviation = Deviation.objects.filter(
        organisation__slug=SLUG, withdrawn_at=None, until__gte=today
    ).earliest("pk")
    found[with_role(Role.DECISION_MAKER)].append(deviation.get_absolute_url())
    designation = Designation.objects.filter(
        organisation__slug=SLUG, withdrawn_at=None, valid_until=None
    ).earliest("pk")
    found[with_role(Role.PRIVACY_ADVISER)] += [
        page("guidance:designation", designation.application_id),
        page("guidance:undesignated"),
    ]


def neighbours(found: Found) -> None:
    """In the other municipality, where the adviser helps out, nobody took over yet what the policy plans."""
    duinrade = Organisation.objects.get(slug="duinrade")
    administrator, adviser = (
        Membership.objects.select_related("user", "department").get(organisation=duinrade, user__name=name)
        for name in ("Bas Kramer", with_role(Role.PRIVACY_ADVISER))
    )
    actor = actor_for(administrator)
    policy.switch_profile(actor=actor, organisation=duinrade, choice="leidschendam-voorburg-2025-2028")
    organisations.update_membership(
        actor=actor,
        membership=adviser,
        roles=[*adviser.roles, Role.COMMITTEE_SECRETARY],
        expertises=adviser.expertises,
        department=adviser.department,
        job_title=adviser.job_title,
    )
    found[adviser.user.name].append(reverse("policy:roadmap", args=[duinrade.slug]))


def stopped(found: Found) -> None:
    """Who guards privacy finds an application of which the use was stopped, and one that can be stopped."""
    for state in (State.SUSPENDED, State.IN_USE):
        application = Application.objects.filter(
            organisation__slug=SLUG, state=state, owner__isnull=False
        ).latest("pk")
        for name in (with_role(Role.PRIVACY_ADVISER), owner_of(application).label):
            found[name].append(page("register:application_lifecycle", application.pk))


def webhooks(found: Found) -> None:
    """One webhook tells another system about reports, and an event was given up; another was paused."""
    administrator = acting(Role.ADMINISTRATOR)
    reports, paused = (
        notifications.add_webhook(
            actor=administrator, name=name, url=NOBODY_LISTENS, events=["report.submitted"]
        ).webhook
        for name in ("Zaaksysteem", "Dashboard")
    )
    notifications.try_webhook(actor=administrator, webhook=reports)
    notifications.pause_webhook(actor=administrator, webhook=paused)
    event = Outgoing.objects.get(webhook=reports)
    Outgoing.objects.filter(pk=event.pk).update(state=OutgoingState.DEAD, answer="Niemand neemt op.")
    found[administrator.label] += [
        page("notifications:webhook", reports.pk),
        page("notifications:webhook", paused.pk),
        page("notifications:message", event.pk),
    ]


def mail(found: Found) -> None:
    """A mail says how to end the daily mail."""
    person = User.objects.get(name=with_role(Role.EMPLOYEE))
    found[""].append(page("notifications:unsubscribe", unsubscribe_token(_organisation(), person, DIGEST)))


def away(found: Found) -> None:
    """The secretary is away and the adviser deputises; both put something off."""
    secretary, deputy = (
        acting(Role.COMMITTEE_SECRETARY),
        User.objects.get(name=with_role(Role.PRIVACY_ADVISER)),
    )
    today = timezone.localdate()
    worklist.plan_absence(
        actor=secretary, deputy=deputy, first_day=today, last_day=today + timedelta(days=14)
    )
    waiting = next(entry for entry in own(secretary, {}).entries if entry.may_be_put_off)
    worklist.put_off(
        actor=secretary, kind=waiting.todo.kind, object_id=UUID(waiting.key), until=today + timedelta(days=7)
    )
    found[secretary.label] += [page("worklist:worklist"), page("worklist:absences")]
    found[deputy.name].append(page("worklist:worklist"))


HAPPENINGS: tuple[Callable[[Found], None], ...] = (
    documents,
    attestations,
    profiles,
    house_rules,
    roadmap,
    evaluating,
    committee,
    conditions,
    periodic_reviews,
    pilots,
    exceptions,
    neighbours,
    stopped,
    webhooks,
    mail,
    away,
)


def _organisation() -> Organisation:
    return Organisation.objects.get(slug=SLUG)


def _offered(title: str, audience: str) -> DocumentVersion:
    """Return a version of a new document, with a file, that was offered for adoption."""
    secretary = acting(Role.COMMITTEE_SECRETARY)
    version = policy.create_document(
        actor=secretary,
        title=title,
        audience=audience,
        final_body=AdoptedBy.EXECUTIVE,
        text="# Doel\n\nWij melden elk gebruik van AI vooraf.",
        upload=made("beleid.md", "md", b"# Doel\n\nWij melden elk gebruik van AI vooraf.\n"),
    )
    return policy.move_version(actor=secretary, version=version, action="offer")


def _version(version: DocumentVersion) -> str:
    return page("policy:version", version.pk)


def _evaluation(year: int) -> Evaluation:
    secretary = acting(Role.COMMITTEE_SECRETARY)
    return evaluations.start_evaluation(
        actor=secretary,
        organisation=_organisation(),
        year=year,
        period_from=date(year, 1, 1),
        period_until=date(year, 12, 31),
        lead=User.objects.get(pk=secretary.id),
    )
