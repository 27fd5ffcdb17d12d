# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.assessments.views import (
    action_points,
    comments,
    exporting,
    filling_in,
    history,
    judging,
    needs,
    overviews,
    pictures,
    reading,
    taking_over,
    team,
    upgrading,
    versions,
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
    path("toetsen/mijn-opmerkingen/", comments.my_comments, name="my_comments"),
    path("toetsen/mijn-actiepunten/", action_points.my_action_points, name="my_action_points"),
    path("toetsen/gesprekken/<uuid:pk>/", comments.thread, name="thread"),
    path("toetsen/gesprekken/<uuid:pk>/afhandelen/", comments.thread_resolve, name="thread_resolve"),
    path("toetsen/actiepunten/<uuid:pk>/", action_points.action_point, name="action_point"),
    path("toetsen/actiepunten/<uuid:pk>/klaar/", action_points.action_point_done, name="action_point_done"),
    path("toetsen/<uuid:pk>/team/", team.team, name="team"),
    path("toetsen/<uuid:pk>/team/<uuid:member>/rol/", team.team_role, name="team_role"),
    path("toetsen/<uuid:pk>/team/<uuid:member>/verwijderen/", team.team_remove, name="team_remove"),
    path("toetsen/<uuid:pk>/opmerkingen/", comments.comments, name="comments"),
    path("toetsen/<uuid:pk>/actiepunten/", action_points.action_points, name="action_points"),
    path("toetsen/<uuid:pk>/versies/", versions.versions, name="versions"),
    path("toetsen/<uuid:pk>/versies/vergelijken/", versions.versions_compare, name="versions_compare"),
    path("toepassingen/<uuid:pk>/toetsen/starten/", reading.start, name="start"),
    path("toetsen/", reading.assessment_list, name="assessment_list"),
    path("toetsen/<uuid:pk>/", reading.detail, name="detail"),
    path("toetsen/<uuid:pk>/vragenlijst/", upgrading.newer_version, name="newer_version"),
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
