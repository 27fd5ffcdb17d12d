# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.evaluation.views import evaluations, proposals, results, surveys

app_name = "evaluation"
urlpatterns = [
    path("evaluaties/", evaluations.evaluation_list, name="evaluation_list"),
    path("evaluaties/nieuw/", evaluations.start, name="evaluation_start"),
    path("evaluaties/<uuid:pk>/", evaluations.evaluation, name="evaluation"),
    path("evaluaties/<uuid:pk>/voorbereiden/", evaluations.prepare, name="evaluation_prepare"),
    path("evaluaties/<uuid:pk>/bevindingen/", evaluations.findings, name="evaluation_findings"),
    path("evaluaties/<uuid:pk>/bevindingen/klaar/", evaluations.finish_findings, name="evaluation_finish"),
    path("evaluaties/<uuid:pk>/bevindingen/terug/", evaluations.reopen_findings, name="evaluation_reopen"),
    path("evaluaties/<uuid:pk>/afronden/", evaluations.conclude, name="evaluation_conclude"),
    path("evaluaties/<uuid:pk>/vragenlijst/", surveys.answer, name="answer"),
    path("evaluaties/<uuid:pk>/vragenlijst/openen/", surveys.open_survey, name="survey_open"),
    path("evaluaties/<uuid:pk>/vragenlijst/verlengen/", surveys.prolong, name="survey_prolong"),
    path("evaluaties/<uuid:pk>/vragenlijst/sluiten/", surveys.close, name="survey_close"),
    path("evaluaties/<uuid:pk>/uitkomsten/", results.results, name="results"),
    path("evaluaties/<uuid:pk>/opmerkingen/", results.remarks, name="remarks"),
    path("evaluaties/<uuid:pk>/voorstellen/nieuw/", proposals.create, name="proposal_create"),
    path("evaluaties/voorstellen/<uuid:pk>/", proposals.proposal, name="proposal"),
    path("evaluaties/voorstellen/<uuid:pk>/wijzigen/", proposals.edit, name="proposal_edit"),
    path("evaluaties/voorstellen/<uuid:pk>/weghalen/", proposals.remove, name="proposal_remove"),
    path("evaluaties/voorstellen/<uuid:pk>/besluiten/", proposals.decide, name="proposal_decide"),
]
