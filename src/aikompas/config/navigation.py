# SPDX-License-Identifier: EUPL-1.2
"""The whole menu in one list: label, page, the permission that shows it."""

from django.utils.translation import gettext_lazy as _

from aikompas.ui.navigation import NavItem

NAVIGATION = [
    NavItem(_("Home"), "organisations:home", "organisations.view_home", icon="home"),
    NavItem(_("Worklist"), "worklist:worklist", "worklist.view", icon="clipboard"),
    NavItem(_("May I use this?"), "guidance:may_i", "guidance.view", icon="question"),
    NavItem(_("AI catalogue"), "guidance:catalogue", "guidance.view", icon="list"),
    NavItem(_("Report a use of AI"), "register:report_create", "register.report_use", icon="plus"),
    NavItem(_("My reports"), "register:my_reports", "register.view_own_reports", icon="inbox"),
    NavItem(_("Decisions about AI"), "review:made_known", "review.view", icon="check"),
    NavItem(_("Reports"), "register:report_list", "register.view_reports", icon="inbox", group=_("Work")),
    NavItem(
        _("Applications"),
        "register:application_list",
        "register.view_applications",
        icon="applications",
        group=_("Work"),
    ),
    NavItem(_("AI systems"), "register:system_list", "register.view_systems", icon="layers", group=_("Work")),
    NavItem(
        _("Inventories"),
        "register:inventory_list",
        "register.view_inventories",
        icon="list",
        group=_("Work"),
    ),
    NavItem(
        _("ICT environments"),
        "register:environment_list",
        "register.view_environments",
        icon="lock",
        group=_("Work"),
    ),
    NavItem(
        _("Assessments"), "assessments:assessment_list", "assessments.view", icon="book", group=_("Work")
    ),
    NavItem(
        _("Requirements and measures"),
        "measures:item_list",
        "measures.view",
        icon="clipboard",
        group=_("Work"),
    ),
    NavItem(_("Risks"), "measures:risk_list", "measures.view", icon="alert", group=_("Work")),
    NavItem(_("Advice and decisions"), "review:queue", "review.view_queue", icon="scales", group=_("Work")),
    NavItem(_("Periodic reviews"), "review:periodic_list", "review.view", icon="eye", group=_("Work")),
    NavItem(_("Meetings"), "review:meeting_list", "review.view_meetings", icon="calendar", group=_("Work")),
    NavItem(_("Committee"), "review:committee", "review.view_committee", icon="people", group=_("Work")),
    NavItem(_("Pilots"), "pilots:pilot_list", "pilots.view", icon="flask", group=_("Work")),
    NavItem(_("Knowledge base"), "pilots:article_list", "pilots.read_articles", icon="book", group=_("Work")),
    NavItem(
        _("Algorithm register"),
        "publication:text_list",
        "publication.view_texts",
        icon="globe",
        group=_("Work"),
    ),
    NavItem(_("Policy"), "policy:clause_list", "policy.view", icon="shield", group=_("Work")),
    NavItem(
        _("Yearly evaluation"),
        "evaluation:evaluation_list",
        "evaluation.view",
        icon="history",
        group=_("Work"),
    ),
    NavItem(_("Compliance"), "compliance:overview", "compliance.view_council", icon="check", group=_("Work")),
    NavItem(
        _("Import"),
        "publication:import_list",
        "publication.import_registrations",
        icon="upload",
        group=_("Administration"),
    ),
    NavItem(
        _("People"),
        "organisations:people",
        "organisations.manage_people",
        icon="people",
        group=_("Administration"),
    ),
    NavItem(
        _("Departments"),
        "organisations:departments",
        "organisations.manage_people",
        icon="building",
        group=_("Administration"),
    ),
    NavItem(
        _("Organisation"),
        "organisations:settings",
        "organisations.manage_organisation",
        icon="settings",
        group=_("Administration"),
    ),
    NavItem(
        _("Questionnaires"),
        "library:instrument_list",
        "library.manage",
        icon="book",
        group=_("Administration"),
    ),
    NavItem(
        _("Catalogue of requirements"),
        "measures:catalogues",
        "measures.manage_catalogue",
        icon="book",
        group=_("Administration"),
    ),
    NavItem(
        _("Templates"),
        "files:template_list",
        "files.manage_templates",
        icon="edit",
        group=_("Administration"),
    ),
    NavItem(
        _("Webhooks"),
        "notifications:webhook_list",
        "notifications.manage_webhooks",
        icon="globe",
        group=_("Administration"),
    ),
    NavItem(
        _("Outbox"),
        "notifications:message_list",
        "notifications.manage_outbox",
        icon="inbox",
        group=_("Administration"),
    ),
    NavItem(
        _("Work in the background"), "jobs:run_list", "jobs.view", icon="clock", group=_("Administration")
    ),
    NavItem(_("History"), "audit:history", "audit.view_history", icon="history", group=_("Administration")),
    NavItem(_("Style guide"), "ui:style_guide", "ui.view_style_guide", icon="eye", group=_("Administration")),
]
