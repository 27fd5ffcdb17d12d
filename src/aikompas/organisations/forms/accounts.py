# SPDX-License-Identifier: EUPL-1.2
"""The forms of sign-in: those of allauth with labels of our own, without placeholders, and invitations and profiles."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from aikompas.organisations.models import Organisation, User

PASSWORD_HELP = _("At least 12 characters. A few unrelated words are easy to remember and hard to guess.")


def _label(form: forms.BaseForm, name: str, label: Any, help_text: Any = "") -> None:
    """Name a field; a label stays in sight where a placeholder would go."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)


class SignInForm(allauth_forms.LoginForm):
    """Sign in with e-mail address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "login", _("E-mail address"))
        _label(self, "password", _("Password"))


class AskResetForm(allauth_forms.ResetPasswordForm):
    """Ask for a mail to choose a new password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "email", _("E-mail address"))


class ResetForm(allauth_forms.ResetPasswordKeyForm):
    """Choose a new password after the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password1", _("New password"), PASSWORD_HELP)
        _label(self, "password2", _("New password again"))


class ChangePasswordForm(allauth_forms.ChangePasswordForm):
    """Change one's own password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "oldpassword", _("Present password"))
        _label(self, "password1", _("New password"), PASSWORD_HELP)
        _label(self, "password2", _("New password again"))


class SetPasswordForm(allauth_forms.SetPasswordForm):
    """Choose a first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _label(self, "password1", _("New password"), PASSWORD_HELP)
        _label(self, "password2", _("New password again"))


class AcceptInvitationForm(forms.Form):
    """The name and password of somebody who has no account yet."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=PASSWORD_HELP,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Compare the two passwords and check their strength."""
        data: dict[str, Any] = super().clean() or {}
        password, again = data.get("password"), data.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("This is not the same as the password above."))
        elif password:
            try:
                password_validation.validate_password(password, User(name=data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return data


class ProfileForm(forms.Form):
    """One's own name and language."""

    name = forms.CharField(
        label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    language = forms.ChoiceField(
        label=_("Language of the pages"),
        choices=[("", _("The language of my organisation")), *Organisation.Language.choices],
        required=False,
        widget=forms.RadioSelect,
    )
