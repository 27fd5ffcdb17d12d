# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.review import views, views_conditions, views_dossier, views_queue

app_name = "review"
urlpatterns = [
    path("advies-en-besluit/", views_queue.queue, name="queue"),
    path("mijn-voorwaarden/", views_conditions.my_conditions, name="my_conditions"),
    path("toepassingen/<uuid:pk>/advies/", views.application, name="application"),
    path("toepassingen/<uuid:pk>/advies/geven/", views.advise, name="advise"),
    path("toepassingen/<uuid:pk>/advies/concluderen/", views.conclude, name="conclude"),
    path("toepassingen/<uuid:pk>/besluit/", views.decide, name="decide"),
    path("voorwaarden/<uuid:pk>/", views_conditions.condition, name="condition"),
    path("voorwaarden/<uuid:pk>/heropenen/", views_conditions.condition_reopen, name="condition_reopen"),
    path("dossiers/<uuid:pk>/", views_dossier.snapshot, name="snapshot"),
]
