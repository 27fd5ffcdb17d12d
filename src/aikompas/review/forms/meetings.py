# SPDX-License-Identifier: EUPL-1.2
"""Forms about meetings: when and where, the agenda, attendance, minutes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import User
from aikompas.register.models import Application
from aikompas.review.choices import Attending
from aikompas.review.models import AgendaItem, Attendance, Meeting
from aikompas.review.services.agenda import MOST_MINUTES
from aikompas.review.services.meetings import Attended
from aikompas.ui.forms import DateInput


class MeetingForm(forms.Form):
    """When and where the committee meets."""

    day = forms.DateField(label=_("Date"), widget=DateInput())
    time = forms.TimeField(
        label=_("Time"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "ak-input--short"}, format="%H:%M"),
    )
    place = forms.CharField(label=_("Place"), required=False, max_length=150)
    link = forms.URLField(
        label=_("Link to take part online"), required=False, max_length=200, assume_scheme="https"
    )

    def __init__(self, data: Any, *, meeting: Meeting | None = None) -> None:
        initial = {}
        if meeting is not None:
            moment = timezone.localtime(meeting.starts_at)
            initial = {
                "day": moment.date(),
                "time": moment.time(),
                "place": meeting.place,
                "link": meeting.link,
            }
        super().__init__(data, initial=initial)

    @property
    def facts(self) -> dict[str, Any]:
        """The moment and the place of a valid form."""
        data = self.cleaned_data
        moment = timezone.make_aware(datetime.combine(data["day"], data["time"]))
        return {"starts_at": moment, "place": data["place"], "link": data["link"]}

    def add_error(self, field: str | None, error: Any) -> None:
        """Show what is wrong with the moment at the date, and what has no field of its own above the form."""
        if field is None and hasattr(error, "error_dict"):
            for name, errors in error.error_dict.items():
                super().add_error("day" if name == "starts_at" else name, errors)
            return
        super().add_error(field, error)


def _minutes() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Estimated minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        initial=15,
        widget=forms.NumberInput(attrs={"class": "ak-input--short"}),
    )


class DossiersForm(forms.Form):
    """Which dossiers of the queue come on the agenda, and how long each takes."""

    applications = forms.MultipleChoiceField(label=_("Dossiers"), widget=forms.CheckboxSelectMultiple)
    minutes = _minutes()

    def __init__(self, data: Any, *, ready: Sequence[Application]) -> None:
        super().__init__(data, prefix="dossiers")
        self.ready = {str(application.pk): application for application in ready}
        self.fields["applications"].choices = [
            (pk, f"{application.reference} {application.name}") for pk, application in self.ready.items()
        ]

    @property
    def chosen(self) -> list[Application]:
        """The applications of a valid form."""
        return [self.ready[pk] for pk in self.cleaned_data["applications"]]


class ItemForm(forms.Form):
    """Another subject on the agenda."""

    title = forms.CharField(label=_("Subject"), max_length=200)
    minutes = _minutes()

    def __init__(self, data: Any) -> None:
        super().__init__(data, prefix="item")


class ItemMinutesForm(forms.Form):
    """How many minutes an item takes."""

    minutes = _minutes()


class AttendanceForm(forms.Form):
    """Of each member: present, absent, or who came instead."""

    def __init__(
        self, data: Any, *, members: Sequence[User], deputies: Sequence[User], noted: Sequence[Attendance]
    ):
        super().__init__(data)
        known = {attendance.member_id: attendance for attendance in noted}
        for member in members:
            instead = [
                (f"{Attending.DEPUTY}:{deputy.pk}", now_("Deputy present: %(name)s") % {"name": deputy})
                for deputy in deputies
                if deputy.pk != member.pk
            ]
            self.fields[str(member.pk)] = forms.ChoiceField(
                label=str(member),
                choices=[
                    (Attending.PRESENT, Attending.PRESENT.label),
                    (Attending.ABSENT, Attending.ABSENT.label),
                    *instead,
                ],
                initial=_code(known.get(member.pk)),
            )

    @property
    def attendance(self) -> dict[UUID, Attended]:
        """What a valid form says of each member."""
        found = {}
        for member, value in self.cleaned_data.items():
            how, _colon, deputy = value.partition(":")
            found[UUID(member)] = Attended(how, UUID(deputy) if deputy else None)
        return found


def _code(noted: Attendance | None) -> str:
    if noted is None:
        return Attending.PRESENT
    return f"{noted.how}:{noted.deputy_id}" if noted.deputy_id else noted.how


class MinutesForm(forms.Form):
    """The minutes of each item; where nothing was written yet, what follows from what was recorded."""

    def __init__(self, data: Any, *, items: Sequence[AgendaItem], proposed: dict[UUID, str]) -> None:
        super().__init__(data)
        for item in items:
            self.fields[str(item.pk)] = forms.CharField(
                label=item.title,
                required=False,
                max_length=8000,
                initial=item.notes or proposed.get(item.pk, ""),
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def notes(self) -> dict[UUID, str]:
        """The texts of a valid form, by item."""
        return {UUID(item): text for item, text in self.cleaned_data.items()}
