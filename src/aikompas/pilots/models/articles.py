# SPDX-License-Identifier: EUPL-1.2
"""Articles of the knowledge base: lessons that colleagues can use."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aikompas.core.models import OrganisationRow
from aikompas.pilots.choices import ArticleState
from aikompas.pilots.models.pilots import Pilot
from aikompas.register.models import Application


class Tag(OrganisationRow):
    """A word under which articles can be found, in small letters."""

    name = models.CharField(_("name"), max_length=40)

    class Meta:
        ordering = ("name",)
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = (models.UniqueConstraint(fields=("organisation", "name"), name="tag_unique"),)

    def __str__(self) -> str:
        return self.name


class Article(OrganisationRow):
    """A lesson in a few paragraphs, written with Markdown."""

    title = models.CharField(_("title"), max_length=150)
    summary = models.CharField(_("in short"), max_length=400)
    text = models.TextField(_("text"), max_length=20000)
    tags = models.ManyToManyField(Tag, related_name="articles", blank=True, verbose_name=_("tags"))
    state = models.CharField(_("state"), max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("about the application"),
    )
    pilot = models.ForeignKey(
        Pilot,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("learned in the pilot"),
    )
    department = models.ForeignKey(
        "organisations.Department",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("department"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    author_role = models.CharField(_("your role"), max_length=100, blank=True)
    shows_name = models.BooleanField(_("show my name"), default=False)
    published_on = models.DateField(_("published on"), null=True, editable=False)
    withdraw_reason = models.TextField(_("why it was withdrawn"), max_length=2000, blank=True)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)

    class Meta:
        ordering = ("-published_on", "-created_at")
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = (
            models.Index(fields=("organisation", "state", "-published_on")),
            models.Index(fields=("application", "state")),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def audit_label(self) -> str:
        """What the audit trail calls this article."""
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the article."""
        return reverse("pilots:article", args=(self.organisation.slug, self.pk))

    @property
    def by_line(self) -> str:
        """Who wrote it: by name when the author wants that, else the role."""
        named = str(self.author) if self.shows_name and self.author else ""
        return " · ".join(part for part in (named, self.author_role) if part)

    @property
    def tag_names(self) -> str:
        """The tags in one line."""
        return ", ".join(tag.name for tag in self.tags.all())
