# SPDX-License-Identifier: EUPL-1.2
"""What people, and other systems, are told about house rules, timetable and budget."""

from django.utils.translation import gettext_lazy as _

from aikompas.notifications.events import EventType, register_event_type
from aikompas.notifications.kinds import Kind, register_kind

HOUSE_RULES, STEP = "policy.house_rules", "policy.roadmap_step"
HOUSE_RULES_EVENT = "houserules.published"

register_kind(
    Kind(
        HOUSE_RULES,
        _("New house rules for generative AI"),
        _("House rules for generative AI: read version %(number)s"),
        _("Read the house rules and acknowledge them on %(date)s at the latest."),
    ),
    Kind(
        STEP,
        _("A step of the timetable is yours"),
        _("You take care of a step of the timetable: %(step)s"),
    ),
)
register_event_type(EventType(HOUSE_RULES_EVENT, _("House rules published")))
