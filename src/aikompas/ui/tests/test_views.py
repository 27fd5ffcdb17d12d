# SPDX-License-Identifier: EUPL-1.2
"""What views have in common, the menu, and the style guide."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django import forms
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from aikompas.core.errors import Reason, Refused
from aikompas.ui import navigation
from aikompas.ui.navigation import NavItem
from aikompas.ui.style_guide import style_guide
from aikompas.ui.views import found_or_404, problems, redirect_with_message

NAVIGATION = [
    NavItem("Home", "menu_home", "see.home"),
    NavItem("Things", "menu_things", "see.things", group="Work"),
    NavItem("Archive", "menu_archive", "see.archive", group="Work"),
]


def _view(request, organisation):  # pragma: no cover - only its address is used
    return None


urlpatterns = [
    path("<slug:organisation>/", _view, name="menu_home"),
    path("<slug:organisation>/things/", _view, name="menu_things"),
    path("<slug:organisation>/things/archive/", _view, name="menu_archive"),
]


class NameForm(forms.Form):
    name = forms.CharField()


def request_for(address="/zonnedam/", may=lambda action, obj=None: True):
    request = RequestFactory().get(address)
    request.session = {}
    request._messages = FallbackStorage(request)
    request.htmx = False
    request.organisation = SimpleNamespace(slug="zonnedam", name="Zonnedam", theme="duin")
    request.may = may
    return request


def test_what_cannot_be_found_gives_a_404():
    def find(key):
        raise ObjectDoesNotExist

    with pytest.raises(Http404):
        found_or_404(find, 3)


def test_what_is_found_is_returned():
    assert found_or_404(lambda key: key, 3) == 3


def test_an_error_of_a_service_lands_on_its_field():
    form = NameForm({"name": "x"})
    with problems(form) as outcome:
        raise ValidationError({"name": "Too short."})
    assert not outcome.ok
    assert form.errors["name"] == ["Too short."]


def test_an_error_about_a_field_that_the_form_lacks_is_not_lost():
    form = NameForm({"name": "x"})
    with problems(form):
        raise ValidationError({"other": "Not good."})
    assert form.non_field_errors() == ["Not good."]


def test_a_refusal_shows_its_reasons_as_links():
    form = NameForm({"name": "x"})
    with problems(form) as outcome:
        raise Refused("Cannot be used.", reasons=[Reason("No <owner>.", "/owner/")])
    html = str(form.non_field_errors())
    assert not outcome.ok
    assert 'href="/owner/"' in html
    assert "No &lt;owner&gt;." in html


def test_a_refusal_without_form_becomes_a_message():
    request = request_for()
    with problems(request=request):
        raise Refused("Cannot be used.")
    assert [str(message) for message in request._messages] == ["Cannot be used."]


def test_a_step_that_succeeds_is_ok():
    with problems(NameForm({"name": "x"})) as outcome:
        pass
    assert outcome.ok


def test_other_errors_are_not_hidden():
    with pytest.raises(KeyError), problems(NameForm()):
        raise KeyError


def test_a_redirect_carries_its_message():
    request = request_for()
    response = redirect_with_message(request, "Saved.", "/there/")
    assert response["Location"] == "/there/"
    assert [str(message) for message in request._messages] == ["Saved."]


def test_htmx_is_told_to_go_elsewhere():
    request = request_for()
    request.htmx = True
    assert redirect_with_message(request, "Saved.", "/there/")["HX-Redirect"] == "/there/"


@pytest.fixture
def menu(settings):
    settings.ROOT_URLCONF = __name__
    settings.AIKOMPAS_NAVIGATION = f"{__name__}.NAVIGATION"
    return navigation.menu


def test_the_menu_shows_what_the_person_may_open(menu):
    groups = menu(request_for(may=lambda action, obj=None: action != "see.archive"))
    assert [[link.label for link in group.links] for group in groups] == [["Home"], ["Things"]]


@pytest.mark.parametrize(
    ("address", "current"),
    [("/zonnedam/", "Home"), ("/zonnedam/things/3/", "Things"), ("/zonnedam/things/archive/1/", "Archive")],
)
def test_the_menu_marks_where_one_is(menu, address, current):
    links = [link for group in menu(request_for(address)) for link in group.links if link.current]
    assert [link.label for link in links] == [current]


def test_a_page_outside_the_menu_marks_nothing(menu):
    groups = menu(request_for("/zonnedam/elsewhere/"))
    assert not [link for group in groups for link in group.links if link.current]


def test_a_part_that_an_installation_leaves_out_is_not_in_the_menu(menu, monkeypatch):
    monkeypatch.setattr(
        f"{__name__}.NAVIGATION", [*NAVIGATION, NavItem("Absent", "not_installed", "see.absent")]
    )
    labels = [link.label for group in menu(request_for()) for link in group.links]
    assert labels == ["Home", "Things", "Archive"]


def test_there_is_no_menu_outside_an_organisation(menu):
    request = request_for()
    request.organisation = None
    assert menu(request) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_style_guide_shows_every_component(language):
    with translation.override(language):
        request = request_for("/zonnedam/stijlgids/")
        request.user = SimpleNamespace(is_authenticated=False)
        html = style_guide(request, "zonnedam").content.decode()
    assert "themes/duin" in html
    for part in (
        "ak-next",
        "ak-steps",
        "ak-tiles",
        "ak-risk",
        "ak-table",
        "ak-chart",
        "ak-error-summary",
        "ak-timeline",
    ):
        assert part in html


def test_only_who_may_see_the_style_guide_sees_it():
    assert style_guide.access.permission == "ui.view_style_guide"
