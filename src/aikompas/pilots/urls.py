# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.pilots.views import articles, pilots, steps

app_name = "pilots"
urlpatterns = [
    path("toepassingen/<uuid:pk>/pilot/", pilots.application, name="application"),
    path("toepassingen/<uuid:pk>/pilot/plannen/", pilots.plan, name="application_plan"),
    path("pilots/", pilots.pilot_list, name="pilot_list"),
    path("pilots/tijdlijn/", pilots.timeline, name="timeline"),
    path("pilots/<uuid:pk>/", pilots.pilot, name="pilot"),
    path("pilots/<uuid:pk>/wijzigen/", pilots.plan_edit, name="plan_edit"),
    path("pilots/<uuid:pk>/stap/<slug:action>/", steps.step, name="step"),
    path("kennisbank/", articles.article_list, name="article_list"),
    path("kennisbank/nieuw/", articles.propose, name="article_propose"),
    path("kennisbank/<uuid:pk>/", articles.article, name="article"),
    path("kennisbank/<uuid:pk>/wijzigen/", articles.edit, name="article_edit"),
    path("kennisbank/<uuid:pk>/stap/<slug:move>/", articles.step, name="article_step"),
]
