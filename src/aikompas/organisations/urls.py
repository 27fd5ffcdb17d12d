# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.conf import settings
from django.urls import path
from django.utils.module_loading import import_string

from aikompas.organisations.views import departments, home, invitations, people

app_name = "organisations"
urlpatterns = [
    path("", import_string(settings.AIKOMPAS_HOME), name="home"),
    path("profiel/", home.profile, name="profile"),
    path("organisatie/", home.settings, name="settings"),
    path("mensen/", people.people, name="people"),
    path("mensen/<uuid:pk>/", people.person, name="person"),
    path("mensen/<uuid:pk>/wijzigen/", people.person_edit, name="person_edit"),
    path("mensen/<uuid:pk>/deactiveren/", people.person_deactivate, name="person_deactivate"),
    path("mensen/<uuid:pk>/heractiveren/", people.person_reactivate, name="person_reactivate"),
    path("uitnodigingen/", invitations.invitations, name="invitations"),
    path("uitnodigingen/nieuw/", invitations.invite, name="invite"),
    path("uitnodigingen/<uuid:pk>/", invitations.invitation, name="invitation"),
    path("uitnodigingen/<uuid:pk>/opnieuw/", invitations.invitation_resend, name="invitation_resend"),
    path("uitnodigingen/<uuid:pk>/intrekken/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("afdelingen/", departments.departments, name="departments"),
    path("afdelingen/nieuw/", departments.department_create, name="department_create"),
    path("afdelingen/<uuid:pk>/", departments.department, name="department"),
    path("afdelingen/<uuid:pk>/wijzigen/", departments.department_edit, name="department_edit"),
    path("afdelingen/<uuid:pk>/beeindigen/", departments.department_deactivate, name="department_deactivate"),
    path("afdelingen/<uuid:pk>/herstellen/", departments.department_reactivate, name="department_reactivate"),
]
