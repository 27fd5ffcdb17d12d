# SPDX-License-Identifier: EUPL-1.2
"""The yearly evaluation: its steps, the survey of staff, and proposals to change the policy.

Who answered and what was answered are kept apart: an `Invitation` says only *that* somebody answered, and a
`BallotBox` holds all sheets of a department in one row, in random order. Neither keeps a moment or an order.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from aikompas.core.models import OrganisationRow
from aikompas.organisations.models import Department
from aikompas.policy.models import PolicyDocument


class Step(models.TextChoices):
    """Where an evaluation stands."""

    PREPARE = "prepare", _("Prepare")
    SURVEY = "survey", _("Survey")
    FINDINGS = "findings", _("Findings")
    PROPOSALS = "proposals", _("Proposals")
    CONCLUDED = "concluded", _("Concluded")


class Evaluation(OrganisationRow):
    """The evaluation of the use of AI and of ethical awareness in one year."""

    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    period_from = models.DateField(_("period from"))
    period_until = models.DateField(_("period until"))
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("lead")
    )
    step = models.CharField(_("step"), max_length=10, choices=Step, default=Step.PREPARE)
    purpose = models.TextField(_("what we want to know"), blank=True, max_length=4000)
    facts = models.JSONField(default=list, editable=False)
    findings = models.TextField(_("findings"), blank=True, max_length=20000)
    conclusion = models.TextField(_("conclusion"), blank=True, max_length=20000)
    offered_to = models.CharField(_("offered to"), max_length=200, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)

    class Meta:
        ordering = ("-year",)
        verbose_name = _("yearly evaluation")
        verbose_name_plural = _("yearly evaluations")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "year"), name="evaluation_once_per_year"),
        )

    def __str__(self) -> str:
        return str(self.year)

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this evaluation."""
        return str(self.year)

    @property
    def owner_id(self) -> uuid.UUID:
        """Who leads it, for rules about single objects."""
        return self.lead_id

    def get_absolute_url(self) -> str:
        """Return the page of the evaluation."""
        return reverse("evaluation:evaluation", args=[self.organisation.slug, self.pk])


class Survey(OrganisationRow):
    """The questions to staff of one evaluation, as they were asked, and until when."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="survey")
    questionnaire = models.JSONField(editable=False)
    closes_on = models.DateField(_("closes on"))
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("survey of staff")
        verbose_name_plural = _("surveys of staff")

    def __str__(self) -> str:
        return str(self.evaluation_id)

    @property
    def is_open(self) -> bool:
        """Tell whether people can answer."""
        return self.closed_on is None and timezone.localdate() <= self.closes_on

    def get_absolute_url(self) -> str:
        """Return the page where somebody answers."""
        return reverse("evaluation:answer", args=[self.organisation.slug, self.evaluation_id])


class Apart(models.Model):
    """A row with a random key and without a moment, so that it tells nothing about order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", editable=False
    )
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="%(class)ss", editable=False)

    class Meta:
        abstract = True


class Invitation(Apart):
    """Somebody may answer a survey, and did so or not; never what, never when."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to a survey")
        constraints = (models.UniqueConstraint(fields=("survey", "person"), name="invited_once_to_a_survey"),)

    def __str__(self) -> str:
        return str(self.survey_id)


class BallotBox(Apart):
    """All sheets that came in from a department, in random order."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, null=True, related_name="+")
    sheets = models.JSONField(default=list)

    class Meta:
        verbose_name = _("answers of a department")
        verbose_name_plural = _("answers of departments")
        constraints = (
            models.UniqueConstraint(fields=("survey", "department"), name="one_box_per_department"),
        )

    def __str__(self) -> str:
        return str(self.survey_id)


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    DECLINED = "declined", pgettext_lazy("proposal", "Declined")


class Proposal(OrganisationRow):
    """A change of the policy that follows from an evaluation, and what became of it."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="proposals")
    text = models.TextField(_("proposal"), max_length=4000)
    why = models.TextField(_("why"), max_length=4000)
    clause = models.CharField(_("clause"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.PROPOSED)
    decision_reason = models.TextField(_("reasons"), blank=True, max_length=4000)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    document = models.ForeignKey(
        PolicyDocument,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("policy document"),
    )

    class Meta:
        ordering = ("created_at",)
        verbose_name = _("proposal to change the policy")
        verbose_name_plural = _("proposals to change the policy")

    def __str__(self) -> str:
        return self.text

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this proposal."""
        return self.text[:100]

    def get_absolute_url(self) -> str:
        """Return the page of the proposal."""
        return reverse("evaluation:proposal", args=[self.organisation.slug, self.pk])
