# SPDX-License-Identifier: EUPL-1.2
"""Controls about the organisation: who has which role, and whether its trail is intact.

The apps that own these facts (organisations, audit) stand below the registry of controls, so they are registered here.
"""

from __future__ import annotations

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from aikompas.audit.selectors import head_holds, present_head
from aikompas.core.actor import Actor
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.selectors import active_members_with_role
from aikompas.policy.controls import Evidence, Result, control


def _named(organisation: Organisation, role: Role) -> Result:
    found = list(active_members_with_role(organisation.pk, role))
    people = reverse("organisations:people", args=(organisation.slug,))
    if not found:
        told = _("Nobody has the role “%(role)s”.") % {"role": role.label}
        return Result.not_met(told, fix=people)
    page = "organisations:person"
    return Result.met(
        _("The role “%(role)s” is filled.") % {"role": role.label},
        *(Evidence(str(item.user), reverse(page, args=(organisation.slug, item.pk))) for item in found),
    )


def _register(name: str, role: Role, question: str | Promise, law: str | Promise) -> None:
    def check(organisation: Organisation) -> Result:
        return _named(organisation, role)

    check.__qualname__ = f"{name}_named"
    named = f"organisations.{name}_named"
    control(named, scope="organisation", question=question, law=law, by="administrator")(check)


_register(
    "privacy_adviser",
    Role.PRIVACY_ADVISER,
    gettext_lazy("Is there somebody who advises on personal data?"),
    gettext_lazy("GDPR art. 37; De Ronde Venen art. 4.3 and 8.1"),
)
_register(
    "security_officer",
    Role.SECURITY_OFFICER,
    gettext_lazy("Is there somebody who guards information security?"),
    gettext_lazy("Cybersecurity Act; BIO; De Ronde Venen art. 4.3 and 8.1"),
)
_register(
    "decision_maker",
    Role.DECISION_MAKER,
    gettext_lazy("Is there somebody who decides about uses of AI?"),
    gettext_lazy("De Ronde Venen art. 2.4"),
)
_register(
    "publisher",
    Role.PUBLISHER,
    gettext_lazy("Is there somebody who publishes the register?"),
    gettext_lazy("De Ronde Venen art. 2.7; Leidschendam-Voorburg policy point 7"),
)


@control(
    "audit.trail_intact",
    scope="organisation",
    question=gettext_lazy("Is everything that is done recorded, signed and not removed?"),
    law=gettext_lazy("GDPR art. 5(2); BIO"),
    by="auditor",
)
def trail_intact(organisation: Organisation) -> Result:
    """Met when the present head of the trail is signed and counts the entries that there are."""
    actor = Actor.system(organisation.pk, label="controls")
    head = present_head(actor)
    if head is None:
        return Result.not_applicable(_("Nothing has been done here yet."))
    page = reverse("audit:verify", args=(organisation.slug,))
    if not head_holds(actor):
        return Result.not_met(
            _("The signature of the trail does not hold, or entries are missing. Verify the trail."), fix=page
        )
    told = ngettext("%(count)s entry, signed", "%(count)s entries, signed", head.size) % {"count": head.size}
    return Result.met(_("The trail is signed and nothing at its end is missing."), Evidence(told, page))
