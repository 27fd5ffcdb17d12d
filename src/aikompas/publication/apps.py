# SPDX-License-Identifier: EUPL-1.2
"""Publication: register texts, public pages, the publication standard, import and export."""

from django.apps import AppConfig
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.publication"
    verbose_name = _("Algorithm register")

    def ready(self) -> None:
        """Register the control, the tab, the next step, what waits, the dossier part and the words of the trail."""
        from aikompas.audit import labels
        from aikompas.organisations.home import register_todos
        from aikompas.publication import controls, handlers, kept, next_steps, todos  # noqa: F401
        from aikompas.publication.actions import ACTIONS
        from aikompas.publication.selectors.texts import dossier_part
        from aikompas.publication.standard.fields import standard
        from aikompas.register.dossier import register_part
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab

        for action, label in ACTIONS.items():
            labels.register(action, label)
        for key, field in standard("1.0").fields.items():
            labels.register(
                f"field.{key}", lazy(lambda field=field: field.label(get_language() or "nl"), str)()
            )
        register_todos(todos.publication_todos)
        register_part("register_texts", dossier_part, _("Texts in the algorithm register"), kept.in_words)
        register_next_step(next_steps.publication_step, order=70)
        register_tab("publication", _("Publication"), "publication:application", "publication.view_texts", 60)
