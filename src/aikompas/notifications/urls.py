# SPDX-License-Identifier: EUPL-1.2
"""Addresses of the app, below the short name of the organisation."""

from django.urls import path

from aikompas.notifications.views import messages, personal, webhooks

app_name = "notifications"
urlpatterns = [
    path("berichten/", personal.notification_list, name="notification_list"),
    path("berichten/gelezen/", personal.read_all, name="read_all"),
    path("berichten/<uuid:pk>/", personal.notification_open, name="notification_open"),
    path("berichten/keuzes/", personal.choices, name="choices"),
    path("berichten/afmelden/<str:token>/", personal.unsubscribe, name="unsubscribe"),
    path("verzending/", messages.message_list, name="message_list"),
    path("verzending/<uuid:pk>/", messages.message, name="message"),
    path("verzending/<uuid:pk>/opnieuw/", messages.message_resend, name="message_resend"),
    path("webhooks/", webhooks.webhook_list, name="webhook_list"),
    path("webhooks/nieuw/", webhooks.webhook_create, name="webhook_create"),
    path("webhooks/<uuid:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<uuid:pk>/wijzigen/", webhooks.webhook_edit, name="webhook_edit"),
    path("webhooks/<uuid:pk>/pauzeren/", webhooks.webhook_pause, name="webhook_pause"),
    path("webhooks/<uuid:pk>/hervatten/", webhooks.webhook_resume, name="webhook_resume"),
    path("webhooks/<uuid:pk>/proberen/", webhooks.webhook_try, name="webhook_try"),
    path("webhooks/<uuid:pk>/geheim/", webhooks.webhook_secret, name="webhook_secret"),
    path("webhooks/<uuid:pk>/verwijderen/", webhooks.webhook_remove, name="webhook_remove"),
]
