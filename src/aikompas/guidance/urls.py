# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.guidance.views import asking, catalogue, designating

app_name = "guidance"
urlpatterns = [
    path("mag-ik-dit-gebruiken/", asking.may_i, name="may_i"),
    path("catalogus/", catalogue.catalogue, name="catalogue"),
    path("catalogus/<uuid:pk>/", catalogue.application, name="application"),
    path("aanwijzingen/te-doen/", designating.undesignated, name="undesignated"),
    path("toepassingen/<uuid:pk>/aanwijzing/", designating.designation, name="designation"),
    path("toepassingen/<uuid:pk>/aanwijzing/nieuw/", designating.designate, name="designate"),
    path("aanwijzingen/<uuid:pk>/intrekken/", designating.withdraw, name="withdraw"),
]
