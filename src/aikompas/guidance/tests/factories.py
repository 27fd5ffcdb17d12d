# SPDX-License-Identifier: EUPL-1.2
"""An application that employees use, and who settles which data may go into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml
from django.utils import timezone

from aikompas.core.actor import Actor
from aikompas.guidance import selectors, services
from aikompas.guidance.models import Designation
from aikompas.organisations.models import Organisation
from aikompas.organisations.roles import Role
from aikompas.organisations.tests.factories import actor, system
from aikompas.policy.profiles import shipped_text
from aikompas.policy.services import load_profile, switch_profile
from aikompas.register.choices import State
from aikompas.register.models import Application
from aikompas.register.tests.factories import ApplicationFactory


@dataclass
class Scene:
    """An application in use with personal data, and the privacy adviser of its municipality."""

    application: Application
    adviser: Actor

    @property
    def organisation(self) -> Organisation:
        """The municipality."""
        return self.application.organisation

    def designate(self, data_class: str, **fields: Any) -> Designation:
        """Designate the application (or another), by the privacy adviser unless somebody else does."""
        return services.designate(
            actor=fields.pop("by", self.adviser),
            application=fields.pop("application", self.application),
            data_class=data_class,
            **{"valid_from": timezone.localdate(), "reason": "De DPIA is akkoord.", **fields},
        )

    def data_class(self) -> str | None:
        """Return the data that may go in, as the database says it now."""
        return selectors.data_class_of(Application.objects.get(pk=self.application.pk))

    def use_own_policy(self, **designation: str) -> None:
        """Let the municipality use a policy that designates an application itself."""
        data = yaml.safe_load(shipped_text("model"))
        data["designated_applications"] = [designation]
        by = system(self.organisation)
        version = load_profile(actor=by, text=yaml.safe_dump(data, allow_unicode=True))
        switch_profile(actor=by, organisation=self.organisation, choice=version.sha256)
        self.organisation.refresh_from_db()


def scene_of(**fields: Any) -> Scene:
    """Return an application in use with personal data."""
    facts = {"state": State.IN_USE, "data_categories": ["personal"], "name": "Brieven opstellen", **fields}
    application = ApplicationFactory(**facts)
    return Scene(application, actor(Role.PRIVACY_ADVISER, application.organisation))
