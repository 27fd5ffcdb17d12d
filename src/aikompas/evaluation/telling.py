# SPDX-License-Identifier: EUPL-1.2
"""What people, and other systems, are told about the yearly evaluation."""

from django.utils.translation import gettext_lazy as _

from aikompas.notifications.events import EventType, register_event_type
from aikompas.notifications.kinds import Kind, register_kind

SURVEY, OFFERED = "evaluation.survey", "evaluation.offered"
CONCLUDED_EVENT = "evaluation.concluded"

register_kind(
    Kind(
        SURVEY,
        _("Survey about AI in your work"),
        _("Survey about AI in your work: answer on %(date)s at the latest"),
        _("It takes five minutes and is anonymous: nobody can see what you answered."),
    ),
    Kind(
        OFFERED,
        _("A yearly evaluation is concluded"),
        _("The evaluation of %(year)s is concluded"),
        _("Read the findings and decide on the proposals to change the policy."),
    ),
)
register_event_type(EventType(CONCLUDED_EVENT, _("Yearly evaluation concluded")))
