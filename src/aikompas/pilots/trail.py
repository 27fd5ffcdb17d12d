# SPDX-License-Identifier: EUPL-1.2
"""What people call the actions of this app in the trail."""

from django.utils.translation import gettext_lazy as _

from aikompas.audit import labels

ACTIONS = {
    "planned": _("Pilot planned"),
    "plan_edited": _("Plan of a pilot changed"),
    "start": _("Pilot begun"),
    "cancel": _("Pilot cancelled before it began"),
    "check": _("Midway check of a pilot done"),
    "extend": _("Pilot extended"),
    "stop": _("Pilot stopped"),
    "ended": _("Pilot ended because its last day passed"),
    "evaluate": _("Pilot evaluated"),
    "decide": _("Decision about a pilot recorded"),
    "article_proposed": _("Article proposed for the knowledge base"),
    "article_edited": _("Article of the knowledge base changed"),
    "article_publish": _("Article published in the knowledge base"),
    "article_withdraw": _("Article withdrawn from the knowledge base"),
    "article_reopen": _("Article opened again"),
}

for name, label in ACTIONS.items():
    labels.register(f"pilots.{name}", label)
