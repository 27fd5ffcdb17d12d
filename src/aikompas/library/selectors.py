# SPDX-License-Identifier: EUPL-1.2
"""Reading instruments: what an organisation has, what it uses for new work, and any version that work began on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from aikompas.core.actor import Actor
from aikompas.instruments.questionnaires import Questionnaire, load_questionnaire
from aikompas.instruments.questionnaires.glossary import Term, load_glossary
from aikompas.instruments.trees import DecisionTree, load_tree
from aikompas.library.compiled import compiled
from aikompas.library.models import (
    InstrumentChoice,
    InstrumentFile,
    InstrumentPart,
    Kind,
    PartKind,
    Proposal,
    Source,
)
from aikompas.library.shipped import Shipped, shipped

Slot = tuple[str, str, str]


class NotInUse(LookupError):
    """The organisation does not use an instrument of this name."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an instrument in one language: a file that ships, or one that is kept for the organisation."""

    kind: str
    urn: str
    language: str
    version: str
    name: str
    sha256: str
    source: str
    is_active: bool
    is_shipped: bool
    file: InstrumentFile | None

    @property
    def slot(self) -> Slot:
        """Of the versions with the same slot one at most is in use."""
        return slot_of(self)

    @property
    def kind_label(self) -> str:
        """What people call this kind of instrument."""
        return str(Kind(self.kind).label)

    @property
    def source_label(self) -> str:
        """What people call where it comes from."""
        return str(Source(self.source).label)

    @property
    def short_hash(self) -> str:
        """The beginning of the hash: tells apart two files that call themselves the same version."""
        return self.sha256[:8]


def slot_of(item: InstrumentFile | Shipped | Version) -> Slot:
    """Return what an instrument competes for: its name and language; trees all compete for one place."""
    if item.kind == Kind.DECISION_TREE:
        return (Kind.DECISION_TREE.value, "", "")
    return (item.kind, item.urn, item.language)


def versions_of(organisation_id: UUID | None) -> list[Version]:
    """Return everything the organisation has: by kind and name, the newest version first."""
    choices = {
        (choice.kind, choice.urn, choice.language): choice.instrument_id
        for choice in InstrumentChoice.objects.filter(organisation_id=organisation_id)
    }
    files = {
        file.sha256: file
        for file in InstrumentFile.objects.filter(organisation_id=organisation_id)
        .select_related("loaded_by")
        .defer("content")
    }
    found = [_shipped_version(item, files.get(item.sha256), choices) for item in shipped().values()]
    found += [_kept_version(file, choices) for file in files.values() if file.sha256 not in shipped()]
    order = list(Kind)
    return sorted(found, key=lambda item: (order.index(Kind(item.kind)), item.name, item.urn, item.language))


def _shipped_version(item: Shipped, file: InstrumentFile | None, choices: dict[Slot, UUID | None]) -> Version:
    slot = slot_of(item)
    active = slot not in choices or (file is not None and choices[slot] == file.pk)
    return Version(
        kind=item.kind,
        urn=item.urn,
        language=item.language,
        version=item.version,
        name=item.name,
        sha256=item.sha256,
        source=Source.SHIPPED,
        is_active=active,
        is_shipped=True,
        file=file,
    )


def _kept_version(file: InstrumentFile, choices: dict[Slot, UUID | None]) -> Version:
    return Version(
        kind=file.kind,
        urn=file.urn,
        language=file.language,
        version=file.version,
        name=file.name,
        sha256=file.sha256,
        source=file.source,
        is_active=choices.get(slot_of(file)) == file.pk,
        is_shipped=False,
        file=file,
    )


def get_version(actor: Actor, sha256: str) -> Version:
    """Return a version that the actor's organisation has; raises ``InstrumentFile.DoesNotExist``."""
    for version in versions_of(actor.organisation_id):
        if version.sha256 == sha256:
            return version
    raise InstrumentFile.DoesNotExist(sha256)


def others_of(version: Version, organisation_id: UUID | None) -> list[Version]:
    """Return the other versions of the same instrument in the same language."""
    same = (version.kind, version.urn, version.language)
    return [
        other
        for other in versions_of(organisation_id)
        if (other.kind, other.urn, other.language) == same and other.sha256 != version.sha256
    ]


def text_of(organisation_id: UUID | None, sha256: str) -> str:
    """Return the file of a version, unmodified; raises ``InstrumentFile.DoesNotExist``."""
    if sha256 in shipped():
        return shipped()[sha256].text
    return InstrumentFile.objects.get(organisation_id=organisation_id, sha256=sha256).content


def offered(organisation_id: UUID | None, language: str) -> list[Version]:
    """Return the questionnaires in use, each once: in this language, or else in the one it exists in."""
    active = [
        version
        for version in versions_of(organisation_id)
        if version.is_active and version.kind == Kind.QUESTIONNAIRE
    ]
    by_urn = {version.urn: version for version in active}
    return list((by_urn | {item.urn: item for item in active if item.language == language}).values())


def in_use(organisation_id: UUID | None, urn: str, language: str) -> Version:
    """Return the version of a questionnaire that new work begins on; raises ``NotInUse``."""
    for version in offered(organisation_id, language):
        if version.urn == urn:
            return version
    raise NotInUse(urn)


def active(organisation_id: UUID | None, urn: str, language: str) -> Questionnaire:
    """Return the questionnaire that new work begins on; raises ``NotInUse``."""
    return kept(organisation_id, in_use(organisation_id, urn, language).sha256)


def name_of(organisation_id: UUID | None, urn: str, language: str) -> str:
    """Return what a questionnaire is called, also when it is not in use; its identifier when nobody loaded it."""
    known = [version for version in versions_of(organisation_id) if version.urn == urn]
    found = [version.name for version in known if version.language == language] or [
        version.name for version in known
    ]
    return found[0] if found else urn


def kept(organisation_id: UUID | None, sha256: str) -> Questionnaire:
    """Return the questionnaire that work began on, whatever is in use now; raises ``InstrumentFile.DoesNotExist``."""
    return compiled((sha256,), lambda: load_questionnaire(text_of(organisation_id, sha256)))


def kept_tree(organisation_id: UUID | None, sha256: str) -> DecisionTree:
    """Return the decision tree that work began on; raises ``InstrumentFile.DoesNotExist``."""
    owner = "" if sha256 in shipped() else str(organisation_id)
    return compiled((owner, sha256), lambda: _load_tree(organisation_id, sha256))


def _load_tree(organisation_id: UUID | None, sha256: str) -> DecisionTree:
    if sha256 in shipped():
        return load_tree(shipped()[sha256].path)
    file = InstrumentFile.objects.get(organisation_id=organisation_id, sha256=sha256)
    parts = {part.kind: bytes(part.content) for part in file.parts.all()}
    return load_tree(
        file.content,
        categories=parts.get(PartKind.CATEGORIES),
        definitions=parts.get(PartKind.DEFINITIONS),
    )


def glossary(organisation_id: UUID | None, language: str) -> tuple[Term, ...]:
    """Return the terms that are explained in questionnaires in this language: of every glossary in use."""
    active = [
        version
        for version in versions_of(organisation_id)
        if version.is_active and (version.kind, version.language) == (Kind.GLOSSARY, language)
    ]
    loaded = [_terms(organisation_id, version.sha256) for version in active]
    return tuple(term for terms in loaded for term in terms)


def _terms(organisation_id: UUID | None, sha256: str) -> tuple[Term, ...]:
    return compiled(("terms", sha256), lambda: load_glossary(text_of(organisation_id, sha256)))


def active_trees(organisation_id: UUID | None) -> list[Version]:
    """Return the decision tree in use, in each language it has."""
    choice = (
        InstrumentChoice.objects.filter(organisation_id=organisation_id, kind=Kind.DECISION_TREE)
        .select_related("instrument")
        .defer("instrument__content")
        .first()
    )
    if choice and choice.instrument:
        return [_kept_version(choice.instrument, {slot_of(choice.instrument): choice.instrument_id})]
    ships = (item for item in shipped().values() if item.kind == Kind.DECISION_TREE)
    return [_shipped_version(item, None, {}) for item in ships]


def active_tree(organisation_id: UUID | None, language: str) -> tuple[Version, DecisionTree]:
    """Return the decision tree for new classifications: in this language, or else in the one it has."""
    active = active_trees(organisation_id)
    chosen = next((version for version in active if version.language == language), active[0])
    return chosen, kept_tree(organisation_id, chosen.sha256)


def get_image(actor: Actor, sha256: str, name: str) -> InstrumentPart:
    """Return an image of an instrument of the actor's organisation; raises ``InstrumentPart.DoesNotExist``."""
    return InstrumentPart.objects.get(
        organisation_id=actor.organisation_id,
        instrument__sha256=sha256,
        kind=PartKind.IMAGE,
        name=name,
    )


def parts_of(version: Version) -> list[InstrumentPart]:
    """Return the files that come with a version, without their content."""
    if version.file is None:
        return []
    return list(InstrumentPart.objects.filter(instrument=version.file).defer("content"))


def image_names(organisation_id: UUID | None, sha256: str) -> frozenset[str]:
    """Return the names of the images that came with an instrument."""
    images = InstrumentPart.objects.filter(
        organisation_id=organisation_id, instrument__sha256=sha256, kind=PartKind.IMAGE
    )
    return frozenset(images.values_list("name", flat=True))


def get_proposal(actor: Actor, proposal_id: UUID) -> Proposal:
    """Return files that wait to be loaded; raises ``Proposal.DoesNotExist``."""
    return Proposal.objects.get(organisation_id=actor.organisation_id, pk=proposal_id)
