# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.policy.views import budget, clauses, documents, house_rules, profiles, public, roadmap, steps

app_name = "policy"
urlpatterns = [
    path("beleid/", clauses.clause_list, name="clause_list"),
    path("beleid/bepalingen/<str:reference>/", clauses.clause, name="clause"),
    path("beleid/bepalingen/<str:reference>/verklaren/", clauses.attest, name="attest"),
    path("beleid/verklaringen/", clauses.attestation_list, name="attestation_list"),
    path("beleid/documenten/", documents.document_list, name="document_list"),
    path("beleid/documenten/nieuw/", documents.create, name="document_create"),
    path("beleid/documenten/<uuid:pk>/", documents.document, name="document"),
    path("beleid/documenten/<uuid:pk>/wijzigen/", documents.document_edit, name="document_edit"),
    path(
        "beleid/documenten/<uuid:pk>/nieuwe-versie/", documents.version_start, name="document_version_start"
    ),
    path("beleid/versies/<uuid:pk>/", documents.version, name="version"),
    path("beleid/versies/<uuid:pk>/wijzigen/", documents.version_edit, name="version_edit"),
    path("beleid/versies/<uuid:pk>/vergelijken/", documents.version_compare, name="version_compare"),
    path("beleid/versies/<uuid:pk>/stap/<slug:action>/", steps.step, name="version_step"),
    path("beleid/profiel/", profiles.profile_list, name="profile_list"),
    path("beleid/profiel/laden/", profiles.load, name="profile_load"),
    path("beleid/profiel/<slug:choice>/", profiles.switch, name="profile"),
    path("beleid/profiel/<slug:choice>/bestand/", profiles.download, name="profile_download"),
    path("huisregels/", house_rules.house_rules, name="house_rules"),
    path("huisregels/nieuw/", house_rules.start, name="house_rules_start"),
    path("huisregels/dekking/", house_rules.coverage, name="house_rules_coverage"),
    path("huisregels/dekking/<uuid:pk>/", house_rules.people, name="house_rules_people"),
    path("huisregels/<uuid:pk>/", house_rules.version, name="house_rules_version"),
    path("huisregels/<uuid:pk>/erkennen/", house_rules.acknowledge, name="house_rules_acknowledge"),
    path("huisregels/<uuid:pk>/wijzigen/", house_rules.edit, name="house_rules_edit"),
    path("huisregels/<uuid:pk>/publiceren/", house_rules.publish, name="house_rules_publish"),
    path("huisregels/<uuid:pk>/weggooien/", house_rules.discard, name="house_rules_discard"),
    path("tijdpad/", roadmap.roadmap, name="roadmap"),
    path("tijdpad/overnemen/", roadmap.take_over, name="roadmap_take_over"),
    path("tijdpad/nieuw/", roadmap.create, name="roadmap_create"),
    path("tijdpad/<uuid:pk>/", roadmap.step, name="roadmap_step"),
    path("tijdpad/<uuid:pk>/wijzigen/", roadmap.edit, name="roadmap_edit"),
    path("tijdpad/<uuid:pk>/voortgang/", roadmap.bring, name="roadmap_bring"),
    path("tijdpad/<uuid:pk>/bewijs/", roadmap.evidence_add, name="roadmap_evidence_add"),
    path("tijdpad/bewijs/<uuid:pk>/weghalen/", roadmap.evidence_remove, name="roadmap_evidence_remove"),
    path("budget/", budget.budget, name="budget"),
    path("budget/jaar/", budget.year, name="budget_year"),
    path("budget/nieuw/", budget.line_create, name="budget_line_create"),
    path("budget/<uuid:pk>/", budget.line, name="budget_line"),
    path("budget/<uuid:pk>/intrekken/", budget.line_withdraw, name="budget_line_withdraw"),
    path("ons-ai-beleid/", public.public_list, name="public_list"),
    path("ons-ai-beleid/<uuid:pk>/", public.public_version, name="public_version"),
    path("ons-ai-beleid/<uuid:pk>/bestand/", public.public_file, name="public_file"),
]
