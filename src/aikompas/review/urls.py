# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.review.views import application, conditions, dossiers, judging, queue

app_name = "review"
urlpatterns = [
    path("advies-en-besluit/", queue.queue, name="queue"),
    path("mijn-voorwaarden/", conditions.my_conditions, name="my_conditions"),
    path("toepassingen/<uuid:pk>/advies/", application.application, name="application"),
    path("toepassingen/<uuid:pk>/advies/geven/", judging.advise, name="advise"),
    path("toepassingen/<uuid:pk>/advies/concluderen/", judging.conclude, name="conclude"),
    path("toepassingen/<uuid:pk>/besluit/", judging.decide, name="decide"),
    path("voorwaarden/<uuid:pk>/", conditions.condition, name="condition"),
    path("voorwaarden/<uuid:pk>/controleren/", conditions.condition_check, name="condition_check"),
    path("voorwaarden/<uuid:pk>/overdragen/", conditions.condition_hand_over, name="condition_hand_over"),
    path("voorwaarden/<uuid:pk>/heropenen/", conditions.condition_reopen, name="condition_reopen"),
    path("dossiers/<uuid:pk>/", dossiers.snapshot, name="snapshot"),
]
