# SPDX-License-Identifier: EUPL-1.2
"""Assessments: filled-in questionnaires."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentsConfig(AppConfig):
    """Django's registration of the app."""

    name = "aikompas.assessments"

    def ready(self) -> None:
        """Register controls, the dossier part, the tab, the next step, todos and the words of the trail."""
        from aikompas.assessments import controls, guidance, handlers, todos, trail  # noqa: F401
        from aikompas.assessments.dossier import assessments_part, waivers_part
        from aikompas.assessments.exports.registering import register as register_exports
        from aikompas.assessments.models import Assessment
        from aikompas.assessments.pictures import may_change_pictures
        from aikompas.assessments.selectors import count_by_questionnaire, get_assessment
        from aikompas.files.holders import register_holder
        from aikompas.library.usage import register_usage
        from aikompas.organisations.home import register_todos
        from aikompas.register.dossier import register_part
        from aikompas.register.next_steps import register_next_step
        from aikompas.register.tabs import register_tab

        register_holder(
            Assessment,
            find=get_assessment,
            permission="assessments.view",
            may_change=may_change_pictures,
        )
        register_part("assessments", assessments_part)
        register_part("assessments_done_without", waivers_part)
        register_next_step(guidance.next_step, order=30)
        register_todos(todos.todos)
        register_tab("assessments", _("Assessment"), "assessments:application", "assessments.view", 40)
        register_exports()
        register_usage(count_by_questionnaire)
