# SPDX-License-Identifier: EUPL-1.2
"""Controls about publication: what must stand in the public register stands there, and says what is true."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from aikompas.policy.controls import Evidence, Result, control
from aikompas.policy.subjects import keep, preparation
from aikompas.publication.choices import TextLanguage, TextState
from aikompas.publication.models import RegisterText
from aikompas.publication.prefill import approved_aia, changed_since
from aikompas.publication.records import status_of, value_of
from aikompas.publication.selectors import approved_text, current_dutch_texts, published_text
from aikompas.publication.standard.fields import standard
from aikompas.register.choices import PUBLISH_WHEN, State
from aikompas.register.models import Application

ENDED = frozenset({State.RETIRED, State.ARCHIVED, State.REJECTED, State.PROHIBITED})


@control(
    "publication.published_when_due",
    scope="application",
    by="publisher",
    question=gettext_lazy("Does the public register tell about this use?"),
    law=gettext_lazy("De Ronde Venen, art. 2.7; AI Act, art. 49(3)"),
)
def published_when_due(application: Application) -> Result:
    """Tell whether a high-risk or impactful use stands in the public register, with an up-to-date text."""
    page = text_page(application)
    published = published_text(application)
    if published is not None:
        return _about_published(application, published, page)
    if application.risk_class not in PUBLISH_WHEN:
        return Result.not_applicable(
            _("Publication is required for high risk and impactful algorithms only. You may publish anyway.")
        )
    if application.state in ENDED:
        return Result.not_applicable(_("The use has ended and was not published."))
    if application.state == State.IN_USE:
        return Result.not_met(_("This use is not in the public register."), fix=page)
    if approved_text(application) is not None:
        return Result.met(
            _("The text for the public register is approved."), Evidence(_("Register text"), page)
        )
    return Result.not_met(_("There is no approved text for the public register yet."), fix=page)


@control(
    "publication.text_current",
    scope="application",
    by="publisher",
    question=gettext_lazy("Is the text in the public register still right?"),
    law=gettext_lazy("De Ronde Venen, art. 2.7 and 6.2; Leidschendam-Voorburg policy point 7"),
)
def text_current(application: Application) -> Result:
    """Met when the published text says what the dossier says."""
    published = published_text(application)
    if published is None:
        return Result.not_applicable(_("No text is published."))
    if reasons := reasons_outdated(application, published):
        return Result.not_met(" ".join(reasons), fix=text_page(application))
    return Result.met(
        _("The published text says what the dossier says."),
        Evidence(published.name, public_page(published)),
    )


@control(
    "publication.contact_given",
    scope="application",
    by="publisher",
    question=gettext_lazy("Does the public register say whom residents can ask about this use?"),
    law=gettext_lazy("Leidschendam-Voorburg principles 7 and 8"),
)
def contact_given(application: Application) -> Result:
    """Met when the published text has an e-mail address for questions."""
    published = published_text(application)
    if published is None:
        return Result.not_applicable(_("No text is published."))
    if not published.fields.get("contact_email"):
        return Result.not_met(
            _("The published text has no e-mail address for questions."), fix=text_page(application)
        )
    return Result.met(
        _("The published text says whom to ask."), Evidence(published.name, public_page(published))
    )


@preparation("application")
def load_texts(applications: list[Application]) -> None:
    """Load the texts in the public register, and for those that are published what they rest on."""
    texts = {(text.application_id, text.state): text for text in current_dutch_texts(applications)}
    published = [item for item in applications if (item.pk, TextState.PUBLISHED) in texts]
    assessments = approved_aia(published)
    for application in applications:
        for state in (TextState.APPROVED, TextState.PUBLISHED):
            key = f"publication.{TextLanguage.DUTCH}.{state}"
            keep(application, key, texts.get((application.pk, state)))
    for application in published:
        keep(application, "publication.aia", assessments.get(application.pk))


def _about_published(application: Application, published: RegisterText, page: str) -> Result:
    if reasons := reasons_outdated(application, published):
        return Result.attention(" ".join(reasons), fix=page)
    return Result.met(
        _("The public register tells about this use."), Evidence(published.name, public_page(published))
    )


def reasons_outdated(application: Application, published: RegisterText) -> list[str]:
    """Return why the published text is no longer right; nothing when it is."""
    reasons = []
    language = get_language() or "nl"
    if published.status != status_of(application):
        status = standard().fields["status"].choice(value_of("status", status_of(application)))
        reasons.append(
            _("The published text has another status than the application: it should be “%(status)s”.")
            % {"status": status.label(language) if status else ""}
        )
    changed = changed_since(application, published.basis)
    if changed:
        labels = ", ".join(standard().fields[key].label(language) for key in changed)
        reasons.append(_("Facts changed after the text was written: %(fields)s.") % {"fields": labels})
    if published.disappeared_at:
        reasons.append(_("The text is no longer in the register that it was imported from."))
    return reasons


def text_page(application: Application) -> str:
    """Return the page on which the texts of an application are written and published."""
    return reverse("publication:application", args=(application.organisation.slug, application.pk))


def public_page(text: RegisterText) -> str:
    """Return the page that residents see."""
    return reverse("publication:public_detail", args=(text.organisation.slug, text.application_id))
