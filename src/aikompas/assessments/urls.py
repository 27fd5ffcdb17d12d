# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.assessments.views import (
    exporting,
    filling_in,
    history,
    judging,
    needs,
    overviews,
    pictures,
    reading,
    taking_over,
)

app_name = "assessments"
urlpatterns = [
    path("toepassingen/<uuid:pk>/toetsen/", needs.application, name="application"),
    path("toepassingen/<uuid:pk>/toetsen/plannen/", needs.application_plan, name="application_plan"),
    path(
        "toepassingen/<uuid:pk>/toetsen/afzien/", needs.application_do_without, name="application_do_without"
    ),
    path("toepassingen/<uuid:pk>/toetsen/herroepen/", needs.application_revoke, name="application_revoke"),
    path("toetsen/mijn-taken/", needs.my_tasks, name="my_tasks"),
    path("toepassingen/<uuid:pk>/toetsen/starten/", reading.start, name="start"),
    path("toetsen/", reading.assessment_list, name="assessment_list"),
    path("toetsen/<uuid:pk>/", reading.detail, name="detail"),
    path("toetsen/<uuid:pk>/overzicht/", overviews.overview, name="overview"),
    path("toetsen/<uuid:pk>/overnemen/", taking_over.take_over, name="take_over"),
    path("toetsen/<uuid:pk>/open/", overviews.open_list, name="open_list"),
    path("toetsen/<uuid:pk>/afbeelding/", pictures.picture, name="picture"),
    path("toetsen/<uuid:pk>/geschiedenis/", history.answer_history, name="answer_history"),
    path("toetsen/<uuid:pk>/deel/<str:section>/", filling_in.fill_in, name="fill_in"),
    path("toetsen/<uuid:pk>/deel/<str:section>/bewaren/", filling_in.autosave, name="autosave"),
    path("toetsen/<uuid:pk>/deel/<str:section>/verversen/", filling_in.refresh, name="refresh"),
    path("toetsen/<uuid:pk>/indienen/", overviews.submit, name="submit"),
    path("toetsen/<uuid:pk>/terugnemen/", overviews.take_back, name="take_back"),
    path("toetsen/<uuid:pk>/adviseren/", judging.advise, name="advise"),
    path("toetsen/<uuid:pk>/beoordelen/", judging.judge, name="judge"),
    path("toetsen/<uuid:pk>/document/", exporting.export_choice, name="export_choice"),
    path("toetsen/<uuid:pk>/document/<str:code>/", exporting.export_begin, name="export_begin"),
    path("toetsen/<uuid:pk>/inlezen/", exporting.import_file, name="import_file"),
    path("toetsen/<uuid:pk>/inlezen/overnemen/", exporting.import_apply, name="import_apply"),
]
