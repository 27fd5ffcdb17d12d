# SPDX-License-Identifier: EUPL-1.2
"""Organisations, their departments, people, and the roles that people have there."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aikompas.core.ids import new_id
from aikompas.core.models import OrganisationRow, Row
from aikompas.organisations.roles import Expertise, Role, labels_of

RESERVED_SLUGS = frozenset(
    {
        "account",
        "api",
        "static",
        "media",
        "demo",
        "i18n",
        "health",
        "theme",
        "organisaties",
        "uitnodiging",
        "stijlgids",
    }
)


def validate_slug_not_reserved(value: str) -> None:
    """Refuse slugs that are the first part of an address of the product itself."""
    if value in RESERVED_SLUGS:
        raise ValidationError(_("This short name is reserved."), code="reserved")


class Organisation(Row):
    """A municipality (or partnership) with its own people, register and trail."""

    class Language(models.TextChoices):
        """Languages of the interface."""

        DUTCH = "nl", "Nederlands"
        ENGLISH = "en", "English"

    class Theme(models.TextChoices):
        """Palettes that ship with the product."""

        KOMPAS = "kompas", "Kompas"
        DUIN = "duin", "Duin"

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("short name in addresses"), max_length=80, unique=True, validators=[validate_slug_not_reserved]
    )
    tooi_uri = models.URLField(_("TOOI identifier"), max_length=200, blank=True)
    code = models.CharField(_("municipality code"), max_length=10, blank=True)
    oin = models.CharField(
        _("OIN"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^\d{20}$", _("An OIN consists of 20 digits."))],
    )
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.DUTCH)
    theme = models.CharField(_("theme"), max_length=40, choices=Theme, default=Theme.KOMPAS)
    policy_profile = models.CharField(_("policy profile"), max_length=100, default="model")
    contact_email = models.EmailField(_("e-mail address for questions about algorithms"), blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation_id(self) -> Any:
        """The organisation itself: an organisation is a row of its own organisation."""
        return self.pk

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this organisation."""
        return self.name


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> User:
        """Return the user with this e-mail address, whatever its capitals."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        """Create a person; without a password the person can only sign in after a reset or invitation."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who can sign in; what the person may do is said by the memberships."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"email", "name"})

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(
        _("language"), max_length=2, choices=Organisation.Language, blank=True, default=""
    )
    is_active = models.BooleanField(_("active"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    class Meta:
        ordering = ("name",)
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_unique_ignoring_case"),)

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def audit_label(self) -> str:
        """People are known to the trail by their id only."""
        return ""


class Department(OrganisationRow):
    """A department, with the AI contact person who keeps its inventory complete."""

    name = models.CharField(_("name"), max_length=150)
    contact_person = models.ForeignKey(
        "Membership",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="contact_for",
        verbose_name=_("AI contact person"),
    )
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ("name",)
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        constraints = (
            models.UniqueConstraint(
                "organisation", Lower("name"), name="department_name_unique_in_organisation"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this department."""
        return self.name


class Membership(OrganisationRow):
    """A person's place in one organisation; a person may have several."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"job_title"})

    user = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="members",
        verbose_name=_("department"),
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    deactivated_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("user__name",)
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "user"), name="one_membership_per_organisation"),
        )
        indexes = (models.Index(fields=("user", "is_active")),)

    def __str__(self) -> str:
        return str(self.user)

    @property
    def roles(self) -> frozenset[str]:
        """The roles of this member; uses prefetched rows when there are."""
        return frozenset(assignment.role for assignment in self.role_assignments.all())

    @property
    def expertises(self) -> frozenset[str]:
        """The expertises of this committee member; uses prefetched rows when there are."""
        return frozenset(seat.expertise for seat in self.member_expertises.all() if seat.counts)

    @property
    def role_labels(self) -> list[str]:
        """What people call the roles of this member, in the usual order."""
        return labels_of(Role, self.roles)

    @property
    def expertise_labels(self) -> list[str]:
        """What people call the expertises of this member, in the usual order."""
        return labels_of(Expertise, self.expertises)


class RoleAssignment(OrganisationRow):
    """One role of one member."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=30, choices=Role)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("membership", "role"), name="role_once_per_member"),)
        indexes = (models.Index(fields=("organisation", "role")),)

    def __str__(self) -> str:
        return self.get_role_display()


class MemberExpertise(OrganisationRow):
    """A seat in the committee: what one member brings, from when until when, or as whose deputy."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="member_expertises")
    expertise = models.CharField(_("expertise"), max_length=30, choices=Expertise)
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("until"), null=True, blank=True)
    deputy_for = models.ForeignKey(
        Membership,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deputy_seats",
        verbose_name=_("deputy of"),
    )

    class Meta:
        ordering = ("since", "created_at")
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "expertise"),
                condition=models.Q(until__isnull=True),
                name="one_seat_without_end_per_member_and_expertise",
            ),
        )

    def __str__(self) -> str:
        return self.get_expertise_display()

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this seat: never who has it."""
        return self.get_expertise_display()

    @property
    def counts(self) -> bool:
        """Tell whether the seat is taken today."""
        today = timezone.localdate()
        return self.since <= today and (self.until is None or self.until >= today)


class Invitation(OrganisationRow):
    """An invitation by mail; the secret in the link is kept as a hash only."""

    AUDIT_PERSONAL: ClassVar[frozenset[str]] = frozenset({"email", "name", "job_title"})

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    roles = models.JSONField(_("roles"), default=list)
    expertises = models.JSONField(_("expertises"), default=list, blank=True)
    department = models.ForeignKey(
        Department,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
    )
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ("-created_at",)
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email

    @property
    def role_labels(self) -> list[str]:
        """What people call the roles that wait, in the usual order."""
        return labels_of(Role, self.roles)

    @property
    def expertise_labels(self) -> list[str]:
        """What people call the expertises that wait, in the usual order."""
        return labels_of(Expertise, self.expertises)

    @staticmethod
    def hash_of(token: str) -> str:
        """Return what the database keeps of the secret of a link."""
        return hashlib.sha256(token.encode()).hexdigest()

    @property
    def is_open(self) -> bool:
        """Tell whether the invitation can still be accepted."""
        return self.state == "open"

    @property
    def state(self) -> str:
        """Where the invitation stands: open, expired, accepted or withdrawn."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "open" if self.expires_at > timezone.now() else "expired"
