# SPDX-License-Identifier: EUPL-1.2
"""An article of the knowledge base."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from aikompas.core.actor import Actor
from aikompas.organisations.selectors import active_departments
from aikompas.pilots.models import Article
from aikompas.pilots.selectors import pilots_visible_to
from aikompas.pilots.services import ARTICLE_FACTS
from aikompas.register.selectors import applications_visible_to


class ArticleForm(forms.ModelForm[Article]):
    """What was learned, in a few paragraphs."""

    tags = forms.CharField(
        label=_("Tags"),
        help_text=_(
            "Words by which colleagues find it, with commas between them. For example: chatbot, summarising."
        ),
        max_length=300,
        required=False,
    )

    class Meta:
        model = Article
        fields = ARTICLE_FACTS
        labels = {
            "title": _("Title"),
            "summary": _("In short"),
            "text": _("What have you learned?"),
            "application": _("About the application"),
            "pilot": _("Learned in the pilot"),
            "department": _("Department"),
            "author_role": _("Your role"),
            "shows_name": _("Show my name with the article"),
        }
        help_texts = {
            "summary": _("One or two sentences, that say for whom this is useful."),
            "text": _(
                "Written with Markdown: ## for a heading, - for a list. Name no residents or colleagues."
            ),
            "department": _(
                "Its AI contact person publishes the article; without a department the secretary does."
            ),
            "author_role": _("For example: Wmo consultant. It stands with the article instead of your name."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 14}),
        }

    field_order = (
        "title",
        "summary",
        "text",
        "tags",
        "pilot",
        "application",
        "department",
        "author_role",
        "shows_name",
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "application": applications_visible_to(actor).order_by("name"),
            "pilot": pilots_visible_to(actor),
            "department": active_departments(actor.organisation_id),
        }
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset
        if not self.instance._state.adding:
            self.initial.setdefault("tags", self.instance.tag_names)

    @property
    def arguments(self) -> dict[str, Any]:
        """What was filled in, as the services take it."""
        data = self.cleaned_data
        return {"facts": {name: data[name] for name in ARTICLE_FACTS}, "tags": data["tags"].split(",")}

    def _post_clean(self) -> None:
        """Leave the object alone: the service writes it, and says what is wrong."""
